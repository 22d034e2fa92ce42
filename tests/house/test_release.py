"""The bill of materials says what the pins say, findings are answered in form, a wheel holds what the program needs."""

from __future__ import annotations

import copy
import datetime
import importlib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import desk.paths

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installer"))  # where the scripts find their neighbours when make runs them
audit = importlib.import_module("audit")
pins = importlib.import_module("pins")
release = importlib.import_module("release")
sbom = importlib.import_module("sbom")

PINNED = pins.read(ROOT / "requirements.txt")
BOM: dict[str, Any] = json.loads(sbom.SBOM.read_text(encoding="utf-8"))
TODAY = datetime.date(2026, 7, 1)


def hashes(component: dict[str, Any]) -> tuple[str, ...]:
    (files,) = component["externalReferences"]
    return tuple(entry["content"] for entry in files["hashes"])


def test_the_bill_says_what_the_pins_say() -> None:
    said = {part["name"].lower().replace("_", "-"): (part["version"], hashes(part)) for part in BOM["components"]}
    assert said == {name: tuple(pin) for name, pin in PINNED.items()}, "make sbom"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert BOM["metadata"]["component"]["version"] == project["version"]


def test_the_bill_names_each_licence_and_knows_no_time_and_no_chance() -> None:
    assert (BOM["bomFormat"], BOM["specVersion"]) == ("CycloneDX", sbom.SPEC)
    assert [part["name"] for part in BOM["components"] if not part["licenses"]] == []
    assert "serialNumber" not in BOM
    assert "timestamp" not in BOM["metadata"]


def test_the_bill_leads_from_the_program_to_every_package() -> None:
    edges = {edge["ref"]: edge["dependsOn"] for edge in BOM["dependencies"]}
    reached, ahead = set(), ["root-component"]
    while ahead:
        for ref in edges[ahead.pop()]:
            if ref not in reached:
                reached.add(ref)
                ahead.append(ref)
    assert reached == {part["bom-ref"] for part in BOM["components"]}


def told(*versions: tuple[str, str]) -> dict[str, Any]:
    """What the tool would say of these packages."""
    parts = [
        {"type": "library", "bom-ref": f"{name}=={version}", "name": name, "version": version, "purl": f"pkg:{name}"}
        for name, version in versions
    ]
    edges = [{"ref": part["bom-ref"], "dependsOn": ["Tester==1"]} for part in parts]
    tool = {"type": "application", "name": "tool", "version": "1", "description": "left out"}
    head = {"component": {"bom-ref": "root-component"}, "tools": {"components": [tool]}, "timestamp": "now"}
    same = {"$schema": "", "bomFormat": "", "specVersion": "", "serialNumber": "chance"}
    return {**same, "metadata": head, "components": parts, "dependencies": edges}


def test_the_bill_leaves_out_what_is_not_shipped_and_refuses_another_version() -> None:
    bom = told(("Pack_Age", "2"), ("Tester", "1"))
    made = sbom.shipped(copy.deepcopy(bom), {"pack-age": pins.Pin("2", ("ab",))}, {"pack-age"})
    assert [(part["name"], hashes(part)) for part in made["components"]] == [("Pack_Age", ("ab",))]
    assert made["dependencies"] == [
        {"ref": "root-component", "dependsOn": ["pkg:Pack_Age"]},
        {"ref": "pkg:Pack_Age", "dependsOn": []},
    ]
    assert not {"serialNumber"} & made.keys()
    with pytest.raises(ValueError, match="pack-age"):
        sbom.shipped(bom, {"pack-age": pins.Pin("3", ("ab",))}, set())


def test_a_pin_without_hash_or_exact_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    good = "a.b==1 \\\n    --hash=sha256:" + "0" * 64 + "\n    # via c\n"
    file.write_text(good, encoding="utf-8")
    assert pins.read(file) == {"a-b": pins.Pin("1", ("0" * 64,))}
    for bad in ("a==1\n", good.replace("==", ">="), good.replace("0" * 64, "0" * 63)):
        file.write_text(bad, encoding="utf-8")
        with pytest.raises(ValueError, match=r"requirements\.txt"):
            pins.read(file)


def test_the_answers_to_findings_are_in_form() -> None:
    findings = audit.answers(audit.ANSWERS.read_text(encoding="utf-8"))
    assert audit.faults(findings, set(PINNED), TODAY) == []


def test_a_faulty_answer_is_told() -> None:
    good = audit.Finding("CVE-1", "pillow", "no TIFF is opened", TODAY)
    assert audit.faults([good], {"pillow"}, TODAY) == []
    faults = {
        "is not shipped": [good._replace(package="other")],
        "no answer": [good._replace(answer=" ")],
        "ended on": [good._replace(until=TODAY - datetime.timedelta(days=1))],
        "answered twice": [good, good],
    }
    for words, findings in faults.items():
        (fault,) = audit.faults(findings, {"pillow"}, TODAY)
        assert words in fault
    with pytest.raises(TypeError):
        audit.answers('[[finding]]\nid = "CVE-1"\npackage = "pillow"\n')


def test_the_audit_is_strict_and_leaves_out_what_is_answered() -> None:
    call = audit.command([audit.Finding("CVE-1", "pillow", "x", TODAY)], ["-s", "osv"])
    assert {"--strict", "--require-hashes"} <= set(call)
    assert call[-4:] == ["--ignore-vuln", "CVE-1", "-s", "osv"]


def test_the_wheel_is_asked_for_program_and_resources() -> None:
    names = ["desk/a.py", "resources/fonts/b.ttf", "tests/c.py", "main.py", ""]
    assert release.shipped_files(names) == {"desk/a.py", "desk/resources/fonts/b.ttf"}
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert wheel["wheel"]["force-include"] == {"resources": "desk/resources"}


def test_resources_are_found_in_an_installed_package_and_beside_that_of_a_clone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(desk.paths, "__file__", str(tmp_path / "desk" / "paths.py"))
    find = desk.paths.resources.__wrapped__
    assert find() == tmp_path / "resources"
    (tmp_path / "desk" / "resources").mkdir()
    assert find() == tmp_path / "desk" / "resources"
