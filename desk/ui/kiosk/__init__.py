"""The full-screen window on which citizens rate."""
