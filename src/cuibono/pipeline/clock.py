"""The time at which something is done, as the case writes it down."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(now: datetime | None = None) -> str:
    """A time (without one, now) in UTC to the second, as ISO 8601: "2026-01-31T09:30:00Z"."""
    return (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
