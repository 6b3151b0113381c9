from __future__ import annotations

import pytest

from cuibono.errors import UsageError
from cuibono.explore.absence import absence, without
from tests.explore.relations import GIFT, MEETING, ledger


def test_without_an_origin_its_reports_claims_and_values_go() -> None:
    left = without(GIFT, "org-aides")
    assert left
    assert left.documents == ("doc-paper.txt", "doc-denial.txt")
    assert left.origins == ("org-treasurer",)
    assert left.claims == GIFT.claims[3:]
    assert left.contradictions == ()


def test_a_report_with_another_origin_stays() -> None:
    left = without(GIFT, "org-treasurer")
    assert left
    assert (left.documents[:3], left.contradictions) == (GIFT.documents[:3], GIFT.contradictions)


def test_an_event_that_nobody_else_tells_of() -> None:
    assert without(MEETING, "org-aides") is None


def test_what_else_rests_on_the_same_origin() -> None:
    found = absence(ledger(), GIFT, "aides")
    assert found.event.standing == "1 report, 1 origin; 1 report denies it"
    (other,) = found.others
    assert (other.event.id, other.standing, other.grade) == ("evt-paper42", "no report", None)
    assert absence(ledger(), GIFT, "org-treasurer").others == ()


def test_an_origin_that_is_not_there_or_not_one() -> None:
    with pytest.raises(UsageError, match="no origin of evt-wire0 goes by that"):
        absence(ledger(), GIFT, "nobody")
    with pytest.raises(UsageError, match="2 origins of evt-wire0 go by that"):
        absence(ledger(), GIFT, "a")
