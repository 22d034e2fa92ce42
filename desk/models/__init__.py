"""The schema and its nouns."""
