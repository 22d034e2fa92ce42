"""One statutory paper per file."""
