"""Where a finished PDF can go."""
