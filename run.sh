#!/usr/bin/env bash
# Sets up what is missing (system packages, virtual environment) and runs one job.
#   bash run.sh examples   build every example into out/
#   bash run.sh test       run the checks and the tests
# Debian or Ubuntu, as root or with sudo. Python 3.11 or newer; PYTHON=python3.13 chooses one.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")" >/dev/null
unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX # they would lead past the virtual environment

job=${1:-}
case "$job" in
  examples | test) ;;
  *)
    echo "usage: bash run.sh examples | test" >&2
    exit 2
    ;;
esac

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
}

install_missing() { # of the packages named
  local package missing=() sudo=()
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "This is not Debian or Ubuntu: the counterparts of ${missing[*]} must be there already." >&2
    return 0
  fi
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Run as root, or install sudo: apt-get install ${missing[*]}" >&2; exit 1; }
    sudo=(sudo)
  fi
  "${sudo[@]}" apt-get update -qq || true # a source that does not answer need not be the one that is asked
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

packages=(libcairo2)
if [ "$job" = test ]; then
  packages+=(poppler-utils qpdf librsvg2-bin fonts-liberation2 chromium libatomic1 graphviz neovim pandoc make texlive-latex-base)
  for each in nodejs:node npm:npm; do # other sources than Debian ship npm within nodejs, and refuse Debian's beside it
    command -v "${each#*:}" >/dev/null || packages+=("${each%:*}")
  done
fi
python=$(find_python)
if [ -z "$python" ]; then
  packages+=(python3-venv)
elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  packages+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
fi
install_missing "${packages[@]}"
python=${python:-$(find_python)}
[ -n "$python" ] || { echo "sopflow needs Python 3.11 or newer; this system's packages have an older one" >&2; exit 1; }

# The environment is made anew when its interpreter, its place or the lists of packages are not those it was made from.
origin=$({ "$python" -c 'import sys; print(sys.version, sys.base_prefix)' && pwd && cat pyproject.toml constraints.txt requirements-dev.txt; } | cksum)
made_from() { [ "$(cat "$1" 2>/dev/null)" = "$origin" ]; }
if ! made_from .venv/made-for-examples || ! .venv/bin/python -c 'import sopflow' 2>/dev/null; then
  "$python" -m venv --clear .venv
fi
if ! made_from ".venv/made-for-$job"; then
  tools=(hatchling editables)
  if [ "$job" = test ]; then tools+=(-r requirements-dev.txt); fi
  pip=(.venv/bin/python -m pip install -q --disable-pip-version-check -c constraints.txt)
  "${pip[@]}" "${tools[@]}"
  "${pip[@]}" --no-build-isolation -e . # isolation would fetch the build's tools again, unpinned
  for each in examples "$job"; do echo "$origin" >".venv/made-for-$each"; done
fi

if [ "$job" = examples ]; then
  .venv/bin/sopflow build examples/*.sop
else
  for folder in tests/bpmn editors/vscode web; do # npm packages that tests run
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] ||
      (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --silent)
  done
  .venv/bin/ruff check .
  .venv/bin/ruff format --check .
  .venv/bin/mypy
  .venv/bin/python -m pytest
fi
