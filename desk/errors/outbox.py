"""Refusals of the outbox: the mail server, and messages that are not as one thought."""

from __future__ import annotations

from desk.errors.base import DeskError

# --- the mail server --------------------------------------------------------------------------------------------------


class MailNotSetUp(DeskError):
    """This machine has no mail server or no sender's address in its settings. No facts."""


class MailUnreachable(DeskError):
    """The mail server cannot be reached, does not answer in time, or hung up. Facts: host, port."""


class MailUntrusted(DeskError):
    """The mail server's certificate is not that of its name, or nobody vouches for it. Facts: host."""


class MailUnprotected(DeskError):
    """The mail server offers no encryption where the settings ask for it, or would get the password in the clear.

    Facts: host.
    """


class MailLoginRefused(DeskError):
    """The mail server does not take the account or its password. Facts: host."""


class MailRefused(DeskError):
    """The mail server refuses to serve this office at all, with its reply code. Facts: host, code."""


# --- messages ---------------------------------------------------------------------------------------------------------


class UnknownMessage(DeskError):
    """No message has this id. Facts: message."""


class MessageNotOpen(DeskError):
    """A message is not in a state in which this can be said of it. Facts: message, number (of its dossier)."""


class ListNotWritten(DeskError):
    """A list of messages is stored and its file could not be written. Facts: list, place."""


class UnknownMessageList(DeskError):
    """No list of messages of that way has this number. Facts: list."""
