"""The office's own pages: officers, settings, catalogue."""
