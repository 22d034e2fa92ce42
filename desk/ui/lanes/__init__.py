"""The lanes of a busy morning: what is done while the citizen waits."""
