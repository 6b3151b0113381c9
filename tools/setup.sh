#!/bin/sh
# Makes the virtual environment and fills it from uv.lock. Wants PYTHON, UV_VERSION, VENV; the Makefile gives them.
set -eu

fail() {
    printf 'set-up: %s\n' "$1" >&2
    exit 1
}

# The first of the asked-for and the usual interpreters that is new enough.
python=""
for candidate in "$PYTHON" python3.13 python3.12 python3.11 python3 python; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Cui Bono needs Python 3.11 or newer; '$PYTHON' is $("$PYTHON" --version 2>&1 || true).
Install one, then run: PYTHON=/path/to/python3.11 make ..."

# A virtual environment of an older or a vanished interpreter is made anew.
if ! "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf "$VENV"
    "$python" -m venv "$VENV" || fail "could not make a virtual environment with $python.
On Debian and Ubuntu: sudo apt install python3-venv"
fi

printf 'set-up: installing what uv.lock names into %s\n' "$VENV"

# uv comes from the package index into the environment itself, so nothing else on the machine changes.
if [ "$("$VENV/bin/uv" --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ]; then
    "$VENV/bin/python" -m pip --version >/dev/null 2>&1 || "$VENV/bin/python" -m ensurepip >/dev/null
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" ||
        fail "could not install uv $UV_VERSION from the package index; is the network there?"
fi

# --inexact: what a developer has added to the environment stays.
UV_PROJECT_ENVIRONMENT="$VENV" "$VENV/bin/uv" sync --frozen --inexact --quiet --python "$VENV/bin/python" ||
    fail "could not install the locked dependencies; the lines above say why"
printf 'set-up: ready in %s (%s)\n' "$VENV" "$("$VENV/bin/python" --version)"
