"""No rule, cue or table may know a party or outlet of the outside texts that the reader is measured on."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from cuibono.tables import table
from tools.parts import ROOT, parts, shared

PACKAGE = ROOT / "src" / "cuibono"
RULES = [*(PACKAGE / "read").rglob("*.py"), *(PACKAGE / "tables").rglob("*.toml"), *(PACKAGE / "tables").rglob("*.py")]
# Whole public lists, which hold whoever they hold.
LISTS = {"countries.toml"}
# Names in the gold that say what a body is, of which there are many.
OFFICES = {
    "High Court", "Supreme Court", "Congress", "Senate", "House of Representatives", "Parliament", "Treasury",
    "White House", "Court of Appeal", "Court of Appeals", "European Commission", "European Union",
}  # fmt: skip


def outside_names() -> set[str]:
    """Every actor, counterpart and source that the outside gold names."""
    names: set[str] = set()
    for path in sorted({path for part in parts() for path in part.gold if shared() in path.parents and path.exists()}):
        for line in path.read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            names.update(claim["actors"], claim["counterparts"], claim.get("attribution") or [])
    return names


def countries() -> str:
    return (PACKAGE / "tables" / "countries.toml").read_text(encoding="utf-8")


def telling(name: str) -> bool:
    """Whether a name is somebody's own: it has a capital and is neither a country's nor an office's."""
    return name[:1].isupper() and name not in OFFICES and not re.search(rf"\b{re.escape(name)}\b", countries())


def named(path: Path, names: set[str]) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [f"{path.name}: {name}" for name in sorted(names) if re.search(rf"\b{re.escape(name)}\b", text)]


def test_no_rule_names_a_party_of_the_outside_texts() -> None:
    names = {name for name in outside_names() if telling(name)}
    if not names:
        pytest.skip(f"the outside gold is not there: {shared() / 'gold'}")
    assert [hit for path in RULES if path.name not in LISTS for hit in named(path, names)] == []


# Words that judge a party or a report; the program says who says what, and leaves the rest to its readers.
VERDICTS = re.compile(
    r"\b(?:corrupt\w*|brib\w*|crook\w*|guilt\w*|lies|lied|lying|liars?|fakes?|faked|false|falsely|scandal\w*|shady|"
    r"dubious|suspicious\w*|wrongdo\w*|quid pro quo|cronies|cronyism|kickbacks?|proves?|proven|debunk\w*)\b",
    re.IGNORECASE,
)
PUBLISH = PACKAGE / "publish"
TEMPLATES = [*sorted(PUBLISH.rglob("*.j2")), *sorted((PACKAGE / "web").rglob("*.j2")), *sorted(PUBLISH.rglob("*.typ"))]
CODE = [PACKAGE / "explore" / "phrases.py", *sorted((PACKAGE / "publish").glob("*listing.py"))]
CODE += sorted((PACKAGE / "publish" / "story").glob("*.py"))
CODE += sorted((PACKAGE / "publish" / "dossier").glob("*.py"))
CODE += sorted((PACKAGE / "weigh").rglob("*.py"))
# What stands side by side in an account says nothing of why: no word of the program's own may.
CAUSES = re.compile(
    r"\b(?:caus\w*|because|due to|in return|in exchange|as a result|result(?:s|ed|ing)? in|led to|leads to|thanks to|"
    r"reward\w*|repa(?:y|id)\w*|payback|bought|buys|influenc\w*|motiv\w*|explains|therefore|consequen\w*)\b",
    re.IGNORECASE,
)
ACCOUNT = [PACKAGE / "explore" / "balance_view.py", PACKAGE / "publish" / "balance_listing.py"]
ACCOUNT += [PACKAGE / "publish" / "report" / "balance_page.py", PACKAGE / "cli" / "balance.py"]
ACCOUNT += [
    *sorted((PACKAGE / "weigh" / "balance").glob("*.py")),
    *sorted((PACKAGE / "explore" / "sides").glob("*.py")),
]
ACCOUNT += [PACKAGE / "publish" / "rivals_listing.py", PACKAGE / "publish" / "report" / "rivals_page.py"]
ACCOUNT += [PACKAGE / "cli" / "rivals.py", PACKAGE / "explore" / "pages" / "rivals.py"]
ACCOUNT += [
    *sorted((PACKAGE / "weigh" / "rival").glob("*.py")),
    *sorted((PACKAGE / "explore" / "rivals").glob("*.py")),
]
ACCOUNT += [path for path in TEMPLATES if path.name.startswith("rival") or path.name == "one_matrix.html.j2"]
ACCOUNT += [path for path in TEMPLATES if path.name in ("balance.html.j2", "balance_body.html.j2", "two_sides.html.j2")]
CHANCE = [PACKAGE / "tables" / "chance.toml", *sorted((ROOT / "docs" / "examples").glob("*-after-*"))]
CHANCE += [PACKAGE / "explore" / "chance_view.py", PACKAGE / "publish" / "chance_listing.py"]
SENTENCES = [*sorted((PACKAGE / "tables" / "relate").glob("*.toml")), *CHANCE]
# Two things in a row: the program says how often, never that one made the other.
MADE_IT = re.compile(
    r"\b(?:caus\w+|thanks to|led to|leads to|resulted|results? in|in (?:return|exchange) for|rewarded?|paid off|"
    r"paid for|bought|favou?rs?|payoffs?|payback|pay-to-play|influenced?)\b",
    re.IGNORECASE,
)


def shown(path: Path) -> str:
    """What of a file may be printed: a template's own text, the strings of code, the sentences of a table."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".j2":
        return re.sub(r"\{[%{].*?[%}]\}", " ", text, flags=re.DOTALL)
    if path.suffix == ".typ":
        return text.replace(": false", "")  # an option of the layout
    if path.suffix == ".py":
        found = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        return "\n".join(value for value in found if isinstance(value, str))
    if path.suffix == ".toml" and "tables" in path.parts:
        return "\n".join(re.findall(r"^(?:says|words) = (.*)$", text, re.MULTILINE))
    return re.sub(r"= false$", "", text, flags=re.MULTILINE)  # an option of a plan


@pytest.mark.parametrize("path", [*TEMPLATES, *CODE, *SENTENCES], ids=lambda path: path.name)
def test_no_word_that_is_shown_judges_anyone(path: Path) -> None:
    assert VERDICTS.findall(shown(path)) == []


@pytest.mark.parametrize("path", ACCOUNT, ids=lambda path: path.name)
def test_an_account_judges_nobody_and_says_nothing_of_why(path: Path) -> None:
    assert CAUSES.findall(shown(path)) == []
    assert VERDICTS.findall(shown(path)) == []


def test_the_sentences_of_the_table_of_accounts_say_nothing_of_why() -> None:
    held = table("balance")
    told = [held["says"], *held["apart"].values()]
    assert [word for line in told for word in (*CAUSES.findall(line), *VERDICTS.findall(line))] == []


def test_what_stands_beside_a_matrix_judges_nobody_and_gives_no_reason() -> None:
    held = table("rivals")
    told = [held["says"], held["yardstick"], *(step["words"] for step in held["scale"])]
    assert [word for line in told for word in (*CAUSES.findall(line), *VERDICTS.findall(line))] == []


def test_a_word_of_cause_would_be_noticed() -> None:
    assert CAUSES.findall("The gift led to the order, which was its reward.") == ["led to", "reward"]


@pytest.mark.parametrize("path", [*CHANCE, *sorted((PACKAGE / "weigh").rglob("*.py"))], ids=lambda path: path.name)
def test_no_word_says_that_one_thing_made_another(path: Path) -> None:
    assert MADE_IT.findall(shown(path)) == []


def test_a_word_that_ties_two_things_would_be_noticed() -> None:
    assert MADE_IT.findall("The visit caused the order, in return for a gift.") == ["caused", "in return for"]


def test_a_judging_word_would_be_noticed() -> None:
    assert VERDICTS.findall("The claim is false and the donor lied.") == ["false", "lied"]
