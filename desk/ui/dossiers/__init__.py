"""Dossiers: the board, the list of all, the page of one."""
