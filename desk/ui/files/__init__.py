"""The files of a dossier: chosen, scanned, looked at, taken off."""
