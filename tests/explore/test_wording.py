from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cuibono.explore.wording import difference


def test_what_was_left_out_comes_before_what_was_put_in() -> None:
    runs = difference("We will not pay this tax.", "We will never pay this unjust tax.")
    assert [(run.side, run.text) for run in runs] == [
        ("same", "We will"),
        ("left", "not"),
        ("right", "never"),
        ("same", "pay this"),
        ("right", "unjust"),
        ("same", "tax."),
    ]


@given(st.text("ab ", max_size=40), st.text("ab ", max_size=40))
def test_both_texts_can_be_read_off(first: str, second: str) -> None:
    runs = difference(first, second)
    assert " ".join(run.text for run in runs if run.side != "right").split() == first.split()
    assert " ".join(run.text for run in runs if run.side != "left").split() == second.split()
