"""Paper only: plain content in, PDF out; no database and no Qt."""
