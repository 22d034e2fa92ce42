"""Mail servers of the tests' own: a real one that replies as it is told, and a scripted one that cuts the line."""

from __future__ import annotations

import contextlib
import email
import socket
import ssl
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from desk.rules.message_life import MessageState
from desk.services.desk import Desk
from desk.settings import MailSetting

SENDER = "motcua@xa.example"
CITIZEN = "thu.nguyen@example.com"
DRIPS = b"drips"  # an answer that never ends


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def setting(port: int, **changes: str) -> MailSetting:
    """A mail server on this machine, without encryption unless told."""
    given = {"host": "127.0.0.1", "security": "none", "sender": SENDER} | changes
    return MailSetting(port=port, **given)


class Office(Controller):
    """A real SMTP server that keeps what it takes; replies to RCPT and DATA may be given, one after the other."""

    def __init__(
        self, *, rcpt: tuple[str, ...] = (), body: tuple[str, ...] = (), mail: str = "", **more: object
    ) -> None:
        self.letters: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self._rcpt, self._body, self._mail = list(rcpt), list(body), mail
        super().__init__(self, hostname="127.0.0.1", port=free_port(), server_hostname="localhost", **more)

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _more: object
    ) -> str:
        """Take the sender unless told otherwise."""
        if not self._mail:
            envelope.mail_from = address
        return self._mail or "250 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _more: object
    ) -> str:
        """The next given reply, else yes."""
        answer = self._rcpt.pop(0) if self._rcpt else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """The next given reply, else yes; what is taken is kept."""
        answer = self._body.pop(0) if self._body else "250 2.0.0 taken"
        if answer.startswith("2"):
            assert isinstance(envelope.content, bytes)
            self.letters.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
            self.recipients += envelope.rcpt_tos
        return answer

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: object
    ) -> AuthResult:
        """Only one account is known."""
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password))
        return AuthResult(handled=False, success=(given.login, given.password) == (b"motcua", b"mat-khau-thu"))

    @contextlib.contextmanager
    def open(self) -> Iterator[Office]:
        """Serve inside `with`."""
        self.start()
        try:
            yield self
        finally:
            self.stop(no_assert=True)


class Scripted:
    """A server on a thread that follows the dialogue and hangs up, or holds its breath, at one place of it.

    Places: greeting, MAIL, RCPT, DATA (before the 354), half (in the middle of the text), reply (after its last dot).
    With `hold` it waits there until `go_on` is set, and tells by `there` that it has come so far.
    """

    def __init__(self, place: str, *, hold: bool = False, times: int = 1_000) -> None:
        self._place, self._hold, self._left = place, hold, times
        self.there, self.go_on = threading.Event(), threading.Event()
        self.whole: list[bytes] = []
        self.visits = 0
        self._closing = False
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Scripted:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self.go_on.set()
        with contextlib.suppress(OSError):  # wakes a thread that waits for somebody to come
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._thread.join(10)
        self._listening.close()
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        while True:
            line, _ = self._listening.accept()
            if self._closing:
                return line.close()
            with line, contextlib.suppress(OSError):
                self.visits += 1
                self._talk(line)

    def _stops(self, place: str) -> bool:
        if place != self._place or self._left <= 0:
            return False
        self._left -= 1
        self.there.set()
        if self._hold:
            self.go_on.wait(60)
        return True

    def _talk(self, line: socket.socket) -> None:
        if self._stops("greeting"):
            return
        file = line.makefile("rb")
        line.sendall(b"220 there\r\n")
        while command := file.readline():
            word = command.split(b" ")[0].strip().decode().upper()
            if word in {"MAIL", "RCPT", "DATA"} and self._stops(word):
                return
            if word == "DATA":
                if not self._take(line, file):
                    return
            else:
                line.sendall(b"221 bye\r\n" if word == "QUIT" else b"250 yes\r\n")

    def _take(self, line: socket.socket, file: object) -> bool:
        line.sendall(b"354 go on\r\n")
        text = file.readline()  # type: ignore[attr-defined]
        if self._stops("half"):
            return False
        while not text.endswith(b"\r\n.\r\n"):
            text += file.readline()  # type: ignore[attr-defined]
        self.whole.append(text)
        if self._stops("reply"):
            return False
        line.sendall(b"250 2.0.0 taken\r\n")
        return True


class Answering(Scripted):
    """Gives its own bytes for an answer: to a command, or `DOT` to a whole text; once each, then what a server says."""

    def __init__(self, hold: str = "", **answers: bytes) -> None:
        super().__init__("")
        self.recipients: list[bytes] = []
        self._held, self._answers = hold, answers

    def _talk(self, line: socket.socket) -> None:
        file = line.makefile("rb")
        line.sendall(b"220 there\r\n")
        while command := file.readline():
            word = command.split(b" ")[0].strip().decode("latin-1").upper()
            if word == "RCPT":
                self.recipients.append(command)
            self._answer(line, word, {"QUIT": b"221 bye\r\n", "DATA": b"354 go on\r\n"}.get(word, b"250 yes\r\n"))
            if word == "DATA":
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    if not (more := file.readline()):
                        return
                    text += more
                self.whole.append(text)
                self._answer(line, "DOT", b"250 2.0.0 taken\r\n")

    def _answer(self, line: socket.socket, word: str, usual: bytes) -> None:
        if word == self._held:
            self._held = ""
            self.there.set()
            self.go_on.wait(60)
        given = self._answers.pop(word, None)
        if given == DRIPS:
            while not self._closing:
                line.sendall(b"250-and\r\n")
                self.go_on.wait(0.1)
        line.sendall(usual if given is None else given)


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, ssl.SSLContext]:
    """A certificate made for this test, as the file that trusts it and as the server's side of it."""
    import datetime as dt
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2090, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, private = folder / "cert.pem", folder / "key.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trusted, private)
    return trusted, context


def states(desk: Desk) -> list[MessageState]:
    """The state of every message, in the order they were made."""
    with desk.store.reading() as connection:
        return [
            MessageState(one) for one in connection.exec_driver_sql("SELECT state FROM message ORDER BY id").scalars()
        ]
