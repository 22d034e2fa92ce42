"""Writes docs/sbom.json, the CycloneDX list of what is shipped: by its tool what is installed, hashes by the pins."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pins

ROOT = Path(__file__).resolve().parent.parent
SBOM = ROOT / "docs" / "sbom.json"
VENV = ROOT / ".venv"
SPEC = "1.6"
# packages whose metadata names no licence that the tool can read; found in the licence files of their wheels
LICENCES = {"pypdfium2": "Apache-2.0 OR BSD-3-Clause", "sqlcipher3": "Zlib"}


def installed(venv: Path) -> dict[str, Any]:
    """What the tool says of the packages in `venv`, without date and serial number."""
    program = [sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "--spec-version", SPEC]
    answer = subprocess.check_output([*program, "--pyproject", str(ROOT / "pyproject.toml"), str(venv)], text=True)
    found: dict[str, Any] = json.loads(answer)
    return found


def shipped(bom: dict[str, Any], pinned: dict[str, pins.Pin], direct: set[str]) -> dict[str, Any]:
    """`bom` cut down to the `pinned` packages, with their hashes; `direct` are those that the program itself asks for.

    Raises ValueError when a pinned package is not there in its version.
    """
    components, refs = [], {}
    for component in bom["components"]:
        name = pins.canonical(component["name"])
        if name not in pinned or component["version"] != pinned[name].version:
            continue
        refs[component["bom-ref"]] = component["purl"]
        components.append(with_hashes(component, pinned[name]))
    if lacking := pinned.keys() - {pins.canonical(component["name"]) for component in components}:
        raise ValueError(f"not installed as pinned: {', '.join(sorted(lacking))}")
    root = {key: value for key, value in bom["metadata"]["component"].items() if key != "externalReferences"}
    tools = [{key: tool[key] for key in ("type", "name", "version")} for tool in bom["metadata"]["tools"]["components"]]
    edges = [
        {"ref": refs[edge["ref"]], "dependsOn": sorted(refs[to] for to in edge.get("dependsOn", ()) if to in refs)}
        for edge in bom["dependencies"]
        if edge["ref"] in refs
    ]
    asked = sorted(part["purl"] for part in components if pins.canonical(part["name"]) in direct)
    return {
        "$schema": bom["$schema"],
        "bomFormat": bom["bomFormat"],
        "specVersion": bom["specVersion"],
        "version": 1,
        "metadata": {"component": root, "tools": {"components": tools}},
        "components": sorted(components, key=lambda part: part["purl"].lower()),
        "dependencies": [{"ref": root["bom-ref"], "dependsOn": asked}, *sorted(edges, key=lambda edge: edge["ref"])],
    }


def with_hashes(component: dict[str, Any], pin: pins.Pin) -> dict[str, Any]:
    """`component` with its licences and the hashes of its files, and without addresses."""
    expression = LICENCES.get(pins.canonical(component["name"]))
    concluded = [{"acknowledgement": "concluded", "expression": expression}] if expression else []
    hashes = [{"alg": "SHA-256", "content": content} for content in pin.hashes]
    files = {"type": "distribution", "url": component["purl"], "comment": "any one of these files", "hashes": hashes}
    return {
        "type": component["type"],
        "bom-ref": component["purl"],
        "name": component["name"],
        "version": component["version"],
        "description": component.get("description", ""),
        "licenses": component.get("licenses") or concluded,
        "purl": component["purl"],
        "externalReferences": [files],
    }


def direct_dependencies() -> set[str]:
    """Canonical names of what pyproject.toml asks for."""
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {pins.canonical(Requirement(line).name) for line in project["dependencies"]}


def main() -> int:
    """Writes the file after the schema has passed it. Returns the exit status."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    bom = shipped(installed(VENV), pins.read(ROOT / "requirements.txt"), direct_dependencies())
    text = json.dumps(bom, indent=1, ensure_ascii=False) + "\n"
    fault = JsonStrictValidator(SchemaVersion.from_version(SPEC)).validate_str(text)
    if fault is not None:
        print(fault, file=sys.stderr)
        return 1
    SBOM.write_text(text, encoding="utf-8")
    print(f"{SBOM.relative_to(ROOT)}: {len(bom['components'])} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
