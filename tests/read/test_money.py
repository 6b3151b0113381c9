from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuibono.read.money import find_money
from cuibono.read.numerals import quantity
from cuibono.values import Money
from tests.growth import grows_evenly

# What is printed on the right: each amount in short, in the order of the text.
PHRASES = {
    "It paid $1 million.": ["USD 1000000"],
    "US$14 billion and US $2.63 billion": ["USD 14000000000", "USD 2630000000"],
    "C$75m, A$52.5 million, AU$3bn, NZ$2m, HK$4m, R$5 million": [
        "CAD 75000000", "AUD 52500000", "AUD 3000000000", "NZD 2000000", "HKD 4000000", "BRL 5000000",
    ],
    "£250k here, £13 billion there": ["GBP 250000", "GBP 13000000000"],
    "between €12 million and €20 million": ["EUR 12000000..20000000"],
    "both €12 million and €20 million": ["EUR 12000000", "EUR 20000000"],
    "$1.5 billion to $3 billion": ["USD 1500000000..3000000000"],
    "$10-15 million": ["USD 10000000..15000000"],
    "$5m–$7m": ["USD 5000000..7000000"],
    "5 to 10 million euros": ["EUR 5000000..10000000"],
    "between five and ten million dollars": ["USD 5000000..10000000"],
    "It rose from $10 million to $20 million.": ["USD 10000000", "USD 20000000"],
    "ranging from $10 million to $20 million": ["USD 10000000..20000000"],
    "$5 million to 3 million people": ["USD 5000000"],
    "412 million euros": ["EUR 412000000"],
    "60 billion rupees, 500 crore rupees, Rs 3 lakh": ["INR 60000000000", "INR 5000000000", "INR 300000"],
    "1.13 trillion yen": ["JPY 1130000000000"],
    "thirty million dollars": ["USD 30000000"],
    "half a million dollars": ["USD 500000"],
    "a half-million-dollar house": ["USD 500000"],
    "a million dollars": ["USD 1000000"],
    "two and a half million dollars": ["USD 2500000"],
    "one hundred and fifty thousand pounds": ["GBP 150000"],
    "nearly four billion dollars": ["~USD 4000000000"],
    "a 1.8-billion-euro loan": ["EUR 1800000000"],
    "billions in U.S. investments": ["? 2000000000.."],
    "billions of dollars": ["USD 2000000000.."],
    "tens of millions of pounds": ["GBP 20000000.."],
    "several hundred million dollars": ["USD 300000000.."],
    "a multimillion-dollar deal": ["USD 2000000.."],
    "a couple of million dollars": ["~USD 2000000"],
    "$1.2tn, CHF 200m, EUR 1.5bn, ¥300bn, ₹500 crore": [
        "USD 1200000000000", "CHF 200000000", "EUR 1500000000", "JPY 300000000000", "INR 5000000000",
    ],
    "70 million kronor, 300 million crowns": ["SEK 70000000", "? 300000000"],
    "80,000 dollars, $80,000, 5 million Canadian dollars": ["USD 80000", "USD 80000", "CAD 5000000"],
    "$5 million Canadian dollars, $5m AUD": ["CAD 5000000", "AUD 5000000"],
    "3 million Swiss francs, 5 million francs": ["CHF 3000000", "? 5000000"],
    "50 pence, 79p, 99 cents": ["GBP 0.5", "GBP 0.79", "USD 0.99"],
    "€1,5 million": ["EUR 1500000"],
    "€1.200.000, €5.000,50, $1 000 000": ["EUR 1200000", "EUR 5000.5", "USD 1000000"],
    "5 million €, 10 £": ["EUR 5000000", "GBP 10"],
    "$5 mil, USD 5-7 million, $300-500": ["USD 5000000", "USD 5000000..7000000", "USD 300..500"],
    "between $5m and 7m": ["USD 5000000..7000000"],
    "a hundred-million-dollar plan, hundred million euros": ["USD 100000000", "EUR 100000000"],
    "$5 million a year, $3bn annually, €4.15 per share": ["USD 5000000/year", "USD 3000000000/year", "EUR 4.15/share"],
    "an annual $5 million": ["USD 5000000/year"],
    "$100-a-plate dinner": ["USD 100/plate"],
    "$5 million a week after the vote": ["USD 5000000"],
    "more than $3bn": ["USD 3000000000.."],
    "at least half a million dollars": ["USD 500000.."],
    "$5 million-plus": ["USD 5000000.."],
    "a dispute over $5 million": ["USD 5000000"],
    "up to $5 million, as much as €6 million, less than £7m": ["USD ..5000000", "EUR ..6000000", "GBP ..7000000"],
    "about $5 million, roughly €6m, an estimated £7m, some $8m": [
        "~USD 5000000", "~EUR 6000000", "~GBP 7000000", "~USD 8000000",
    ],
}  # fmt: skip

NO_MONEY = [
    "15 million users",
    "twelve billion it had promised",
    "a rise of 15%",
    "the $BRAND shirt",
    "flight 447 and page 12",
    "they won 3 won games",
    "90 pounds of rice",
    "weighing 2,000 pounds",
    "COP 26 in the city",
    "the 2 million mark",
    "a 20-pound turkey and 5 real problems",
    "a dollar here and there",
    "in 1080p",
    "no. 5 Mark Street",
]


@pytest.mark.parametrize("text", PHRASES)
def test_amounts(text: str) -> None:
    assert [found.value.show() for found in find_money(text)] == PHRASES[text]


@pytest.mark.parametrize("text", NO_MONEY)
def test_no_money(text: str) -> None:
    assert find_money(text) == []


def test_a_number_without_currency_is_found_on_request() -> None:
    (found,) = find_money("the twelve billion it had promised to 40 towns", bare=True)
    assert found.value == Money.of(12_000_000_000, None)


def test_the_same_sum_in_another_currency_is_marked() -> None:
    text = "It paid €57 million (about US$16 million to $28 million), and $3 million (not £2 million of it) later."
    marked = [(text[m.start : m.end], m.converts) for m in find_money(text)]
    assert marked[:3] == [("€57 million", False), ("US$16 million to $28 million", True), ("$3 million", False)]
    assert not marked[3][1]


def test_a_scale_word_counts_once() -> None:
    assert [m.value.show() for m in find_money("$1 million\n$2 billion")] == ["USD 1000000", "USD 2000000000"]


SCALES = {"": 1, "k": 1000, "m": 10**6, " million": 10**6, "bn": 10**9, " billion": 10**9, " trillion": 10**12}
SIGNS = {"$": "USD", "US$": "USD", "£": "GBP", "€": "EUR", "C$": "CAD", "CHF ": "CHF", "EUR ": "EUR"}
NAMES = {"dollars": "USD", "euros": "EUR", "yen": "JPY", "Canadian dollars": "CAD", "rupees": "INR", "USD": "USD"}
SOFT = {"": "", "about ": "~", "more than ": ">", "up to ": "<"}
amount = st.decimals(min_value=Decimal(100), max_value=Decimal(999_999), places=2)


def _softened(value: Decimal, soft: str, currency: str) -> Money:
    return Money(None if soft == "<" else value, None if soft == ">" else value, currency, soft == "~")


@given(amount, st.sampled_from(list(SCALES)), st.sampled_from(list(SIGNS)), st.sampled_from(list(SOFT)))
def test_signs_read_back(number: Decimal, scale: str, sign: str, soft: str) -> None:
    text = f"They gave {soft}{sign}{number:,}{scale} in all."
    (found,) = find_money(text)
    assert text[found.start : found.end] == f"{sign}{number:,}{scale}"
    assert found.value == _softened(number * SCALES[scale], SOFT[soft], SIGNS[sign])


@given(
    amount,
    st.sampled_from(["", " thousand", " million", " billion"]),
    st.sampled_from(list(NAMES)),
    st.sampled_from(list(SOFT)),
)
def test_names_read_back(number: Decimal, scale: str, name: str, soft: str) -> None:
    text = f"They gave {soft}{number}{scale} {name} in all."
    (found,) = find_money(text)
    factor = {"": 1, " thousand": 1000, " million": 10**6, " billion": 10**9}[scale]
    assert found.value == _softened(number * factor, SOFT[soft], NAMES[name])


ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _in_words(number: int) -> str:
    if number < 20:
        return ONES[number - 1]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")
    if number < 1000:
        rest = number % 100
        return f"{ONES[number // 100 - 1]} hundred" + (f" and {_in_words(rest)}" if rest else "")
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{_in_words(number // scale)} {word}" + (f" {_in_words(rest)}" if rest else "")
    raise AssertionError(number)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_number_words_read_back(number: int) -> None:
    words = _in_words(number)
    found = quantity(words, 0)
    assert found is not None
    assert found.low == number
    assert found.end == len(words)


alphabet = st.sampled_from([*"$€£ 0123456789.,-()km\n", "million", "billion", "of ", " dollars", "between ", " and "])


@given(st.text() | st.lists(alphabet).map("".join))
def test_never_fails_and_spans_lie_in_the_text(text: str) -> None:
    last = 0
    for found in find_money(text, bare=True):
        assert last <= found.start < found.end <= len(text)
        assert not text[found.start].isspace()
        assert Money.parse(found.value.show()) == found.value
        last = found.end


@pytest.mark.parametrize("piece", [" ", "1", "1,", "$", "(", "five ", "million ", "$5" + " " * 50])
def test_time_grows_with_the_text_only(piece: str) -> None:
    assert grows_evenly(lambda length: find_money((piece * (length // len(piece) + 1))[:length]), 8_000)
