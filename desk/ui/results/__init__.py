"""Handing results over."""
