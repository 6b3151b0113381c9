"""Measure a site: seconds to make it, and to make it again when nothing changed.

Takes: a case folder. Gives: a dict of figures; seconds of the clock and of processor time, files, MiB.
`python -m tools.benches.site CASE` prints it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from cuibono.web.site import site


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    (case,) = sys.argv[1:] if arguments is None else arguments
    bench(Path(case))
    return 0


def bench(case: Path) -> dict[str, float]:
    """The figures, also printed."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        clock, processor = time.perf_counter(), time.process_time()
        files = site(case, folder).files
        made, used = time.perf_counter() - clock, time.process_time() - processor
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        clock = time.perf_counter()
        written = site(case, folder).written
        again = time.perf_counter() - clock
    figures = {
        "site_files": files,
        "site_mib": round(size / 2**20, 1),
        "site_seconds": round(made, 1),
        "site_cpu_seconds": round(used, 1),
        "site_again_seconds": round(again, 1),
        "site_again_written": written,
    }
    print(json.dumps(figures, indent=2))
    return figures


if __name__ == "__main__":
    sys.exit(main())
