"""The mail account of this machine: its password in a private file, and a letter to oneself that tries it."""

from __future__ import annotations

import secrets
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from desk.errors import FileRefused, FolderNotWritable, MailRefused, MailUnreachable
from desk.file_gate import read_text
from desk.paths import Home
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.identity import check_email
from desk.services.desk import Desk
from desk.services.mail_server import Cut, MailServer, NobodyKnows
from desk.services.sign_in import SignedIn, require
from desk.settings import MailSetting

LONGEST_PASSWORD = 1000  # bytes


def read_password(home: Home) -> str | None:
    """The password of the mail account; None where none is kept."""
    try:
        return read_text(home.mail_password, LONGEST_PASSWORD).rstrip("\r\n") or None
    except FileRefused:
        return None


def keep_password(home: Home, password: str) -> None:
    """Put a password in the place of the one before, in a file of mode 0600; an empty one takes it away.

    Raises:
        DiskFull, FolderNotWritable.
    """
    if password:
        write_whole(home.mail_password, password.encode("utf-8") + b"\n")
        return
    try:
        home.mail_password.unlink(missing_ok=True)
    except OSError as fault:
        raise FolderNotWritable(place=home.root) from fault


def letter(desk: Desk, sender: str, office: str, recipient: str, subject: str, text: str, token: str) -> bytes:
    """A letter ready to be handed over. Nothing of it becomes a header of its own: control characters are refused."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(office, addr_spec=sender)
    made["To"] = Address(addr_spec=recipient)
    made["Subject"] = subject
    made["Date"] = format_datetime(desk.clock.now())
    made["Message-ID"] = f"<{token}@motcua-desk.invalid>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answering machine replies to it
    made.set_content(text, cte="quoted-printable")
    return made.as_bytes()


def send_trial(desk: Desk, officer: SignedIn, setting: MailSetting, password: str | None, recipient: str) -> None:
    """Send a letter to oneself by settings that need not be stored yet. Returns when the server has taken it.

    Raises:
        NotAllowed. BadIdentity: the recipient's or the sender's address. What `MailServer.open` raises, MailRefused.
    """
    require(officer, "edit-unit")
    recipient = check_email(recipient.strip())
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
    with MailServer(setting, password) as server:
        text = f"Thư thử của {unit.name}: máy này gửi được thư."
        content = letter(desk, setting.sender, unit.name, recipient, "Thư thử", text, secrets.token_hex(16))
        try:
            reply = server.offer(recipient)
            reply = server.hand_over(content) if reply.good else reply
        except (Cut, NobodyKnows) as fault:
            raise MailUnreachable(host=setting.host, port=setting.port) from fault
    if not reply.good:
        raise MailRefused(host=setting.host, code=reply.code)
