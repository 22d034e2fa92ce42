"""Alembic migrations of the two stores."""
