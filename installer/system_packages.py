"""What the desk needs from the operating system, asked for before Qt starts: Qt aborts where a library is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a Python that is too old must get as far as being told so
    # What is needed -> the Debian packages that bring it, the newer name first.
    Needs = dict[str, tuple[str, ...]]

QT: Needs = {
    "libGL.so.1": ("libgl1",),
    "libEGL.so.1": ("libegl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),  # renamed in Debian 13 and Ubuntu 24.04
    "libfontconfig.so.1": ("libfontconfig1",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
}
X11: Needs = {
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
}
WAYLAND: Needs = {
    "libwayland-client.so.0": ("libwayland-client0",),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
    "libwayland-egl.so.1": ("libwayland-egl1",),
}
TEST_PROGRAMS: Needs = {
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "pdftotext": ("poppler-utils",),
    "faketime": ("faketime",),  # clocks that are wrong, without touching that of the machine
    "/usr/lib/cups/backend/cups-pdf": ("printer-driver-cups-pdf",),  # a real queue to print to, and CUPS with it
}
VENV: Needs = {"ensurepip": (f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",)}


class SystemPackagesMissing(Exception):
    """The system lacks `needs`, and this user or apt could not install them; `line` is the command that would."""

    def __init__(self, needs: Sequence[str], line: str) -> None:
        super().__init__(*needs)
        self.needs = tuple(needs)
        self.line = line


def libraries(for_tests: bool, root: bool, environment: Mapping[str, str]) -> Needs:
    """The shared libraries that Qt will load in this run: for the display in use, and X11's where tests have Xvfb."""
    wanted = dict(QT)
    if environment.get("DISPLAY") or (for_tests and (root or shutil.which("Xvfb"))):
        wanted.update(X11)
    if environment.get("WAYLAND_DISPLAY"):
        wanted.update(WAYLAND)
    return wanted


def unloadable(names: Sequence[str]) -> list[str]:
    """Those of the libraries `names` that cannot be loaded; each is tried in a child, which a broken one may kill."""
    load = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    tries = [
        (name, subprocess.Popen([sys.executable, "-ISc", load, name], stderr=subprocess.DEVNULL)) for name in names
    ]
    return [name for name, child in tries if child.wait() != 0]


def missing(for_tests: bool, with_venv: bool) -> Needs:
    """What this run needs and the machine lacks. Programs for tests count for root alone: other users' tests skip."""
    root = os.geteuid() == 0
    wanted = libraries(for_tests, root, os.environ)
    lacking = {name: wanted[name] for name in unloadable(list(wanted))}
    if for_tests and root:
        lacking.update({name: packages for name, packages in TEST_PROGRAMS.items() if not shutil.which(name)})
    if with_venv and importlib.util.find_spec("ensurepip") is None:
        lacking.update(VENV)
    return lacking


def known_to_apt(package: str) -> bool:
    """Whether apt's lists on this machine have a real package of this name."""
    asked = subprocess.run(
        ["apt-cache", "show", "--no-all-versions", package], capture_output=True, text=True, check=False
    )
    return asked.returncode == 0 and "Package:" in asked.stdout


def packages_for(needs: Needs, known: Callable[[str], bool]) -> list[str]:
    """One package for each need, without repeats: the first name that `known` accepts, else the oldest name."""
    chosen = [next((name for name in names if known(name)), names[-1]) for names in needs.values()]
    return list(dict.fromkeys(chosen))


def apt_line(packages: Sequence[str], fresh_lists: bool) -> str:
    """The one line for a user who is not root; it updates apt's lists first where they do not know the packages."""
    update = "" if fresh_lists else "sudo apt-get update && "
    return f"{update}sudo apt-get install -y {' '.join(packages)}"


def ensure(for_tests: bool, with_venv: bool, say: Callable[[str], None]) -> None:
    """Installs what is missing when run by root, else raises SystemPackagesMissing; lets apt be when all is there."""
    needs = missing(for_tests, with_venv)
    if not needs:
        return
    if not shutil.which("apt-get"):
        raise SystemPackagesMissing(list(needs), "")
    if os.geteuid() != 0:
        packages = packages_for(needs, known_to_apt)
        raise SystemPackagesMissing(list(needs), apt_line(packages, all(known_to_apt(name) for name in packages)))
    say(f"Máy thiếu: {', '.join(needs)}. Cài bằng apt …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    updated = subprocess.call(["apt-get", "update", "-qq"], env=quiet) == 0
    packages = packages_for(needs, known_to_apt)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done = subprocess.call(install, env=quiet, stdout=subprocess.DEVNULL) == 0
    importlib.invalidate_caches()
    left = missing(for_tests, with_venv)
    if not done or left:
        raise SystemPackagesMissing(list(left or needs), apt_line(packages, updated))
