#!/usr/bin/env bash
# Sets up what is missing (system packages, virtual environment) and runs one job.
#   bash run.sh examples   build every example into out/
#   bash run.sh test       run the checks and the tests
# Debian or Ubuntu, Python 3.11 or newer, as root or with sudo.
set -euo pipefail
cd "$(dirname "$0")"

job=${1:-}
case "$job" in
  examples|test) ;;
  *) echo "usage: bash run.sh examples | test" >&2; exit 2 ;;
esac

packages=(libcairo2 libfontconfig1 python3-venv)
if [ "$job" = test ]; then packages+=(poppler-utils qpdf librsvg2-bin fonts-liberation2); fi
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  sudo=(); [ "$(id -u)" -eq 0 ] || sudo=(sudo)
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

python=""
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then python=$candidate; break; fi
done
[ -n "$python" ] || { echo "sopflow needs Python 3.11 or newer" >&2; exit 1; }
[ -x .venv/bin/python ] || "$python" -m venv .venv
groups=(); if [ "$job" = test ]; then groups=(-r requirements-dev.txt); fi
.venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt -e . "${groups[@]}"

if [ "$job" = examples ]; then
  .venv/bin/sopflow build examples/*.sop
else
  .venv/bin/ruff check .
  .venv/bin/ruff format --check .
  .venv/bin/mypy
  .venv/bin/python -m pytest
fi
