"""Values as TOML writes them: no library that the program has does.

Takes: texts, numbers, truths, days, lists of these. Gives: the value of one line.
Knows nothing of: keys, tables, what a value is for.
"""

from __future__ import annotations

import json
from datetime import date


def toml(value: object) -> str:
    """A value as it stands behind the equals sign. Raises TypeError where it is none of those above."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml(one) for one in value)}]"
    if isinstance(value, date):
        return value.isoformat()
    # A JSON string that keeps its letters is a TOML string too, but for one sign that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
