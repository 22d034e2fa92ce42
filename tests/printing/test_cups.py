"""A real CUPS, started for the test with a queue that keeps what it gets: the paper arrives as it was drawn."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from paper_reading import SLIP, words_of

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.forms.receipt_slip import draw
from desk.printing.printers.cups import CupsQueue, default_queue, queues

SBIN = f"{os.environ.get('PATH', '')}:/usr/sbin"
CUPSD, LPADMIN = shutil.which("cupsd", path=SBIN), shutil.which("lpadmin", path=SBIN)

pytestmark = pytest.mark.skipif(
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


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file that the queue `quay-1` keeps; its daemon lives as long as this module's tests."""
    root = tmp_path_factory.mktemp("cups")
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
            _wait_for(root / "cups.sock")
            paper = root / "paper.pdf"
            for told in (["-p", "quay-1", "-E", "-v", "keep:/paper", "-m", "raw"], ["-d", "quay-1"]):
                subprocess.run([str(LPADMIN), *told], check=True, capture_output=True, timeout=10)
            yield paper
        finally:
            daemon.terminate()


def _wait_for(file: Path) -> None:
    until = time.monotonic() + 8
    while not file.exists():
        assert time.monotonic() < until, f"{file.name} did not come"
        time.sleep(0.05)


def test_slip_reaches_the_queue_as_it_was_drawn(printed: Path) -> None:
    pdf = draw(SLIP)
    job = CupsQueue("quay-1").send(pdf, "H21.40-261123-0001-receipt-slip-1", 2)
    assert job.printer == "quay-1"
    assert job.job.startswith("quay-1-")
    until = time.monotonic() + 8
    while not printed.exists():
        assert time.monotonic() < until, "the paper did not arrive"
        time.sleep(0.05)
    assert printed.read_bytes() == pdf
    assert "Nguyễn Thị Thử" in words_of(printed.read_bytes())
    told = printed.with_name("copies-and-title").read_text()
    assert told == "2 H21.40-261123-0001-receipt-slip-1\n"


def test_real_queues_and_default_are_found(printed: Path) -> None:
    assert queues() == ("quay-1",)
    assert default_queue() == "quay-1"


def test_real_queue_that_is_not_there(printed: Path) -> None:
    with pytest.raises(PrinterMissing):
        CupsQueue("quay-2").send(b"%PDF-1.4", "mau", 1)


def test_real_queue_that_takes_nothing(printed: Path) -> None:
    subprocess.run([str(shutil.which("cupsreject", path=SBIN)), "quay-1"], check=True, timeout=10)
    with pytest.raises(PrinterFailed) as caught:
        CupsQueue("quay-1").send(draw(SLIP), "mau", 1)
    assert "accepting" in str(caught.value.reason)
    subprocess.run([str(shutil.which("cupsaccept", path=SBIN)), "quay-1"], check=True, timeout=10)
