"""Engine, transactions, full-text index, back-up and migrations."""
