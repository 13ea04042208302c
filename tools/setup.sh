#!/bin/sh
# Sets up .venv for this checkout: sh tools/setup.sh runtime|dev
# Finds a Python that is new enough and lets tools/setup.py do the rest; where nothing changed since the last time,
# it does nothing, and quickly.
set -eu

cd "$(dirname "$0")/.."
level=${1:-runtime}

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 1
}

# Everything that a set-up environment depends on: the folder, because scripts in .venv name it, and these files.
state_of() {
    { pwd -P; cat pyproject.toml tools/setup.sh tools/setup.py briefing/review/doctor.py "requirements/$1.txt"; } |
        { sha256sum 2>/dev/null || shasum -a 256 2>/dev/null || cksum; }
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" || fail "PYTHON is $PYTHON, which is not Python 3.11 or newer"
        printf '%s\n' "$PYTHON"
        return
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
        if new_enough "$name"; then
            printf '%s\n' "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found; run: $(how_to_get_python)"
}

how_to_get_python() {
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo='sudo '
    if command -v apt-get >/dev/null; then
        # Where python3 is there but too old, the newer one has its own name.
        if command -v python3 >/dev/null; then version=3.11; else version=3; fi
        echo "${sudo}apt-get install --yes python$version python$version-venv"
    elif command -v dnf >/dev/null; then
        echo "${sudo}dnf install --assumeyes python3.11"
    elif command -v apk >/dev/null; then
        echo "${sudo}apk add python3"
    elif command -v brew >/dev/null; then
        echo "brew install python@3.13"
    else
        echo "the package manager of this system, and install Python there"
    fi
}

case $level in
    runtime | dev) ;;
    *) fail "what to set up is runtime or dev, not $level" ;;
esac

if [ -x .venv/bin/python ] && [ "$(cat ".venv/set-up-$level" 2>/dev/null)" = "$(state_of "$level")" ]; then
    exit 0
fi

python=$(find_python)
"$python" tools/setup.py "$level"
state_of runtime >.venv/set-up-runtime
if [ "$level" = dev ]; then state_of dev >.venv/set-up-dev; fi
