"""Which case a command is about, and files that it writes."""

from __future__ import annotations

from pathlib import Path

from cuibono.errors import UsageError
from cuibono.settings import CaseFolder


def case(given: str | None, may_be_new: bool = False) -> Path:
    """The folder of the case: the one named, else this one where it is a case."""
    folder = Path(given or ".")
    if given is None and not CaseFolder(folder).is_case():
        raise UsageError(f"{Path.cwd()} is not a case. Say which one with --case DIR.")
    if not may_be_new and not CaseFolder(folder).is_case():
        raise UsageError(f"{folder}: there is no case here. `cuibono read PATH --case {folder}` makes one.")
    return folder


def write(path: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8. Raises UsageError where that cannot be done."""
    try:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written: {error.strerror}. Choose another place.") from error
