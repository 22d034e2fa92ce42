"""The only file that knows where things lie: the shipped resources and the folder of one desk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of shipped fonts, calendars, catalogue and texts: in an installed package, beside that of a clone."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def default_home() -> Path:
    """The home of a desk when none is named: the platform's folder of user data."""
    import platformdirs

    return Path(platformdirs.user_data_dir("motcua-desk", appauthor=False))


@dataclass(frozen=True)
class Home:
    """The folder that holds everything of one desk."""

    root: Path

    @property
    def database(self) -> Path:
        """The store of the desk."""
        return self.root / "desk.db"

    @property
    def kiosk_database(self) -> Path:
        """The kiosk's own store."""
        return self.root / "kiosk.db"

    @property
    def settings(self) -> Path:
        """Settings of this machine."""
        return self.root / "settings.toml"

    @property
    def backups(self) -> Path:
        """Back-ups, in a folder of their own."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Logs without personal data."""
        return self.root / "logs"

    @property
    def papers(self) -> Path:
        """Papers sent to the PDF folder."""
        return self.root / "papers"

    @property
    def attachments(self) -> Path:
        """Digitised papers, each under the hash of its content."""
        return self.root / "attachments"

    @property
    def drafts(self) -> Path:
        """What was typed and not yet saved."""
        return self.root / "drafts"

    @property
    def slip_key(self) -> Path:
        """The private half of the key that signs slips, readable by its owner alone."""
        return self.root / "slip-key"

    @property
    def mail_password(self) -> Path:
        """The password of the mail account, readable by its owner alone."""
        return self.root / "mail-password"

    @property
    def window_lock(self) -> Path:
        """The lock that lets one desk window run for one home."""
        return self.root / "desk.lock"


@dataclass(frozen=True)
class StagedHome(Home):
    """A home under a private name, for a restore or its trial, with the contents of files at another place."""

    contents: Path

    @property
    def attachments(self) -> Path:
        """Where those contents lie."""
        return self.contents
