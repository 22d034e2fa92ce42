"""Starts the desk: the window, or the command that was typed."""

from desk.bootstrap import main

if __name__ == "__main__":
    raise SystemExit(main())
