"""The outbox in windows: sending by itself, and the window that shows what waits, went and failed."""
