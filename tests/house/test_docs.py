"""What the documents say of the tree is true: every path they name exists, every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MAPS = (DOCS / "ARCHITECTURE.md", DOCS / "HOWTO.md", DOCS / "check.md", ROOT / "CONTRIBUTING.md")
TEXTS = sorted({*MAPS, *DOCS.rglob("*.md"), *ROOT.glob("*.md")})
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
TOP = "main.py|Makefile|pyproject.toml|.importlinter|desk|resources|installer|tests|bench|docs"
PATH = re.compile(rf"(?<![\w./\-])((?:{TOP.replace('.', '[.]')})(?:/[\w.\-<>*]*)*)(?![\w])")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def paths_named(text: str) -> set[str]:
    """Paths of the tree inside back-quotes and code blocks; one with a <placeholder> is a file yet to be made."""
    quoted = re.findall(r"```.*?```|`[^`\n]+`", text, flags=re.DOTALL)
    named = {path.rstrip("/.") for part in quoted for path in PATH.findall(part)}
    return {path for path in named if "<" not in path and "*" not in path}


@pytest.mark.parametrize("path", MAPS, ids=relative)
def test_every_path_named_exists(path: Path) -> None:
    missing = sorted(name for name in paths_named(path.read_text(encoding="utf-8")) if not (ROOT / name).exists())
    assert missing == []


def test_the_maps_do_name_paths() -> None:
    assert len(paths_named((DOCS / "ARCHITECTURE.md").read_text(encoding="utf-8"))) >= 15
    assert len(paths_named((DOCS / "HOWTO.md").read_text(encoding="utf-8"))) >= 15
    assert paths_named("see `desk/nowhere.py`, `desk/printing/forms/<paper>.py` and desk/unquoted") == {
        "desk/nowhere.py"
    }


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_every_link_leads_to_a_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [target for target in targets if target and ":" not in target]
    assert [target for target in local if not (path.parent / target).exists()] == []


def test_decisions_are_numbered_without_gap_and_listed() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]
    map_text = (DOCS / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [path.name for path in DECISIONS if f"decisions/{path.name}" not in map_text] == []


def test_every_decision_that_code_names_is_there() -> None:
    known = {path.name[:4] for path in DECISIONS}
    for path in sorted((ROOT / "desk").rglob("*.py")):
        for number in re.findall(r"\bdecisions?[ /](\d{4})\b", path.read_text(encoding="utf-8")):
            assert number in known, f"{relative(path)} names decision {number}"


def test_no_document_that_code_names_is_missing() -> None:
    for path in sorted((ROOT / "desk").rglob("*.py")):
        for name in re.findall(r"\bdocs/[\w\-/]+(?:\.md)?", path.read_text(encoding="utf-8")):
            place = ROOT / name
            assert (
                place.exists()
                or place.with_name(place.name + ".md").exists()
                or list(place.parent.glob(place.name + "-*.md"))
            ), f"{relative(path)} names {name}"
