"""A set of rival hypotheses in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property

from msgspec.structs import replace

from cuibono import judgements
from cuibono.explore.case import Case
from cuibono.explore.event_view import EventView, event_view
from cuibono.explore.finding_view import VERDICTS, finding_view
from cuibono.explore.phrases import GRADES, day_words, rating_words
from cuibono.explore.rivals import wording
from cuibono.explore.rivals.found import (
    UNKNOWN,
    Found,
    findings_about,
    held,
    origins_of,
    rated_as,
    share_of,
    shares_without,
)
from cuibono.explore.rivals.lists import by_set, quoted_views, rivals_key
from cuibono.explore.rivals.views import (
    CellView,
    ComparisonView,
    EvidenceView,
    HypothesisView,
    LeftOut,
    MissingView,
    PartView,
    PredictionView,
    ProposalView,
    QuotedView,
    RatableView,
    RatingView,
    RestsOn,
    RivalsView,
)
from cuibono.judgements.rivals import Hypothesis, proposed, rated
from cuibono.model import Judgement
from cuibono.model.rivals import Rating
from cuibono.tables import table
from cuibono.weigh import rival
from cuibono.weigh.rival import Comparison, Evidence, Ratio


def rivals_view(case: Case, name: str) -> RivalsView:
    """The set with this id, or whose question alone has these words. Raises UsageError where there is none."""
    key = rivals_key(case, name)
    standing = judgements.standing_of(case.judgements())
    hypotheses = by_set(proposed(standing))[key]
    ids = {one.id for one in hypotheses}
    ratings = [judgement for judgement in rated(standing) if judgement.subjects[0] in ids]
    return _Matrix(case, hypotheses, ratings).view()


class _Matrix:
    """Hypotheses by letters, evidence by numbers."""

    def __init__(self, case: Case, hypotheses: Sequence[Hypothesis], ratings: Sequence[Judgement]) -> None:
        self._case, self._hypotheses, self._ratings = case, hypotheses, ratings
        self._held = held(case, ratings)
        self._letter = {one.id: _letter(place) for place, one in enumerate(hypotheses)}
        self._number = {one.id: place for place, one in enumerate(self._held.evidence, 1)}
        self._evidence = [self._weighed(one) for one in self._held.evidence]
        self._letters = tuple(self._letter.values())
        self._before = rival.comparisons(self._evidence, self._letters)

    def view(self) -> RivalsView:
        first = self._hypotheses[0]
        return RivalsView(
            id=first.rivals,
            question=first.question,
            hypotheses=tuple(self._hypothesis(one) for one in self._hypotheses),
            evidence=tuple(self._shown(one) for one in self._held.evidence),
            comparisons=tuple(self._comparison(one) for one in self._before),
            decisive=tuple(self._without_evidence(one) for one in self._held.evidence),
            origins=tuple(self._without_origin(key) for key in self._origins),
            missing=tuple(self._missing()),
            ratable=tuple(self._ratable()),
            raters=tuple(dict.fromkeys(judgement.by for judgement in self._ratings)),
            yardstick=table("rivals")["yardstick"],
            says=table("rivals")["says"],
        )

    def _weighed(self, found: Found) -> Evidence:
        """Evidence as it is weighed: what each rater said of each hypothesis, which goes by its letter."""
        ratings: dict[str, dict[str, Ratio]] = {}
        for judgement in found.ratings:
            if judgement.rating:
                ends = (float(Fraction(end)) for end in (judgement.rating.low, judgement.rating.high))
                ratings.setdefault(self._letter[judgement.subjects[0]], {})[judgement.by] = Ratio(*ends)
        return Evidence(
            id=found.id,
            dealing=found.dealing,
            origins=origins_of(found, self._held.contents),
            share=share_of(found),
            ratings=ratings,
        )

    @cached_property
    def _pieces(self) -> tuple[rival.Piece, ...]:
        return rival.pieces(self._evidence)

    @cached_property
    def _origins(self) -> tuple[str, ...]:
        named = (origin for one in self._evidence for origin in sorted(one.origins))
        return tuple(origin for origin in dict.fromkeys(named) if origin != UNKNOWN)

    @cached_property
    def _quoted(self) -> Mapping[str, QuotedView]:
        return {one.id: one for one in quoted_views(self._case)}

    @cached_property
    def _events(self) -> Mapping[str, EventView]:
        contents = self._held.contents
        return {event.id: event_view(contents, event) for event in contents.events}

    def _hypothesis(self, one: Hypothesis) -> HypothesisView:
        return HypothesisView(
            letter=self._letter[one.id],
            id=one.id,
            says=one.says,
            predicts=tuple(PredictionView(words, self._for(one, words)) for words in one.predicts),
            proposed=tuple(ProposalView(j.by, _day(j), j.why, j.id) for j in one.proposed),
            cells=tuple(self._cell(one, found) for found in self._held.evidence),
            quoted=tuple(self._quoted[key] for key in one.quoted if key in self._quoted),
        )

    def _for(self, one: Hypothesis, prediction: str) -> tuple[int, ...]:
        """The numbers of the evidence that somebody rated for a prediction."""
        rated_for = [
            found
            for found in self._held.evidence
            if any(j.subjects[0] == one.id and j.rating and j.rating.prediction == prediction for j in found.ratings)
        ]
        return tuple(self._number[found.id] for found in rated_for)

    def _cell(self, one: Hypothesis, found: Found) -> CellView:
        own = tuple(_rating(j, j.rating) for j in found.ratings if j.rating and j.subjects[0] == one.id)
        span = wording.span_words(*wording.covering((each.low, each.high) for each in own)) if own else ""
        return CellView(one.id, found.id, span, own)

    def _shown(self, found: Found) -> EvidenceView:
        weighed = self._evidence[self._number[found.id] - 1]
        place = next(n for n, piece in enumerate(self._pieces, 1) if weighed in piece)
        contents = self._held.contents
        finding = finding_view(found.finding, contents.records) if found.finding else None
        stands = finding.verdict_words if finding else GRADES[found.event.grade][0]
        return EvidenceView(
            number=self._number[found.id],
            id=found.id,
            event=replace(self._events[found.dealing], number=self._number[found.id]),
            finding=finding,
            counts=f"{stands}, counts {wording.share_words(weighed.share)}",
            origins=tuple(self._rests_on(key) for key in sorted(weighed.origins)),
            piece=place,
            beside=tuple(self._number[one.id] for one in self._pieces[place - 1] if one.id != found.id),
            tells=wording.tells_words(rival.tells(weighed, self._letters)),
        )

    def _rests_on(self, key: str) -> RestsOn:
        contents = self._held.contents
        if key in contents.origins:
            return RestsOn(key, contents.origins[key].name)
        found = [one for several in contents.findings.values() for one in several]
        if key in contents.records:
            titles = (one.title for one in found if key in one.rows)
            return RestsOn(key, f"a row of {next(titles, contents.records[key][0].register)}")
        titles = (one.title for one in found if one.register == key)
        return RestsOn(key, "origin not known" if key == UNKNOWN else next(titles, key))

    def _comparison(self, one: Comparison) -> ComparisonView:
        return ComparisonView(
            first=one.first,
            second=one.second,
            side=one.side,
            words=wording.comparison_words(one),
            low=one.ratio.low,
            high=one.ratio.high,
            parts=tuple(
                PartView(
                    tuple(self._number[key] for key in part.evidence),
                    wording.part_words(part.ratio, one.first, one.second),
                    part.ratio.low,
                    part.ratio.high,
                )
                for part in one.parts
            ),
            left=tuple(sorted(self._number[key] for key in one.left)),
        )

    def _changes(self, left: Iterable[Evidence]) -> tuple[str, ...]:
        changed = rival.changed(self._before, rival.comparisons(left, self._letters))
        return tuple(wording.change_words(was, now) for was, now in changed)

    def _without_evidence(self, found: Found) -> LeftOut:
        number = self._number[found.id]
        changes = self._changes(one for one in self._evidence if one.id != found.id)
        return LeftOut(id=found.id, name=f"[{number}]", evidence=(number,), gone=(number,), changes=changes)

    def _without_origin(self, origin: str) -> LeftOut:
        resting = [
            found for found, one in zip(self._held.evidence, self._evidence, strict=True) if origin in one.origins
        ]
        left = rival.without(self._evidence, origin, shares_without(origin, resting, self._held.contents))
        kept = {one.id for one in left}
        told = [found for found in resting if origin in found.event.origins and not found.finding]
        return LeftOut(
            id=origin,
            name=self._rests_on(origin).name,
            evidence=tuple(self._number[found.id] for found in resting),
            gone=tuple(self._number[found.id] for found in resting if found.id not in kept),
            changes=self._changes(left),
            event=told[0].event.id if told else "",
        )

    def _missing(self) -> Iterator[MissingView]:
        for one in self._hypotheses:
            letter = self._letter[one.id]
            yield from (MissingView("prediction", letter, words) for words in one.predicts if not self._for(one, words))
        for found, weighed in zip(self._held.evidence, self._evidence, strict=True):
            without = [letter for letter in self._letters if letter not in weighed.ratings]
            if without:
                yield MissingView("unrated", f"[{self._number[found.id]}]", f"not rated against {', '.join(without)}")
        yield from self._to_look_up()
        for judgement in self._held.gone:
            letter = self._letter[judgement.subjects[0]]
            told = f"{judgement.subjects[1]}, rated by {judgement.by} on {_day(judgement)}, is no longer in the ledger"
            yield MissingView("gone", letter, told)

    def _to_look_up(self) -> Iterator[MissingView]:
        """What no record could settle yet, and which records could."""
        seen = dict.fromkeys(found.dealing for found in self._held.evidence)
        for key in seen:
            about = next(f"[{self._number[one.id]}]" for one in self._held.evidence if one.dealing == key)
            for finding in self._events[key].findings:
                if finding.verdict == "not_checkable":
                    yield MissingView("not_checkable", about, f"{finding.title}: {finding.reason}")
            yield from (MissingView("lead", about, words) for words in self._events[key].leads)

    def _ratable(self) -> Iterator[RatableView]:
        contents, seen = self._held.contents, set(self._number)
        for found in self._held.evidence:
            for finding in findings_about(found.event, contents):
                key = rated_as(finding)
                if key not in seen and rival.share_of_finding(finding.verdict):
                    seen.add(key)
                    about = self._number.get(found.event.id, self._number[found.id])
                    yield RatableView(key, f"on [{about}], {VERDICTS[finding.verdict][0]}: {finding.reason}")


def _rating(judgement: Judgement, rating: Rating) -> RatingView:
    return RatingView(
        by=judgement.by,
        when=_day(judgement),
        why=judgement.why,
        words=rating_words(rating),
        low=rating.low,
        high=rating.high,
        prediction=rating.prediction,
        judgement=judgement.id,
    )


def _letter(place: int) -> str:
    """A, B, ... Z, then H27 and on."""
    return chr(ord("A") + place) if place < 26 else f"H{place + 1}"


def _day(judgement: Judgement) -> str:
    return day_words(date.fromisoformat(judgement.when[:10]))
