"""All that is Qt."""

from desk.ui.imports import keep_sources_unread

keep_sources_unread()
