"""The office's working calendar: the year at a glance, its rows and hours, what a change moves, why a date is one."""
