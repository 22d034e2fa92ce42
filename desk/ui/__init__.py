"""All that is Qt."""
