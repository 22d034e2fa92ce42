"""Talks to the mail server of the settings: one letter at a time, each phase's fault told apart from the next one's.

The phases matter more than the words: until the last byte of a text has left, the server cannot have taken it; between
that byte and the reply nobody knows; the reply settles it (RFC 5321, sections 3.3, 4.2 and 6.1).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType

from desk.errors import (
    BadIdentity,
    DeskError,
    MailLoginRefused,
    MailNotSetUp,
    MailRefused,
    MailUnprotected,
    MailUnreachable,
    MailUntrusted,
)
from desk.rules.identity import check_email
from desk.settings import MailSecurity, MailSetting

# seconds; RFC 5321, section 4.5.3.2, allows more than anybody waits for, its ratio is kept
CONNECT_SECONDS = 15.0
COMMAND_SECONDS = 60.0
REPLY_SECONDS = 300.0
FAREWELL_SECONDS = 2.0
# the address of a client that has no name of its own; asking the system for a name may take it a minute
_CALLED = "[127.0.0.1]"
_GO_ON = 354  # the text may come
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ENHANCED = re.compile(rb"^([245]\.\d{1,3}\.\d{1,3})\b")
_LINE_OF_DOT = re.compile(rb"(?m)^\.")


class Cut(Exception):
    """The line broke, and the server has not taken what was being handed over."""


class NobodyKnows(Exception):
    """The line broke after the last byte of a text and before the reply, or the reply said nothing."""


@dataclass(frozen=True)
class Reply:
    """A server's answer: its code, and the code with the enhanced one; never its words, which may quote an address."""

    code: int
    reason: str

    @property
    def good(self) -> bool:
        """Whether it said yes."""
        return 200 <= self.code < 300

    @property
    def later(self) -> bool:
        """Whether it said to try again later."""
        return 400 <= self.code < 500

    @property
    def clear(self) -> bool:
        """Whether it is an answer at all: yes, later or no (RFC 5321, section 4.2.1)."""
        return self.good or 400 <= self.code < 600


class MailServer:
    """A connection to the mail server, open inside `with`."""

    def __init__(self, setting: MailSetting, password: str | None) -> None:
        """Raises: MailNotSetUp. BadIdentity: the sender's address is none."""
        if not setting.host or not setting.sender:
            raise MailNotSetUp
        try:
            check_email(setting.sender)
        except BadIdentity:
            raise BadIdentity(field="sender") from None
        self._setting, self._password = setting, password
        self._smtp: smtplib.SMTP | None = None
        self._offered = self._handing = False

    def __enter__(self) -> MailServer:
        """Connect, encrypt and sign in. Raises: as `open`."""
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        """Take leave."""
        self.close()

    def open(self) -> None:
        """Connect, encrypt and sign in; an open connection is closed before.

        Raises:
            MailUnreachable, MailUntrusted, MailUnprotected, MailLoginRefused. MailRefused: it serves nobody now.
        """
        self.close()
        self._offered = self._handing = False
        setting = self._setting
        try:
            self._smtp = _connected(setting)
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(COMMAND_SECONDS)
            self._protect(self._smtp)
        except ssl.SSLCertVerificationError as fault:
            self.close()
            raise MailUntrusted(host=setting.host) from fault
        except (smtplib.SMTPNotSupportedError, ssl.SSLError) as fault:  # no encryption, or another kind of it
            self.close()
            raise MailUnprotected(host=setting.host) from fault
        except smtplib.SMTPResponseException as fault:
            self.close()
            raise MailRefused(host=setting.host, code=fault.smtp_code) from fault
        except (OSError, smtplib.SMTPException, UnicodeError) as fault:
            self.close()
            raise MailUnreachable(host=setting.host, port=setting.port) from fault
        except DeskError:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                if smtp.sock is not None:
                    smtp.sock.settimeout(FAREWELL_SECONDS)
                smtp.quit()
            smtp.close()

    def interrupt(self) -> None:
        """End the dialogue from another thread, unless a letter is just being handed over: that comes to its end."""
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None and not self._handing:
            with contextlib.suppress(OSError):
                smtp.sock.shutdown(socket.SHUT_RDWR)

    def offer(self, recipient: str) -> Reply:
        """Name sender and recipient in place of those offered before; what the server says of the recipient.

        Raises:
            Cut. MailRefused: it takes nothing from this sender.
        """
        if self._offered:
            self._ask("RSET")  # after a refused recipient the server still waits for another one
        self._offered = True
        reply = self._ask("MAIL", f"FROM:{smtplib.quoteaddr(self._setting.sender)}")
        if not reply.good:
            raise MailRefused(host=self._setting.host, code=reply.code)
        return self._ask("RCPT", f"TO:{smtplib.quoteaddr(recipient)}")

    def hand_over(self, letter: bytes) -> Reply:
        """Hand over a letter that was offered; the server's word about it.

        Raises:
            Cut: it has not got it. NobodyKnows: it may have.
        """
        self._handing = True
        try:
            return self._hand_over(letter)
        finally:
            self._handing = False

    def _hand_over(self, letter: bytes) -> Reply:
        reply = self._heard(lambda smtp: smtp.docmd("DATA"), COMMAND_SECONDS, Cut, also=_GO_ON)
        smtp = self._smtp
        if smtp is None or reply.good:  # yes to what was not said yet
            self.close()
            raise Cut
        if reply.code != _GO_ON:
            return reply
        body = _LINE_OF_DOT.sub(b"..", letter)
        body += b"" if body.endswith(b"\r\n") else b"\r\n"
        try:
            smtp.send(body + b".\r\n")  # what is told of as a fault here did not get as far as the dot
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise Cut from fault
        return self._heard(lambda smtp: smtp.getreply(), REPLY_SECONDS, NobodyKnows)

    def _ask(self, command: str, argument: str = "") -> Reply:
        return self._heard(lambda smtp: smtp.docmd(command, argument), COMMAND_SECONDS, Cut)

    def _heard(
        self,
        listen: Callable[[smtplib.SMTP], tuple[int, bytes]],
        seconds: float,
        otherwise: type[Cut] | type[NobodyKnows],
        also: int = 0,
    ) -> Reply:
        """The answer, whole within the seconds and of the codes that answer; else the line is closed and it raises."""
        smtp = self._smtp
        if smtp is None or smtp.sock is None:
            raise otherwise
        try:
            with _within(smtp.sock, seconds):
                reply = _reply(*listen(smtp))
        except (OSError, smtplib.SMTPException) as fault:
            self.close()
            raise otherwise from fault
        if not reply.clear and reply.code != also:
            self.close()
            raise otherwise
        return reply

    def _protect(self, smtp: smtplib.SMTP) -> None:
        setting = self._setting
        if setting.security == MailSecurity.STARTTLS:
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        if setting.user:
            if setting.security == MailSecurity.NONE and setting.host.lower() not in _LOCAL:
                raise MailUnprotected(host=setting.host)
            try:
                smtp.login(setting.user, self._password or "")
            except smtplib.SMTPAuthenticationError as fault:
                if 400 <= fault.smtp_code < 500:  # not now, whatever the password
                    raise
                raise MailLoginRefused(host=setting.host) from fault
            except smtplib.SMTPServerDisconnected:
                raise
            except (smtplib.SMTPException, UnicodeError) as fault:  # no accounts, or by no way we know; only ASCII
                raise MailLoginRefused(host=setting.host) from fault


@contextlib.contextmanager
def _within(line: socket.socket, seconds: float) -> Iterator[None]:
    """Hang up when an answer is not whole in time: a line's own time-out begins anew with each byte that drips in."""
    line.settimeout(seconds)

    def hang_up() -> None:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(seconds, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _connected(setting: MailSetting) -> smtplib.SMTP:
    if setting.security == MailSecurity.TLS:
        return smtplib.SMTP_SSL(
            setting.host, setting.port, _CALLED, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
        )
    return smtplib.SMTP(setting.host, setting.port, _CALLED, timeout=CONNECT_SECONDS)


def _reply(code: int, words: bytes) -> Reply:
    enhanced = _ENHANCED.match(words)
    return Reply(code, f"{code} {enhanced[1].decode()}" if enhanced else str(code))
