"""Motcua Desk: the one-stop counter of a commune."""
