"""The table of pages: for each its address, the question it asks, what can be chosen, the template that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from cuibono.explore.event_view import EventView
from cuibono.explore.pages import (
    about,
    balance,
    chance,
    front,
    history,
    lists,
    network,
    registers,
    review,
    rivals,
    search,
    single,
    timeline,
)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page. `ask` takes the open case, the key where `keyed`, and the query; it gives `view`.

    `outline` is asked in its place for a page that fetches the rest itself. The first part of its address is `at`, else
    `name` ("event" of /event/{event}); `keyed` names the second. `about` is what a program that reads the API is told.
    """

    name: str
    title: str
    ask: Callable[..., Any]
    query: type[msgspec.Struct]
    view: type[msgspec.Struct]
    about: str
    keyed: str | None = None
    pattern: str = ""
    outline: Callable[..., Any] | None = None
    judged: bool = False
    at: str = ""

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"one_{self.name}.html.j2" if self.keyed else f"{self.name}.html.j2"

    @property
    def first(self) -> str:
        """The first part of its address."""
        return self.at or self.name

    @property
    def path(self) -> str:
        """Its address without an ending; {…} stands for the key."""
        return f"/{self.first}/{{{self.keyed}}}" if self.keyed else f"/{self.first}"


PAGES: Final = (
    Page(
        name="front",
        title="Overview",
        ask=front.front,
        query=front.FrontQuery,
        view=front.FrontView,
        about="What the case holds: what is strong, single-sourced, disputed, and what is new since a time.",
    ),
    Page(
        name="events",
        title="Events",
        ask=lists.event_list,
        query=lists.EventsQuery,
        view=lists.EventList,
        about="Events that fit filters, a stretch at a time; `next` goes into `after` for the stretch that follows.",
    ),
    Page(
        name="event",
        title="Event",
        keyed="event",
        pattern="^(evt|clm)-[a-z2-7]{12}$",
        ask=single.event_page,
        query=single.OneQuery,
        view=EventView,
        about="One event: every passage that tells of it, the origins behind, where they differ, what records say.",
    ),
    Page(
        name="timeline",
        title="Timeline",
        ask=timeline.timeline,
        outline=timeline.outline,
        query=timeline.TimelineQuery,
        view=timeline.TimelineView,
        about="Events over their days in lanes; counted by months where there are too many.",
    ),
    Page(
        name="parties",
        title="Parties",
        ask=lists.party_list,
        query=lists.PartiesQuery,
        view=lists.PartyList,
        about="Parties, those in most events first, or by name; or those with words in a name.",
    ),
    Page(
        name="party",
        title="Party",
        keyed="party",
        pattern="^(pty|nam)-[a-z2-7]{12}$",
        ask=single.party_page,
        query=single.PartyQuery,
        view=single.PartyPage,
        about="One party: its names and roles and why they are taken for one, what it gave and got, with whom.",
    ),
    Page(
        name="network",
        title="Network",
        ask=network.network,
        query=network.NetworkQuery,
        view=network.NetworkView,
        about="Parties, and how many dealings there are between any two, by kind and grade.",
    ),
    Page(
        name="articles",
        title="Articles",
        ask=lists.article_list,
        query=lists.ArticlesQuery,
        view=lists.ArticleList,
        about="Articles without their texts, the latest first.",
    ),
    Page(
        name="article",
        title="Article",
        keyed="document",
        pattern="^doc-[a-z2-7]{12}$",
        ask=single.article_page,
        query=single.OneQuery,
        view=single.ArticlePage,
        about="One article: its text, and the passages that tell of events. Offsets count characters of the text.",
    ),
    Page(
        name="search",
        title="Search",
        ask=search.search,
        query=search.SearchQuery,
        view=search.SearchView,
        about="Claims, articles and parties that hold words, with facets.",
    ),
    Page(
        name="registers",
        title="Records",
        ask=registers.registers,
        query=registers.RegistersQuery,
        view=registers.RegistersView,
        about="Public registers of which the case keeps something: what, from where, and what misleads in it.",
    ),
    Page(
        name="register",
        title="Register",
        keyed="register",
        pattern="^[a-z][a-z0-9_]{0,60}$",
        ask=registers.rows,
        query=registers.RowsQuery,
        view=registers.RowsView,
        about="Rows of one public register, in the order of the publisher's keys, a stretch at a time.",
    ),
    Page(
        name="balance",
        title="Balance",
        ask=balance.balance_page,
        query=balance.BalanceQuery,
        view=balance.BalancePage,
        about="What two sides gave, asked, promised and got, as articles tell; `one` and `other` are their names.",
    ),
    Page(
        name="chance",
        title="Chance",
        ask=chance.chance_page,
        query=chance.ChanceQuery,
        view=chance.ChancePage,
        about="Plans that ask whether acts follow accesses more often than the calendar gives, and what they came to.",
    ),
    Page(
        name="rivals",
        title="Rivals",
        ask=rivals.rivals_page,
        query=rivals.RivalsQuery,
        view=rivals.RivalsPage,
        about="Questions with the hypotheses that people set side by side, and sentences that could become some.",
        judged=True,
    ),
    Page(
        name="matrix",
        title="Rivals",
        at="rivals",
        keyed="rivals",
        pattern="^riv-[a-z2-7]{12}$",
        ask=rivals.matrix_page,
        query=rivals.MatrixQuery,
        view=rivals.MatrixPage,
        about="The hypotheses on one question, the evidence that people rated against them, what the ratings come to.",
        judged=True,
    ),
    Page(
        name="problems",
        title="Problems",
        ask=lists.problem_list,
        query=lists.ProblemsQuery,
        view=lists.ProblemList,
        about="Trouble with the evidence: what could not be read, dated or resolved.",
    ),
    Page(
        name="review",
        title="Review",
        ask=review.review,
        query=review.ReviewQuery,
        view=review.ReviewView,
        about="What people may want to decide, what matters most first; decisions go to POST /judge.json.",
        judged=True,
    ),
    Page(
        name="history",
        title="History",
        ask=history.history_page,
        query=history.HistoryQuery,
        view=history.HistoryView,
        about="Who decided what, when and why, the newest first; what was undone, and what waits for the ledger.",
        judged=True,
    ),
    Page(
        name="about",
        title="How to read this",
        ask=about.about,
        query=about.AboutQuery,
        view=about.AboutView,
        about="What the fixed words of the ledger mean: grades, stances, origins, differences.",
    ),
)
"""Every page that only looks."""

NAMED: Final = {page.name: page for page in PAGES}
"""The pages by their names."""
