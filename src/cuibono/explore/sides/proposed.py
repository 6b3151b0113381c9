"""A side that the case does not define, proposed from its name: a company, a government, or a party by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from cuibono.check.classes import has, known, lands, plain
from cuibono.errors import UsageError
from cuibono.explore.sides.known import Chosen, Known, Post, bridged, name_words, names
from cuibono.model import Party
from cuibono.resolve.bodies import body
from cuibono.resolve.people import person
from cuibono.resolve.spelling import listed, words
from cuibono.tables import table
from cuibono.weigh.balance import Side, Stay


def proposed(name: str, held: Known) -> Chosen:
    """The side that a name stands for. Raises UsageError where nobody in the case goes by it."""
    party = held.find(name)
    name = party.name if party and party.id == name else name
    head = head_of(name, held) if party is None or party.kind != "person" else _head(party, held)
    if party is None and head is None:
        raise UsageError(
            f"{name}: nobody in this case goes by this name. `cuibono parties` lists who is there; a [[sides]] entry "
            "in cuibono.toml defines a side."
        )
    if party and party.kind == "public_body" and not head and not _is_whole(party):
        return department(name, party, held)
    if head is not None or (party and party.kind == "public_body"):
        return government(name, party, head, held)
    return company(name, party, held) if party and party.kind != "person" else _alone(name, party, held)


def head_of(name: str, held: Known) -> Party | None:
    """The person after whom a government is named ("Ellery administration"), or who heads one and is named."""
    parts = words(name)
    if len(parts) > 1 and parts[-1] in table("balance")["sides"]["of_government"]:
        return held.family(" ".join(parts[:-1]))
    found = held.family(name)
    return _head(found, held) if found else None


def _head(person_named: Party, held: Known) -> Party | None:
    """A person, where it is told to head a government."""
    heads = any(_heads(post) and not _of_company(post, held) for post in held.posts.get(person_named.id, ()))
    return person_named if heads else None


def _is_whole(party: Party) -> bool:
    """Whether a public body may be a government as a whole, by its name."""
    return set(words(party.name)).isdisjoint(table("balance")["sides"]["parts_of_government"])


def department(name: str, party: Party, held: Known) -> Chosen:
    """A body of a government with the people who hold posts of it, and the ministers of its field."""
    stays = [Stay(party.id, "the name given"), *after(names(party), held)]
    posts = [*posts_of(names(party), held), *_of_field(party, held)]
    stays += bridged(posts, held)
    stays += list(after_people(stays, held))
    return _chosen(name, stays, held, "a public body with the people who hold posts of it, as articles tell")


def _of_field(party: Party, held: Known) -> Iterator[Post]:
    """Ministers of the field that a ministry is named by: the transport minister of a Ministry of Transport."""
    field = set(words(party.name)) - {"of", "the", "and", *table("balance")["sides"]["parts_of_government"]}
    for post in (post for posts in held.posts.values() for post in posts if not post.of and not post.lapsed):
        title = post.title.split()
        if title[-1] in listed("resolve_titles", "fields") and field and set(title[:-1]) == field:
            yield replace(post, words=f"{post.words} (of which government is not said there)")


def _heads(post: Post) -> bool:
    return post.title in table("balance")["sides"]["heads"] and not post.lapsed


def company(name: str, party: Party, held: Known) -> Chosen:
    """An organisation with the people who hold posts of it and the groups that are named after it or them."""
    stays = [Stay(party.id, "the name given"), *after(names(party), held)]
    posts = list(posts_of(names(party), held))
    people = {post.party for post in posts if held.parties[post.party].kind == "person"}
    stays += bridged([*posts, *unowned(people, held)], held)
    stays += list(after_people(stays, held))
    return _chosen(name, stays, held, "an organisation with the people who hold posts of it, as articles tell")


def unowned(people: Iterable[str], held: Known) -> Iterator[Post]:
    """Posts of a company, of whom is not said, of people who are told to hold one of the company elsewhere."""
    for key in sorted(people):
        for post in held.posts.get(key, ()):
            if not post.of and not post.lapsed and post.title in listed("resolve_titles", "company"):
                yield replace(post, words=f"{post.words} (of whom is not said there)")


def posts_of(owners: Iterable[str], held: Known) -> Iterator[Post]:
    """Posts that are not over, of any of these owners."""
    wanted = {body(owner).comparable for owner in owners}
    for posts in held.posts.values():
        yield from (post for post in posts if post.of and not post.lapsed and body(post.of).comparable in wanted)


def after(owners: Iterable[str], held: Known) -> Iterator[Stay]:
    """Groups and bodies that are named after any of these, each once."""
    found: set[str] = set()
    for owner in owners:
        for party in held.named_after(owner):
            if party.id not in found:
                found.add(party.id)
                yield Stay(party.id, f"named after {owner}")


def after_people(stays: Iterable[Stay], held: Known) -> Iterator[Stay]:
    """Groups that are named after the people of a side, for as long as those are on it: "Roe's aides"."""
    on = tuple(stays)
    always = {stay.party for stay in on if not (stay.start or stay.end or stay.document)}
    for stay in (stay for stay in on if held.parties[stay.party].kind == "person"):
        party = held.parties[stay.party]
        for owner in dict.fromkeys((*names(party), person(party.name).family)):
            for group in (group for group in held.named_after(owner) if group.id not in always):
                yield Stay(group.id, f"named after {party.name}", stay.start, stay.end, stay.document)


def government(name: str, party: Party | None, head: Party | None, held: Known) -> Chosen:
    """A government: its head, officials with posts in it, bodies that are its own at the time."""
    owners = [*(names(party) if party else ()), *(names(head) if head else ())]
    stays = [Stay(party.id, "the name given")] if party else []
    stays += [stay for stay in after(owners, held) if not (party and stay.party == party.id)]
    stays += bridged(posts_of([*owners, *([person(head.name).family] if head else [])], held), held)
    ruling = list(_ruling(head, party, held))
    stays += [Stay(head.id, _head_why(ruling))] if head else list(bridged(ruling, held))
    for post in (post for post in ruling if not post.coming and post.document):
        stays += [*_ministers(post, held), *_bodies(post, ruling, held)]
    stays += list(after_people(stays, held))
    return _chosen(
        name, stays, held, "a government: its head, officials with posts in it, its bodies, as articles tell"
    )


def _head_why(ruling: list[Post]) -> str:
    told = dict.fromkeys(post.words.partition(",")[0] for post in ruling)
    return "its head by the name given" + (f", told of as {' and '.join(told)}" if told else "")


def _ruling(head: Party | None, party: Party | None, held: Known) -> Iterator[Post]:
    """Posts at the head of the government: those of the head, else of who alone is told to hold one in a document."""
    if head:
        yield from (post for post in held.posts.get(head.id, ()) if _heads(post) and not _of_company(post, held))
        return
    mine = {body(name).comparable for name in names(party)} if party else set()
    for document in sorted(held.by_document):
        found = [post for post in _heads_in(document, held) if not post.of or body(post.of).comparable in mine]
        if len({post.party for post in _heads_in(document, held)}) == 1:
            yield from found


def _heads_in(document: str, held: Known) -> list[Post]:
    posts = (post for key in sorted(held.by_document[document]) for post in held.posts.get(key, ()))
    return [p for p in posts if p.document == document and _heads(p) and not p.coming and not _of_company(p, held)]


def _of_company(post: Post, held: Known) -> bool:
    """Whether a "president" is one of a company: the same passage gives a post that only companies have."""
    beside = [other for other in held.posts.get(post.party, ()) if other.document == post.document]
    return not post.of and any(other.title in listed("resolve_titles", "company") for other in beside)


def _ministers(post: Post, held: Known) -> Iterator[Stay]:
    """Ministers of whom a document says no more than the field, where it names one head of government alone."""
    if len({one.party for one in _heads_in(post.document, held)}) != 1:
        return
    for key in sorted(held.by_document[post.document]):
        for other in held.posts.get(key, ()):
            field = other.title.rpartition(" ")[2] in listed("resolve_titles", "fields") and " " in other.title
            if other.document == post.document and field and not other.of and not other.lapsed:
                yield other.stay(f"{other.words}, which names no other head of a government")


def _bodies(post: Post, ruling: Iterable[Post], held: Known) -> Iterator[Stay]:
    """Bodies of the classes of tables/checks.toml that a document names when the head is told to be in office."""
    document, since = held.documents[post.document], _since(post, ruling)
    for name in table("balance")["sides"]["classes"]:
        one = known(name)
        if one.land in lands(document.text) and post.title in one.titles:
            for key in sorted(held.by_document[post.document]):
                party = held.parties[key]
                if party.kind != "person" and any(is_body(own, one.words) for own in names(party)):
                    yield Stay(key, f"{one.title}, {document.file}", since, post.end, document.id)


def _since(post: Post, ruling: Iterable[Post]) -> date | None:
    """From when a body is taken for this government's: so many days before, and not while it was still to come."""
    if post.start is None:
        return None
    coming = [other.start for other in ruling if other.coming and other.start and other.start < post.start]
    reach = timedelta(days=int(table("resolve")["office_days"]))
    told = [day + reach for day in coming]
    return max([post.start + reach - timedelta(days=int(table("balance")["sides"]["body_days"])), *told])


def is_body(name: str, of_class: Iterable[str]) -> bool:
    """Whether a name is a body of a class: one of its words, with nothing beside that makes it somebody's own."""
    beside = set(table("balance")["sides"]["beside"])
    own = set(plain(name).split())
    return any(has(name, word) and own - set(plain(word).split()) <= beside for word in of_class)


def _alone(name: str, party: Party | None, held: Known) -> Chosen:
    stays = [Stay(party.id, "the name given")] if party else []
    stays += list(after_people(stays, held))
    return _chosen(name, stays, held, "one person, with those who are named after the person")


def _chosen(name: str, stays: Iterable[Stay], held: Known, how: str) -> Chosen:
    kept = tuple(dict.fromkeys(stays))
    return Chosen(Side(name, kept, name_words(held.parties[stay.party] for stay in kept)), how)
