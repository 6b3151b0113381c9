#!/bin/sh
# Trains the reader: sets up an environment of its own, trains, exports, scores, writes the model card's table.
# MINUTES (40) and THREADS (2) may be set; on a busy machine one thread is faster than two.
set -eu
cd "$(dirname "$0")/.."
venv=training/out/venv
mkdir -p training/out
if [ ! -e "$venv/.trains" ] || [ training/requirements.txt -nt "$venv/.trains" ]; then
    "${PYTHON:-python3}" -m venv "$venv"
    "$venv/bin/pip" install --quiet --requirement training/requirements.txt
    touch "$venv/.trains"
fi
# Without this glibc gives every large tensor back to the system and page faults take most of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296
PYTHONPATH=.:src exec "$venv/bin/python" -m training --minutes "${MINUTES:-40}" --threads "${THREADS:-2}"
