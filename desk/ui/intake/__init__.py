"""The place where dossiers are received."""
