"""The frame around every place: rail, search, status, lock, and where a scan goes."""
