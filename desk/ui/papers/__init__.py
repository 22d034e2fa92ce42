"""Papers on the screen and on their way to a printer."""
