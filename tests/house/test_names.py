"""Names, sizes and opening words of the house, and that each member of a list has its test and its golden."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "desk"
MODULES = sorted(path for path in DESK.rglob("*.py"))
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "data", "info", "common"}
FILE_LINES, FUNCTION_LINES = 400, 50

# put together here so that this file does not hold what it looks for
MACHINE_PATH = re.compile(r"(?<![\w.\-}])/(?:" + "|".join(("work", "root", "home")) + r")(?=/|[\s\"'`,;:)]|$)")
REGISTRY = re.compile("://[^/\\s]*(?:" + "|".join(("pypi", "pythonhosted", "npmjs", "crates", "debian")) + r")\.")
# it works inside a root of its own making, where these are that root's paths
OWN_ROOT = {"installer/bare_root_test.sh"}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_keeps_the_style_of_the_house(path: Path) -> None:
    assert not EMPTY_WORDS & set(path.stem.lower().split("_")), "a name that says nothing"
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE_LINES, "look for the second thing this file does"
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            lines = node.end_lineno - node.lineno + 1
            assert lines <= FUNCTION_LINES or is_migration(path), f"{node.name} has {lines} lines"


def is_migration(path: Path) -> bool:
    """A migration spells a schema out as one list of tables: it is read from top to bottom and never changed."""
    return "versions" in path.parts


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_opens_with_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(parsed(path))
    assert docstring, "no docstring"
    first = " ".join(docstring.split("\n\n")[0].split())
    assert first.endswith("."), first
    assert not re.search(r"[.!?]\s+[A-ZĐ]", first[:-1]), f"more than one sentence: {first}"


# --- text files -------------------------------------------------------------------------------------------------------


@cache
def text_files() -> tuple[Path, ...]:
    """Files of the project as git knows them; without git or its folder, those of the source folders."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        asked = [git, "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(asked, capture_output=True, check=True).stdout.decode().split("\0")
        found = [ROOT / name for name in names if name]
    else:
        folders = ("desk", "docs", "tests", "resources", "installer", "bench")
        found = [*ROOT.glob("*.*"), *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    return tuple(path for path in found if path.is_file() and b"\0" not in path.read_bytes()[:8192])


def test_no_machine_path_and_no_registry_in_any_text() -> None:
    found = []
    for path in text_files():
        if relative(path) in OWN_ROOT or "__pycache__" in path.parts:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if MACHINE_PATH.search(line) or REGISTRY.search(line):
                found.append(f"{relative(path)}:{number}: {line.strip()[:120]}")
    assert found == []


def test_the_search_for_paths_and_registries_finds_them() -> None:
    for word in ("work", "root", "home"):
        assert MACHINE_PATH.search(f"see /{word}/somebody/file")
        assert MACHINE_PATH.search(f'"/{word}"')
    assert not MACHINE_PATH.search("desk/home/page.py, network/work, {base}/home/x")
    assert REGISTRY.search("https:" + "//pypi." + "org/simple")


# --- errors -----------------------------------------------------------------------------------------------------------


@cache
def errors() -> dict[str, tuple[str, ast.ClassDef]]:
    """Every class under DeskError in the whole package, with the file it stands in."""
    classes = [
        (relative(path), node) for path in MODULES for node in ast.walk(parsed(path)) if isinstance(node, ast.ClassDef)
    ]
    known: dict[str, tuple[str, ast.ClassDef]] = {}
    before = -1
    while len(known) != before:
        before = len(known)
        for place, node in classes:
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & ({"DeskError"} | known.keys()):
                known[node.name] = (place, node)
    return known


def facts_of(node: ast.ClassDef) -> set[str] | None:
    """Names of the facts that a docstring lists: "Facts: field, limit (in characters)." or "No facts"."""
    docstring = " ".join((ast.get_docstring(node) or "").split())
    if re.search(r"\bNo facts\b", docstring):
        return set()
    listed = re.search(r"\bFacts: (.+)", docstring)
    if listed is None:
        return None
    plain = re.sub(r"\([^()]*\)", "", listed[1]).split(".")[0]
    return {name for part in plain.split(",") if (name := part.strip().split(" ")[0])}


def test_each_error_documents_its_facts() -> None:
    assert len(errors()) > 20
    silent = [f"{place}: {name}" for name, (place, node) in errors().items() if facts_of(node) is None]
    assert silent == []


def test_errors_are_raised_with_the_facts_they_document() -> None:
    wrong = []
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in errors()):
                continue
            documented = facts_of(errors()[node.func.id][1]) or set()
            given = {keyword.arg for keyword in node.keywords if keyword.arg is not None}
            spread = any(keyword.arg is None for keyword in node.keywords)
            if not given <= documented or (given != documented and not spread):
                wrong.append(f"{relative(path)}:{node.lineno}: {node.func.id}{sorted(given ^ documented)}")
    assert wrong == []


def test_each_error_has_its_sentence_and_the_sentence_its_facts() -> None:
    from desk.messages import SENTENCES

    assert set(SENTENCES) == set(errors())
    strange = {
        name: unknown
        for name, words in SENTENCES.items()
        if (unknown := set(re.findall(r"\{(\w+)\}", words)) - (facts_of(errors()[name][1]) or set()))
    }
    assert strange == {}


# --- members of lists -------------------------------------------------------------------------------------------------


class Family(NamedTuple):
    """A package whose modules are members of one visible tuple."""

    package: str
    tuple_name: str
    tests: str
    golden: bool = False


FAMILIES = (
    Family("desk.printing.forms", "FORMS", "tests/printing", golden=True),
    Family("desk.printing.printers", "PRINTERS", "tests/printing"),
    Family("desk.cli.commands", "COMMANDS", "tests/cli"),
    Family("desk.services.lists", "LISTS", "tests"),
)


def name_of(member: object) -> str:
    """What a member of a list is called: its text, its `name`, or its own name in the code."""
    for found in (getattr(member, "value", None), getattr(member, "name", None), getattr(member, "__name__", None)):
        if isinstance(found, str):
            return found.rsplit(".", 1)[-1]
    return str(member)


def members_of(family: Family) -> list[str]:
    """Names of the members in the family's tuple; a mapping counts by its keys."""
    listed = getattr(importlib.import_module(family.package), family.tuple_name)
    return [name_of(member) for member in listed]


@cache
def words_of_tests(folder: str) -> str:
    """The tests below a folder and what they are given, this file left out, in one text."""
    files = sorted(path for path in (ROOT / folder).rglob("*.py") if path != Path(__file__))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def spoken_of(name: str, text: str) -> bool:
    """Whether a text names a member, as a quoted word or as the end of an import."""
    module = name.replace("-", "_")
    return re.search(rf"""["']{re.escape(name)}["']|(?:\.|import ){module}\b""", text) is not None


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.package)
def test_each_member_has_its_test_and_golden(family: Family) -> None:
    members = members_of(family)
    assert members, f"{family.package}.{family.tuple_name} is empty"
    assert len(set(members)) == len(members)
    untested = [name for name in members if not spoken_of(name, words_of_tests(family.tests))]
    assert untested == [], f"no test below {family.tests} names them"
    if family.golden:
        kept = {path.name.split(".")[0].replace("_", "-") for path in (ROOT / "tests/golden").iterdir()}
        bare = [name for name in members if not any(one.startswith(name.replace("_", "-")) for one in kept)]
        assert bare == [], "no golden"


def test_the_command_line_offers_the_lists_of_the_service() -> None:
    from desk.cli import overview
    from desk.services import lists

    assert [name_of(member) for member in lists.LISTS] == list(overview.LIST_NAMES)


@pytest.mark.parametrize("kind", ["desk", "kiosk"])
def test_each_migration_has_its_test(kind: str) -> None:
    folder = DESK / "store/migrations" / kind / "versions"
    revisions = sorted(path.stem for path in folder.glob("[0-9]*.py"))
    assert [name.split("_")[0] for name in revisions] == [f"{n:04}" for n in range(1, len(revisions) + 1)]
    assert (ROOT / "tests/store/test_migrate.py").is_file()  # makes a new store and compares it with the models
    later = [name for name in revisions[1:] if not (ROOT / f"tests/store/test_{kind}_{name}.py").is_file()]
    assert later == [], "a migration is tested on a store of the revision before it"


@pytest.mark.parametrize("path", sorted((DESK / "rules").glob("[a-z]*.py")), ids=relative)
def test_each_rule_has_its_test(path: Path) -> None:
    assert spoken_of(path.stem, words_of_tests("tests/rules")), f"no test below tests/rules imports {path.stem}"


def test_test_files_have_names_of_their_own() -> None:
    """Two of one name cannot be collected together; a run of one folder alone would not notice."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert [name for name, times in Counter(names).items() if times > 1] == []
