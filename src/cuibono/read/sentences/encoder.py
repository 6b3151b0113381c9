"""The encoder: batches of windows through onnxruntime. The only place that knows it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cuibono.errors import UsageError

FILES = ("reader.onnx", "labels.json", "vocab.txt", "lemma.json")
"""What a folder of weights holds."""


class Window(NamedTuple):
    """A stretch of words as the encoder takes it: sub-words, the case of each, and where each word begins."""

    pieces: list[int]
    cases: list[int]
    first: list[int]


class Scores(NamedTuple):
    """What the heads say of one window; row 0 is the root, row i word i - 1.

    `pos`, `tag`: label numbers. `name`: scores of the name tags. `start`: scores of (goes on, begins a sentence).
    `arc`: [word, head]. `near`: the likeliest heads of each word; `label`: the relation to each of these.
    """

    pos: npt.NDArray[np.int32]
    tag: npt.NDArray[np.int32]
    name: npt.NDArray[np.float32]
    start: npt.NDArray[np.float32]
    arc: npt.NDArray[np.float32]
    near: npt.NDArray[np.int64]
    label: npt.NDArray[np.int32]


class Encoder:
    """An onnxruntime session on a folder of weights."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime

        check_folder(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = max(1, threads)
        options.inter_op_num_threads = 1
        # Spinning threads burn a core while Python decodes.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def __call__(self, windows: Sequence[Window]) -> list[Scores]:
        """Scores of every window, in order; the windows are padded to one size, so pass alike ones together."""
        found = dict(zip(Scores._fields, self._session.run(list(Scores._fields), _padded(windows)), strict=True))
        return [Scores(**{field: rows[i] for field, rows in found.items()}) for i in range(len(windows))]


def _padded(windows: Sequence[Window]) -> dict[str, npt.NDArray[Any]]:
    wide = max(len(window.pieces) for window in windows)
    words = max(len(window.first) for window in windows)
    pieces = np.zeros((len(windows), wide), np.int64)
    cases = np.zeros((len(windows), wide), np.int64)
    mask = np.zeros((len(windows), wide), np.bool_)
    first = np.zeros((len(windows), words), np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces)] = window.pieces
        cases[row, : len(window.cases)] = window.cases
        mask[row, : len(window.pieces)] = True
        first[row, : len(window.first)] = window.first
    return {"pieces": pieces, "cases": cases, "mask": mask, "first": first}


def check_folder(folder: Path) -> None:
    """Raises UsageError when the folder lacks a file of the weights."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise UsageError(
            f"The reader's weights in {folder} lack {', '.join(missing)}. Reinstall the package, "
            "or set reader.weights (or CUIBONO_WEIGHTS) to a folder that holds them."
        )


def fingerprint(folder: Path) -> str:
    """A short name for the weights: it changes when any of their files does."""
    check_folder(folder)
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return "own-" + digest.hexdigest()[:16]
