"""Closing days: the window of the numbered sheets."""
