"""Mappings: how a table, workbook or JSON file that no register of the package fits becomes a register of a case.

Takes: the text of a mapping, a case folder, a file.
Gives: what is known of the register, its rows, a draft of a mapping for a file that nobody has mapped yet.
Knows nothing of: where rows are kept, what they are compared with.
"""

from __future__ import annotations

from cuibono.registers.mapping.form import Mapping, check, decided, parse
from cuibono.registers.mapping.known import about, chosen, forms, ready, recognised, save, saved, source, text

__all__ = [
    "Mapping",
    "about",
    "check",
    "chosen",
    "decided",
    "forms",
    "parse",
    "ready",
    "recognised",
    "save",
    "saved",
    "source",
    "text",
]
