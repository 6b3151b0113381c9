"""The command line: arguments to one call to what is printed. No rules.

Takes: the words after `cuibono`.
Gives: an exit status: 0 fine, 1 something was skipped, 2 the call could not be carried out.
Knows nothing of: how any of it is done.
"""

from __future__ import annotations

from cuibono.cli.arguments import main

__all__ = ["main"]
