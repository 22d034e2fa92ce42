"""Scanners: one that types like a keyboard, and one on a serial port."""
