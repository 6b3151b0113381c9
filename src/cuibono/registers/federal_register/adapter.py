"""From answers of the Federal Register's API, and from texts of executive orders, to records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cuibono.model import Problem
from cuibono.model.records import Cover, Record
from cuibono.registers.federal_register import answers, orders


def recognises(name: str, head: bytes) -> bool:
    """Whether it is an answer of the API, the text of an executive order, or, by its name, a zip of them."""
    if head.startswith(b"PK"):
        return "executive-order" in name.casefold() or b"executive-order-" in head
    if head.lstrip().startswith(b"{"):
        return b'"document_number"' in head and b"federalregister.gov" in head
    return orders.is_one(head)


def records(path: Path) -> Iterator[Record | Cover | Problem]:
    """The rows of either format. Raises ValueError where it is neither."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.lstrip().startswith(b"{"):
        yield from answers.records(path.read_bytes())
    elif head.startswith(b"PK") or orders.is_one(head):
        yield from orders.records(path)
    else:
        raise ValueError("it is neither an answer of the API nor the text of an executive order")
