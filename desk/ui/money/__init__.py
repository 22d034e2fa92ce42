"""Money at the counter: what is charged, what is taken, and the cash book."""
