"""The set-up names a package for each library, installs again only when pins change, and pins each file by its hash."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))  # where set_up.py finds its neighbour when make runs it
set_up = importlib.import_module("set_up")
system_packages = importlib.import_module("system_packages")

RUN_PINS, TEST_PINS = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
RELEASE_PINS = ROOT / "requirements-release.txt"
NEEDS = {"QT", "X11", "WAYLAND", "TEST_PROGRAMS", "VENV"}


def blocks(pins: Path) -> list[str]:
    """Each requirement with its hashes, as pip reads it."""
    text = re.sub(r"(?m)^\s*#.*\n", "", pins.read_text(encoding="utf-8"))
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def pinned(pins: Path) -> dict[str, Version]:
    """Name -> version."""
    names = (block.split()[0].partition("==") for block in blocks(pins))
    return {canonicalize_name(name): Version(version) for name, _, version in names}


@pytest.mark.parametrize("group", sorted(NEEDS))
def test_each_need_has_a_package(group: str) -> None:
    needs = getattr(system_packages, group)
    assert needs
    for name, packages in needs.items():
        assert packages, name
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", package) for package in packages), name


def test_x11_is_asked_for_with_a_display_and_by_root_for_tests() -> None:
    plain = system_packages.libraries(for_tests=False, root=False, environment={})
    assert "libGL.so.1" in plain
    assert "libxcb-cursor.so.0" not in plain
    assert "libxcb-cursor.so.0" in system_packages.libraries(False, False, {"DISPLAY": ":0"})
    assert "libxcb-cursor.so.0" in system_packages.libraries(True, True, {})
    assert "libwayland-egl.so.1" in system_packages.libraries(False, False, {"WAYLAND_DISPLAY": "wayland-0"})


def test_a_library_that_is_not_there_is_found_out() -> None:
    assert system_packages.unloadable(["libc.so.6", "libkhong-co-that.so.9"]) == ["libkhong-co-that.so.9"]


@pytest.mark.parametrize("name", ["libglib2.0-0t64", "libglib2.0-0"])
def test_the_renamed_package_is_the_one_that_apt_knows(name: str) -> None:
    needs = {"libglib-2.0.so.0": system_packages.QT["libglib-2.0.so.0"]}
    assert system_packages.packages_for(needs, lambda package: package == name) == [name]


def test_without_root_one_line_says_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = ["libGL.so.1", "libxcb-cursor.so.0"]
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(system_packages, "unloadable", lambda names: [name for name in names if name in gone])
    monkeypatch.setattr(system_packages, "known_to_apt", lambda package: True)
    monkeypatch.setattr(system_packages.shutil, "which", lambda program: f"/usr/bin/{program}")
    assert set_up.main(["run"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    lines = [line for line in told.err.splitlines() if line.startswith("sudo ")]
    assert lines == ["sudo apt-get install -y libgl1 libxcb-cursor0"]
    assert all(name in told.err for name in gone)


def test_the_line_updates_lists_that_do_not_know_the_packages() -> None:
    assert system_packages.apt_line(["libgl1"], False) == "sudo apt-get update && sudo apt-get install -y libgl1"


def test_a_python_too_old_is_told_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(set_up.shutil, "which", lambda name: "/usr/bin/python3.12" if name == "python3.12" else None)
    with pytest.raises(set_up.Stop) as stop:
        set_up.check_python((3, 10), "run")
    assert stop.value.line == "make run PYTHON=python3.12"
    set_up.check_python((3, 11), "run")


def test_the_stamp_follows_the_pins_and_the_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pins = tmp_path / "requirements.txt"
    pins.write_text("a==1\n", encoding="utf-8")
    python = "3.11.2"
    monkeypatch.setattr(set_up, "python_of", lambda venv: python)
    assert not set_up.is_installed(pins, tmp_path)
    set_up.stamp_of(pins, tmp_path).write_text(set_up.fingerprint(pins, python), encoding="ascii")
    assert set_up.is_installed(pins, tmp_path)
    python = "3.13.1"
    assert not set_up.is_installed(pins, tmp_path)
    python = "3.11.2"
    pins.write_text("a==2\n", encoding="utf-8")
    assert not set_up.is_installed(pins, tmp_path)


def test_a_venv_without_a_python_is_not_installed(tmp_path: Path) -> None:
    assert set_up.python_of(tmp_path) == ""
    assert not set_up.has_pip(tmp_path)


@pytest.mark.parametrize("pins", [RUN_PINS, TEST_PINS, RELEASE_PINS], ids=lambda pins: pins.name)
def test_every_pin_is_exact_and_hashed_and_names_no_address(pins: Path) -> None:
    assert "://" not in pins.read_text(encoding="utf-8")
    assert blocks(pins)
    for block in blocks(pins):
        assert re.fullmatch(r"\S+==\S+( ;.*?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", block), block


def test_the_pins_keep_the_project_files_bounds() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    bounds = {RUN_PINS: project["dependencies"], TEST_PINS: project["optional-dependencies"]["test"]}
    for pins, wanted in bounds.items():
        have = pinned(pins)
        for requirement in map(Requirement, wanted):
            if requirement.marker is None or requirement.marker.evaluate({"sys_platform": "linux"}):
                assert requirement.specifier.contains(have[canonicalize_name(requirement.name)]), requirement
    assert pinned(RUN_PINS)["pyside6-essentials"].release[:2] == (6, 11)


def test_the_test_pins_hold_the_run_pins() -> None:
    assert pinned(RUN_PINS).items() <= pinned(TEST_PINS).items()


def test_the_build_tools_are_those_of_the_release_pins() -> None:
    build_system = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert build_system["requires"]
    for requirement in map(Requirement, build_system["requires"]):
        assert requirement.specifier == SpecifierSet(f"=={pinned(RELEASE_PINS)[canonicalize_name(requirement.name)]}")


def test_every_tool_of_a_release_is_pinned() -> None:
    lines = RELEASE_PINS.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    wanted = {canonicalize_name(line) for line in lines if not line.startswith("#")}
    assert wanted <= pinned(RELEASE_PINS).keys()
    assert {"hatchling", "pip-audit", "cyclonedx-bom", "pip-tools"} <= wanted


def test_nothing_is_installed_without_its_hash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(set_up, "VENV", tmp_path)
    monkeypatch.setattr(set_up.subprocess, "call", lambda call, **_: calls.append(call) or 0)
    set_up.install(RUN_PINS)
    (call,) = calls
    assert "--require-hashes" in call
    for name in ("Makefile", "installer/try_wheel.sh"):
        lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "pip install" in line]
        assert lines
        assert [line for line in lines if "--require-hashes" not in line] == [], name


def test_the_locale_of_what_we_start_is_utf8() -> None:
    assert set_up.child_environment({"LANG": "C"})["LC_ALL"] == "C.UTF-8"
    assert "LC_ALL" not in set_up.child_environment({"LANG": "vi_VN.UTF-8"})


def test_the_practice_home_follows_the_users_data_folder() -> None:
    assert set_up.practice_home({"XDG_DATA_HOME": "/x"}) == Path("/x/motcua-desk/thuc-hanh")


def test_pytest_comes_last() -> None:
    assert set_up.CHECKS[-1][-1] == "pytest"
