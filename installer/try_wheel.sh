#!/usr/bin/env bash
# Proves the wheel in dist: a bare venv, the pinned packages by their hashes, the wheel by its hash from dist/SHA256SUMS, then a
# practice home, `check` and `tour` in a folder away from the clone.
#
#   bash installer/try_wheel.sh       PYTHON (default python3) makes the venv
set -euo pipefail
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

(cd "$tree/dist" && sha256sum --check --strict SHA256SUMS)
wheel=$(echo "$tree"/dist/*.whl)
hash=$(sed -n 's/  .*\.whl$//p' "$tree/dist/SHA256SUMS")
"${PYTHON:-python3}" -m venv venv
pip=(venv/bin/python -m pip install -qq --disable-pip-version-check --only-binary=:all: --require-hashes)
"${pip[@]}" -r "$tree/requirements.txt"
echo "motcua-desk @ file://$wheel --hash=sha256:$hash" >wheel.txt
"${pip[@]}" --no-deps -r wheel.txt
venv/bin/python -m pip check

unset PYTHONPATH
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
venv/bin/python -c 'import desk.paths as p; print(p.resources()); assert p.resources().is_relative_to(p.Path(p.__file__).parent)'
venv/bin/motcua-desk --home home setup --practice
DESK_PASSWORD=thuchanh venv/bin/motcua-desk --home home --as lanhdao check
venv/bin/motcua-desk tour -o tour
find tour -type f | wc -l
