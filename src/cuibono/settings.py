"""Settings: one frozen value, read from a case's cuibono.toml and passed in.

Takes: a case folder.
Gives: Settings, and CaseFolder with the places of everything in a case.
Knows nothing of: what is done with either.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from cuibono import decoding
from cuibono.errors import UsageError

ReaderName = Literal["built-in", "llm"]
TEMPLATE = """\
# Settings of this case. Every line may be left out; what is shown is what holds without it.

[reader]
# pipeline = ""   # name or path of a spaCy pipeline to use in place of the built-in reader
# weights = ""    # folder with reader weights to use in place of those in the package
# threads = 1     # threads for the reader
# use = "built-in"   # or "llm": a language model that you name below (docs/second-reader.md)

# [reader.llm]                  # the language model that reads where `use` is "llm"
# endpoint = ""                 # an address that answers chat completions, such as http://127.0.0.1:8080/v1
# model = ""                    # its name there
# key_variable = "CUIBONO_READER_KEY"   # the environment variable with the key
# private = false               # whether the address may lie in a private network
# batch = 8000                  # characters of an article in one request, at most
# longest = 4096                # tokens of an answer, at most
# at_once = 4                   # requests under way
# timeout = 120.0               # seconds for one answer
# attempts = 5                  # times that one request is tried
# first_wait = 1.0              # seconds before the second time
# requests = 500                # the most that one run may ask; 0 for no limit
# tokens = 0                    # the most tokens that one run may take; 0 for no limit
# money = 0.0                   # the most that one run may cost; 0 for no limit
# price_in = 0.0                # for a million tokens that go in
# price_out = 0.0               # for a million tokens that come out

[collect]
# longest = 2000000   # characters; a longer text is kept but not read
# contact = ""        # your mail address; publishers of registers are told who asks

[fetch]
# delay = 2.0            # seconds between two requests to one host; a longer pause that it asks for holds
# most = 200             # requests to one host in one run
# most_bytes = 200000000 # bytes from one host in one run
# largest = 16000000     # bytes of one page or list
# minutes = 60.0         # for one run; the next one goes on
# seconds = 60.0         # for one request, everything included
# tries = 3              # where a host is busy, or the connection fails
# wait = 2.0             # seconds before the second try; before each further one twice as long

# [[watch]]                             # what `cuibono watch` looks at, and what it tells
# name = "Acme"
# feed = "https://example.org/rss.xml"  # or sitemap = "...", or urls = ["...", "..."]; none: what comes otherwise
# parties = ["Acme Corp", "Jane Doe"]   # only claims about these
# kinds = ["meeting", "donation"]       # only dealings of these kinds
# since = 2026-01-31                    # nothing that was published before
# every = "6h"                          # how often: minutes (m), hours (h) or days (d)

# [[sides]]                             # who is on a side of `cuibono balance`; without it one is proposed
# name = "Acme"
# members = ["Acme Corp", { name = "Jane Doe", from = 2021-03-01, until = 2023-06-30 }]
# posts_of = ["Acme Corp"]              # and whoever is told to hold a post of these at the time
# classes = ["us_executive"]            # bodies and office holders of a class of tables/checks.toml
# from = 2021-01-20                     # bounds of the classes and posts
"""


class LlmSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The language model that reads where `use` is "llm".

    `endpoint`: the address before "/chat/completions". `key_variable`: the environment variable with the key, which is
    read from nowhere else. `private`: whether the address may lie in a private network; this machine itself always
    may. `batch`: characters of one article that one request holds at most, unless a single passage is longer.
    `longest`: tokens of an answer. `at_once`: requests under way. `timeout`: seconds for one answer. `attempts`: times
    that one request is tried, `first_wait` seconds before the second time and more before each later one.
    `requests`, `tokens`, `money`: the most that one run may take, 0 for no limit; `money` in the currency of
    `price_in` and `price_out`, which are for a million tokens each.
    """

    endpoint: str = ""
    model: str = ""
    key_variable: str = "CUIBONO_READER_KEY"
    private: bool = False
    batch: Annotated[int, msgspec.Meta(ge=200)] = 8000
    longest: Annotated[int, msgspec.Meta(ge=64)] = 4096
    at_once: Annotated[int, msgspec.Meta(ge=1, le=64)] = 4
    timeout: Annotated[float, msgspec.Meta(gt=0)] = 120.0
    attempts: Annotated[int, msgspec.Meta(ge=1, le=20)] = 5
    first_wait: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    requests: Annotated[int, msgspec.Meta(ge=0)] = 500
    tokens: Annotated[int, msgspec.Meta(ge=0)] = 0
    money: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    price_in: Annotated[float, msgspec.Meta(ge=0)] = 0.0
    price_out: Annotated[float, msgspec.Meta(ge=0)] = 0.0


class ReaderSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How texts are read.

    `pipeline`: "" for the project's own reader, else the name or path of an installed spaCy pipeline that gives
    sentences, tags, trees (UD labels) and names. `threads`: threads for the encoder. `weights`: a folder that
    replaces the weights in the package. `use`: who reads the articles of the case; a draft is always read by the
    built-in reader.
    """

    pipeline: str = ""
    threads: int = 1
    weights: str = ""
    use: ReaderName = "built-in"
    llm: LlmSettings = LlmSettings()


def shared_out(chosen: ReaderSettings, workers: int) -> ReaderSettings:
    """The settings with as many threads as each of so many processes may have on this machine's cores."""
    cores = max((os.cpu_count() or 1) // workers, 1)
    return msgspec.structs.replace(chosen, threads=min(chosen.threads, cores)) if workers > 1 else chosen


class CollectSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is collected. `longest`: a text of more characters than this is kept but not read.

    `contact`: the mail address that publishers of registers are told when something is fetched from them.
    """

    longest: int = 2_000_000
    contact: str = ""


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pages and lists of pages are fetched.

    `delay`: seconds between two requests to one host. `most`, `most_bytes`: requests to, and bytes from, one host in
    one run. `largest`: bytes of one answer. `seconds`: for one request, everything included. `minutes`: after these
    nothing more is asked for in one run. `tries`, `wait`: how often a host that is busy is asked, and the seconds
    before the second time, doubled each time.
    """

    delay: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 2.0
    most: Annotated[int, msgspec.Meta(ge=1)] = 200
    most_bytes: Annotated[int, msgspec.Meta(ge=1)] = 200_000_000
    largest: Annotated[int, msgspec.Meta(ge=1, le=64_000_000)] = 16_000_000
    seconds: Annotated[float, msgspec.Meta(gt=0, le=3600)] = 60.0
    minutes: Annotated[float, msgspec.Meta(gt=0)] = 60.0
    tries: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    wait: Annotated[float, msgspec.Meta(ge=0, le=600)] = 2.0


class WatchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is watched, and what is told of it.

    `feed`, `sitemap` and `urls` are addresses; without any, what comes into the case otherwise is watched. `parties`
    are names, `kinds` kinds of dealing; none of either is all. What was published before `since` is neither fetched
    nor told. `every` says how often: a number with m, h or d.
    """

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    feed: str = ""
    sitemap: str = ""
    urls: tuple[str, ...] = ()
    parties: tuple[Annotated[str, msgspec.Meta(min_length=1)], ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    every: Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{0,4}[mhd]$")] = "6h"

    @property
    def sources(self) -> tuple[str, ...]:
        """Every address that is looked at."""
        return tuple(dict.fromkeys(one for one in (self.feed, self.sitemap, *self.urls) if one))

    @property
    def seconds(self) -> int:
        """The time from one look to the next."""
        return int(self.every[:-1]) * {"m": 60, "h": 3600, "d": 86400}[self.every[-1]]


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
    fetch: FetchSettings = FetchSettings()
    watch: tuple[WatchSettings, ...] = ()
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
    def fetched(self) -> Path:
        """What was asked for over the network, and what is left to be: one JSON line each."""
        return self.path / "fetched.jsonl"

    @property
    def told(self) -> Path:
        """The claims that `cuibono watch` has told, one JSON line each, only ever appended to."""
        return self.path / "told.jsonl"

    @property
    def news(self) -> Path:
        """The feed of what `cuibono watch` has told."""
        return self.path / "watch.atom"

    @property
    def ledger(self) -> Path:
        """The ledger, which can be made again from the rest."""
        return self.path / "ledger.sqlite"

    @property
    def answers(self) -> Path:
        """What a language model answered, one file for each request, named by the request's hash."""
        return self.path / "answers"

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
