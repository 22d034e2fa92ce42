"""The office's books, read and searched in windows."""
