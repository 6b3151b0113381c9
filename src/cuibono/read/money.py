"""Amounts of money in prose.

Takes: text. Gives: FoundMoney, in order, not overlapping. Knows nothing of: sentences, who pays whom, and whether
an amount is pledged, paid, a total or an increment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import msgspec

from cuibono.read.numerals import GAP, Quantity, either, quantity
from cuibono.tables.quantities import currencies, numbers
from cuibono.values import Money


class FoundMoney(msgspec.Struct, frozen=True):
    """An amount and where it stands (character offsets, end exclusive; without "about" and "a year").

    `converts` is True for the same sum in another currency, given right after it: "€57 million (US$78 million)".
    """

    start: int
    end: int
    value: Money
    converts: bool = False


class _Amount(msgspec.Struct, frozen=True):
    """A quantity with the currency beside it; `named` tells whether a currency was named at all."""

    start: int
    end: int
    number: Quantity
    currency: str | None
    named: bool
    prefix: bool = False


def find_money(text: str, bare: bool = False) -> list[FoundMoney]:
    """Every amount of money in the text.

    With `bare`, numbers with a scale word and no currency ("twelve billion") are found too, with currency None.
    """
    found: list[FoundMoney] = []
    done = 0
    for start in _starts(text):
        if start < done:
            continue
        for money in _read(text, start, found[-1] if found else None, bare):
            found.append(money)
            done = money.end
    return found


def _starts(text: str) -> Iterator[int]:
    return (match.start() for match in _starter().finditer(text))


@cache
def _starter() -> re.Pattern[str]:
    """Where an amount may begin: a currency sign or code, a digit, a number word."""
    table, coins = numbers(), currencies()
    signs = either(s for s in coins.symbols if not s[0].isalpha())
    letters = either([*(s for s in coins.symbols if s[0].isalpha()), *coins.codes.split()])
    words = either([*table.units, *table.plurals, *(w for w in table.vague if w != "a few"), "half"])
    scales = either([*table.scales, "half", "quarter", "few", "couple"])
    first = re.escape("".join({s[0] for s in coins.symbols if not s[0].isalpha()}))
    return re.compile(
        rf"(?=[\w{first}])(?:(?:{signs})(?=\s?\d|{GAP}?(?i:{words}|an?{GAP})\b)|(?<!\w)(?:{letters})(?=[\s\u00a0]?\d)"
        rf"|(?<![\w.,])\d|(?<![\w])(?i:(?:{words}|multi\w*|an?(?={GAP}(?:{scales}))|hundred|(?:m|b|tr)illion))\b)"
    )


def _read(text: str, start: int, previous: FoundMoney | None, bare: bool) -> list[FoundMoney]:
    first = _amount(text, start)
    if first is None:
        return []
    second = _second(text, first)
    amounts = [first] if second is None else [first, second]
    if not first.named and (second is None or not second.named):
        return [_bare(text, first)] if bare and _is_big(first.number) else []
    return _joined(text, amounts, previous)


def _is_big(number: Quantity) -> bool:
    return number.scale >= 1_000_000 and not number.sign


def _bare(text: str, amount: _Amount) -> FoundMoney:
    return FoundMoney(amount.start, amount.end, _softened(text, amount.start, amount.end, amount.number, None))


def _amount(text: str, at: int) -> _Amount | None:
    """One quantity at `at` with the currency before or after it."""
    prefix = _prefix().match(text, at)
    number = quantity(text, prefix.end() if prefix else at)
    if number is None:
        return None
    if prefix:
        return _prefixed(text, at, prefix["name"], number)
    return _suffixed(text, at, number)


@cache
def _prefix() -> re.Pattern[str]:
    table = currencies()
    return re.compile(rf"(?P<name>{either([*table.symbols, *table.codes.split()])})(?:[\s\u00a0\u202f-])?(?=[\w])")


def _prefixed(text: str, at: int, name: str, number: Quantity) -> _Amount | None:
    table = currencies()
    name = " ".join(name.split())
    if name in table.doubtful_codes and number.scale == 1 and number.low < 100:
        return None
    currency = table.symbols.get(name, name) or None
    if name == "$":
        currency = None if at and text[at - 1].isalpha() else _dollars_after(text, number.end) or currency
    return _Amount(at, _end_of_name(text, number.end), number, currency, True, True)


def _dollars_after(text: str, at: int) -> str | None:
    """The currency that "$5 million Canadian dollars" or "$5m AUD" names after the number."""
    named = _suffix().match(text, at)
    return _suffix_code(named)[0] if named else None


def _end_of_name(text: str, at: int) -> int:
    named = _suffix().match(text, at)
    return named.end() if named and (named["code"] or (named["name"] or "").startswith("dollar")) else at


@cache
def _suffix() -> re.Pattern[str]:
    """A currency after a number: part ("pence"), ISO code, or name with the adjective before it."""
    table = currencies()
    names = [*table.names, *table.names_needing_scale, *(form for forms in table.forms.values() for form in forms)]
    names += [name.capitalize() for name in names if name.endswith("s") or name in ("yen", "yuan", "naira")]
    adjectives = either(a for kinds in table.adjectives.values() for words in kinds.values() for a in words)
    parts, codes, tails = either(w for w in table.parts if w != "p"), either(table.codes.split()), either(table.tails)
    return re.compile(
        rf"{GAP}?(?:(?<=\d)(?P<p>p)|(?P<tail>{tails})(?!\s?\d)|(?<=[\s-])(?:(?P<part>{parts})|(?P<code>{codes})"
        rf"|(?:of{GAP})?(?:pounds{GAP}(?=sterling))?(?:(?P<adjective>{adjectives}){GAP})?(?P<name>{either(names)})))(?!\w)"
    )


def _suffixed(text: str, at: int, number: Quantity) -> _Amount:
    named = _suffix().match(text, number.end)
    if named and named["p"] and not re.fullmatch(r"\d\dp?", text[at : named.end()]):
        named = None
    if named is None or not _is_currency(text, named, number):
        return _unnamed(text, at, number)
    currency, part = _suffix_code(named)
    if part:
        number = msgspec.structs.replace(number, low=number.low / 100, high=number.high and number.high / 100)
    return _Amount(at, named.end(), number, currency, True)


def _suffix_code(named: re.Match[str]) -> tuple[str | None, bool]:
    """The ISO code a suffix names, and whether it names hundredths."""
    table = currencies()
    if named["tail"]:
        return table.tails[named["tail"]], False
    if named["part"] or named["p"]:
        return table.parts[named["part"] or "p"], True
    if named["code"]:
        return named["code"], False
    name = named["name"].lower()
    if adjective := named["adjective"]:
        adjective = " ".join(adjective.split())
        for family, forms in table.forms.items():
            if name in forms:
                kinds = table.adjectives[family]
                return next((code for code, words in kinds.items() if adjective in words), None), False
    return table.names.get(name, table.names_needing_scale.get(name)) or None, False


def _is_currency(text: str, named: re.Match[str], number: Quantity) -> bool:
    """Whether the name is one of money here: "3 won" is a result, "90 pounds of rice" a weight."""
    name = (named["name"] or "").lower()
    if named["adjective"] or not name:
        return not (named["code"] and number.scale == 1 and number.low < 10)
    if re.match(rf"{GAP}of\b", named[0]) and not number.plural:
        return False
    if name not in currencies().names_needing_scale:
        return name in currencies().names
    weight = name.startswith("pound") and (
        re.match(r"[\s-](?:of|per square|force|thrust)\b", text[named.end() : named.end() + 12])
        or re.search(r"(?i)\bweigh\w*\W+(?:[\w,]+\W+){0,3}$", text[max(0, number.start - 40) : number.start])
    )
    weight = weight or (name == "pound" and number.scale == 1)
    return not weight and (number.scale > 1 or number.low >= 1000 or name.startswith("pound"))


def _unnamed(text: str, at: int, number: Quantity) -> _Amount:
    """A number without a currency; "billions in aid" is money all the same."""
    spent = number.plural and number.scale >= 1000 and _spending().match(text, number.end)
    return _Amount(at, number.end, number, None, bool(spent))


@cache
def _spending() -> re.Pattern[str]:
    nouns = either(numbers().money_nouns)
    return re.compile(rf"\s(?:in|of)\s(?:[\w.’'-]{{1,30}}\s){{0,3}}?(?:{nouns})\b|\sworth of\b")


def _second(text: str, first: _Amount) -> _Amount | None:
    """The other end of a range that `first` begins, if one follows."""
    joint = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s(?:as much as |perhaps |up to )?").match(text, first.number.end)
    if not joint:
        joint = re.compile(r"\s(?:to|and|or)\s").match(text, first.end)
    if not joint:
        return None
    second = _amount(text, joint.end())
    if second is None or not _is_range(text, first, second, joint[0].strip()):
        return None
    return second


def _is_range(text: str, first: _Amount, second: _Amount, joint: str) -> bool:
    before = text[max(0, first.start - 24) : first.start].lower()
    if joint == "and" and not re.search(r"\bbetween\s(?:\w+\s)?$", before):
        return False
    if joint == "to" and re.search(r"(?<!anywhere )(?<!ranging )(?<!range )(?<!ranged )(?<!ranges )\bfrom\s$", before):
        return _inherits(first, second)  # a change, unless the two share one scale word
    if first.prefix and not second.prefix:
        alike = (first.number.scale == 1) == (second.number.scale == 1) and joint not in ("to", "or")
        return (_inherits(first, second) or alike) and (not second.named or joint in "-–—")
    if not first.prefix and second.prefix:
        return False
    if joint == "or":
        return _inherits(first, second)
    return first.prefix or second.named


def _inherits(first: _Amount, second: _Amount) -> bool:
    """Whether the first number goes without a scale because the second one's serves both: "$10-15 million"."""
    plain = first.number.scale == 1 and second.number.scale > 1
    return plain and first.number.low < second.number.low / second.number.scale


def _joined(text: str, amounts: list[_Amount], previous: FoundMoney | None) -> list[FoundMoney]:
    first, last = amounts[0], amounts[-1]
    currency = first.currency if first.named else last.currency
    if first is last:
        return [_found(text, first.start, first.end, first.number, currency, previous)]
    low = first.number.low * (last.number.scale if _inherits(first, last) else 1)
    same = currency == last.currency or not last.named
    if not same or last.number.high is None or low >= last.number.high:
        return [_found(text, a.start, a.end, a.number, a.currency, previous) for a in amounts if a.named]
    number = msgspec.structs.replace(last.number, start=first.start, low=low)
    return [_found(text, first.start, last.end, number, currency, previous)]


def _found(
    text: str, start: int, end: int, number: Quantity, currency: str | None, previous: FoundMoney | None
) -> FoundMoney:
    value = _softened(text, start, end, number, currency)
    converts = previous is not None and previous.value.currency != currency and _follows(text, previous.end, start)
    return FoundMoney(start, end, value, converts)


def _follows(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return len(between) < 40 and bool(_conversion().fullmatch(between))


@cache
def _conversion() -> re.Pattern[str]:
    soft = numbers().soft
    words = either([*soft.about, *soft.least, *soft.most, *soft.converting])
    return re.compile(rf"(?:\s?[(\[]\s?|,\sor\s|\s?[;/]\s?)(?:(?:{words})\s?){{0,3}}", re.IGNORECASE)


def _softened(text: str, start: int, end: int, number: Quantity, currency: str | None) -> Money:
    """The amount with the words around it that soften it or say what it is counted in."""
    low: Decimal | None = _plain(number.low)
    high: Decimal | None = None if number.high is None else _plain(number.high)
    effects, before = _before(text, start)
    effects |= _after(text, end)
    if low == high:
        low, high = (low, None) if "least" in effects else (None, high) if "most" in effects else (low, high)
    approx = number.approx or "about" in effects
    return Money(low, high, currency, approx, _per(text, end) or before)


def _plain(number: Decimal) -> Decimal:
    """The number without exponent and trailing zeros."""
    return Decimal(f"{number.normalize():f}")


@cache
def _lookback() -> re.Pattern[str]:
    table = numbers()
    kinds = "|".join(
        f"(?P<{name}>{either(words)})"
        for name, words in (
            ("about", table.soft.about),
            ("least", table.soft.least),
            ("most", table.soft.most),
            ("per", list(table.per.before)),
        )
    )
    return re.compile(
        rf"(?<![\w.])(?:{kinds})(?:\s(?:an?|the|its|another|additional|extra|between|from))?\s?$", re.IGNORECASE
    )


def _before(text: str, start: int) -> tuple[set[str], str | None]:
    """The softening words right before an amount, and the unit an adjective counts it in ("annual $5 million")."""
    effects: set[str] = set()
    per = None
    head = re.sub(r"(?i)\b(?:between|from)\s$", "", text[max(0, start - 60) : start])
    for _ in range(3):
        word = _lookback().search(head)
        if not word:
            break
        head = head[: word.start()]
        if word["per"]:
            per = numbers().per.before[word["per"].lower()]
        elif not (word["least"] and _is_quarrel(word["least"], head)):
            effects.add(word.lastgroup or "")
    return effects, per


def _is_quarrel(word: str, head: str) -> bool:
    last = re.search(r"(\w+)\s$", head)
    return word.lower() == "over" and bool(last) and last[1].lower() in numbers().soft.quarrels  # type: ignore[index]


@cache
def _lookahead() -> re.Pattern[str]:
    soft = numbers().soft
    kinds = (("least", soft.or_more), ("most", soft.or_less), ("about", soft.or_so))
    return re.compile("|".join(rf"\s?(?P<{name}>{either(words)})(?!\w)" for name, words in kinds))


def _after(text: str, end: int) -> set[str]:
    found = _lookahead().match(text, end)
    return {found.lastgroup or ""} if found else set()


@cache
def _rate() -> re.Pattern[str]:
    per = numbers().per
    not_a_date = r"(?!\s(?:after|ago|later|before|earlier|from)\b)"
    return re.compile(
        rf"(?:[\s-](?:an?|per|each|every|for each|for every)[\s-]|\s?/\s?)(?P<unit>{either(per.units)})\b{not_a_date}"
        rf"|\s(?P<word>{either(per.words)})(?!\w)",
        re.IGNORECASE,
    )


def _per(text: str, end: int) -> str | None:
    found = _rate().match(text, end)
    if not found:
        return None
    words = numbers().per.words
    return words[found["word"].lower()] if found["word"] else words.get(found["unit"].lower(), found["unit"].lower())
