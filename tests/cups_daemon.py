"""A real CUPS for tests: a daemon of their own with one queue, whose backend keeps what it gets, or plays a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin"
CUPSD, LPADMIN = shutil.which("cupsd", path=SBIN), shutil.which("lpadmin", path=SBIN)

needs_cups = pytest.mark.skipif(
    not (CUPSD and LPADMIN and shutil.which("lp")) or os.name == "nt" or os.getuid() != 0,
    reason="needs cupsd, and root to start it",
)

FILES = """
ServerRoot {root}
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
DataDir /usr/share/cups
ServerBin {root}/bin
AccessLog {root}/access
ErrorLog {root}/error
PageLog {root}/page
SystemGroup root
"""
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && exit 0
echo "STATE: -media-empty-error,media-jam-error" >&2
case "$3" in
*no-paper*) echo "STATE: +media-empty-error" >&2; sleep 30 & wait;;
*hold*) exit 3;;
*jam*) echo "STATE: +media-jam-error" >&2; echo "ERROR: Jam in tray 2" >&2; exit 4;;
esac
echo "$4 $3" > {root}/copies-and-title
cat ${{6:+"$6"}} > {root}/paper.part && mv {root}/paper.part {root}/paper.pdf
"""
DAEMON = """
Listen {root}/cups.sock
Browsing Off
MaxLogSize 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""


@contextmanager
def cups_daemon(root: Path) -> Iterator[Path]:
    """The file that the queue `quay-1` keeps; titles with no-paper, hold or jam meet that. Errors end the test."""
    for folder in ("spool/tmp", "cache", "state", "ppd", "bin/backend"):
        (root / folder).mkdir(parents=True)
    for part in ("daemon", "filter", "notifier", "cgi-bin"):
        (root / "bin" / part).symlink_to(Path("/usr/lib/cups") / part)
    (root / "bin/backend/keep").write_text(BACKEND.format(root=root))
    (root / "bin/backend/keep").chmod(0o700)  # CUPS runs a backend that only root may run as root
    root.chmod(0o755)
    (root / "cups-files.conf").write_text(FILES.format(root=root))
    (root / "cupsd.conf").write_text(DAEMON.format(root=root))
    command = [str(CUPSD), "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    with pytest.MonkeyPatch.context() as patch, subprocess.Popen(command) as daemon:
        patch.setenv("CUPS_SERVER", str(root / "cups.sock"))
        try:
            wait_until((root / "cups.sock").exists, "the daemon did not start")
            for told in (["-p", "quay-1", "-E", "-v", "keep:/paper", "-m", "raw"], ["-d", "quay-1"]):
                admin("lpadmin", *told)
            yield root / "paper.pdf"
        finally:
            daemon.terminate()


def admin(command: str, *told: str) -> None:
    """Run a command of CUPS that must succeed."""
    subprocess.run([str(shutil.which(command, path=SBIN)), *told], check=True, capture_output=True, timeout=10)


def wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Wait up to eight seconds."""
    until = time.monotonic() + 8
    while not is_so():
        assert time.monotonic() < until, otherwise
        time.sleep(0.05)
