"""What happens to an exception nobody expected: its report goes to the log, one sentence to whoever asked."""

from __future__ import annotations

from desk.log import FILE_NAME, close_log, logger, open_log
from desk.messages import unexpected
from desk.paths import Home


def report(error: BaseException, home: Home) -> str:
    """Write the error to the log of the home and return the sentence that says so."""
    try:
        open_log(home.logs)
    except OSError:
        return unexpected(None)
    try:
        logger.error("unexpected error in a command", exc_info=error)
    finally:
        close_log()
    return unexpected(str(home.logs / FILE_NAME))
