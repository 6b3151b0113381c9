"""Settings: one frozen value, read from a case's cuibono.toml and passed in.

Takes: a case folder.
Gives: Settings, and CaseFolder with the places of everything in a case.
Knows nothing of: what is done with either.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from cuibono import decoding
from cuibono.errors import UsageError

TEMPLATE = """\
# Settings of this case. Every line may be left out; what is shown is what holds without it.

[reader]
# pipeline = ""   # name or path of a spaCy pipeline to use in place of the built-in reader
# weights = ""    # folder with reader weights to use in place of those in the package
# threads = 1     # threads for the reader

[collect]
# longest = 2000000   # characters; a longer text is kept but not read
# contact = ""        # your mail address; publishers of registers are told who asks

# [[sides]]                             # who is on a side of `cuibono balance`; without it one is proposed
# name = "Acme"
# members = ["Acme Corp", { name = "Jane Doe", from = 2021-03-01, until = 2023-06-30 }]
# posts_of = ["Acme Corp"]              # and whoever is told to hold a post of these at the time
# classes = ["us_executive"]            # bodies and office holders of a class of tables/checks.toml
# from = 2021-01-20                     # bounds of the classes and posts
"""


class ReaderSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How texts are read.

    `pipeline`: "" for the project's own reader, else the name or path of an installed spaCy pipeline that gives
    sentences, tags, trees (UD labels) and names. `threads`: threads for the encoder. `weights`: a folder that
    replaces the weights in the package.
    """

    pipeline: str = ""
    threads: int = 1
    weights: str = ""


class CollectSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is collected. `longest`: a text of more characters than this is kept but not read.

    `contact`: the mail address that publishers of registers are told when something is fetched from them.
    """

    longest: int = 2_000_000
    contact: str = ""


class MemberSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A member of a side, by name or id, from a day until another; None where nothing bounds it."""

    name: str
    first: date | None = msgspec.field(default=None, name="from")
    until: date | None = None


class SideSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is on a side of an account.

    `members` by name or id. `posts_of` are bodies whose office holders are on it at the time. `classes` are those of
    tables/checks.toml. `first` and `until` bound what comes by posts and classes.
    """

    name: str
    members: tuple[str | MemberSettings, ...] = ()
    posts_of: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    first: date | None = msgspec.field(default=None, name="from")
    until: date | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a case may set."""

    reader: ReaderSettings = ReaderSettings()
    collect: CollectSettings = CollectSettings()
    sides: tuple[SideSettings, ...] = ()


class CaseFolder(msgspec.Struct, frozen=True):
    """Where everything in a case lies; `path` need not exist yet."""

    path: Path

    @property
    def settings(self) -> Path:
        """The settings, written by hand."""
        return self.path / "cuibono.toml"

    @property
    def originals(self) -> Path:
        """The folder of what was collected, each under its sha256."""
        return self.path / "originals"

    @property
    def manifest(self) -> Path:
        """What was collected, when, under which name: one JSON line each, only ever appended to."""
        return self.path / "collected.jsonl"

    @property
    def ledger(self) -> Path:
        """The ledger, which can be made again from the rest."""
        return self.path / "ledger.sqlite"

    @property
    def lock(self) -> Path:
        """Held by the one program that may write."""
        return self.path / ".lock"

    def is_case(self) -> bool:
        """Whether there is a case here already."""
        return self.manifest.exists() or self.ledger.exists() or self.settings.exists()


def load(path: Path) -> Settings:
    """The settings in a cuibono.toml; those that hold by default where there is no such file.

    Raises UsageError, naming the file and the entry, where the file does not hold together.
    """
    try:
        return msgspec.convert(decoding.toml(path.read_bytes()), Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"{path}: these settings cannot be used: {error}. Correct the file, or remove it.") from error
