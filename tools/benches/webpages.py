"""Web pages of many makes, made from the project's own stories, with all that is true of each.

Takes: a number, which decides everything. Gives: pages with what is article in them, what is not, and the day.
Knows nothing of: what takes the article out again (tools/benches/extraction.py).

Open makes were looked at while rules were written, held ones mostly by their figures; the unseen ones came after the
rules, and were measured without a change to them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from html import escape
from itertools import chain
from typing import NamedTuple

from tools.parts import ROOT

STORIES = (
    ROOT / "src/cuibono/demo/articles",
    ROOT / "tests/stories/dev/articles",
    ROOT / "tests/stories/more/articles",
)
FIRST, DAYS = date(2019, 1, 5), 2_000  # days of publication are drawn from here on
AUTHORS = ("Ines Calloway", "Tobias Renn", "Mara Quist", "Yusuf Adeyo", "Petra Lindqvist", "Owen Trask")
OUTLETS = ("The Harbour Post", "Norland Daily", "Capital Docket", "Quarry & Mill", "The Evening Ledger")
REMARKS = (
    "I have lived here for thirty years and nobody ever asked us what we thought about any of it.",
    "Can someone explain why the council paid for this twice? My neighbour says it was in the minutes.",
    "Great reporting as always. I met the company's chair once and he promised us a bus that never came.",
    "This is nonsense, the minister said the opposite last week on the radio, look it up.",
)
PLEAS = (
    "Sign up to our morning briefing and get the stories that matter straight to your inbox, free, every weekday.",
    "Support independent journalism. From as little as 2 a month you help us hold the powerful to account.",
)
CONSENT = (
    "We and our 812 partners store and access information on a device, such as unique identifiers in cookies.",
    "By clicking Accept all you agree to the use of your data for advertising and the measurement of audiences.",
)
CONTACT = "Press office: telephone 0117 496 0000, lines are open from Monday to Friday"
CAPTION = "The old quay last week. Photograph: Lena Voss"
ADS = (
    "Advertisement",
    "Sponsored: the mattress that doctors in Norland cannot stop talking about",
    "Homeowners born before 1975 are rushing to claim this grant from the government before it ends",
)


class Made(NamedTuple):
    """A page. `text` is the article's paragraphs; `neutral` may be taken or left (headline, byline, captions).

    `noise` holds by its sort what is no article. `notice` is a notice of correction, which belongs to the article.
    """

    name: str
    make: str
    part: str  # open, held or unseen
    html: str
    title: str
    text: tuple[str, ...]
    neutral: tuple[str, ...]
    noise: dict[str, tuple[str, ...]]
    notice: str | None
    published: date | None
    dated: str
    url: str


class _Story(NamedTuple):
    title: str
    author: str
    outlet: str
    day: date
    blocks: list[tuple[str, list[str]]]  # what it is ("p", "h2", "list", "table", "quote"), and its texts
    notice: str | None


class _Scene:
    """What one page is made from; keeps note of everything that is put into it."""

    def __init__(self, number: int, make: str) -> None:
        self.chance = random.Random(f"{make} {number}")
        self.number = number
        self.story = _story(self.chance)
        self.noise: dict[str, list[str]] = {}
        self.dated = self.chance.choice(DATED)
        slug = "-".join(word for word in self.story.title.lower().split()[:5] if word.isalnum()) or "article"
        day = f"{self.story.day:%Y/%m/%d}/" if self.dated == "address" else ""
        self.url = f"https://news{number}.example.org/{day}{slug}-{1000 + number}"

    def put(self, sort: str, *texts: str) -> None:
        self.noise.setdefault(sort, []).extend(texts)

    def has(self, share: float) -> bool:
        return self.chance.random() < share

    def teasers(self, count: int) -> list[tuple[str, str, date]]:
        """Headline, first sentence and day of other stories."""
        others = self.chance.sample([s for s in _stories() if s[0] != self.story.title], count)
        return [(t, p[0], FIRST + timedelta(self.chance.randrange(DAYS))) for t, p in others]


# How the day of publication is told; "none" is told nowhere.
DATED = ("json", "graph", "meta", "time", "visible", "address", "modified", "utc", "none")


@cache
def _stories() -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for path in sorted(path for folder in STORIES for path in folder.glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        paragraphs = tuple(line for line in lines[1:] if len(line) > 90)
        if len(paragraphs) >= 5:
            found.append((lines[0].lstrip("# "), paragraphs))
    return tuple(found)


def _story(chance: random.Random) -> _Story:
    title, paragraphs = chance.choice(_stories())
    blocks: list[tuple[str, list[str]]] = [("p", [text]) for text in paragraphs]
    extra = [
        ("h2", ["What happens next"]),
        ("h2", ["How it began"]),
        ("list", _points(chance)),
        ("table", _cells(chance)),
    ]
    extra += [("quote", ["Nobody told us that the road would be sold, and we found out from the newspaper."])]
    for block in chance.sample(extra, chance.randrange(4)):
        blocks.insert(chance.randrange(1, len(blocks)), block)
    day = FIRST + timedelta(chance.randrange(DAYS))
    notice = None
    if chance.random() < 0.3:
        word = chance.choice(("Correction", "Clarification", "Editor's note"))
        told = f"It was {chance.randrange(2, 9)} million, not 90."
        notice = f"{word}: an earlier version of this article misstated the sum. {told}"
    return _Story(title, chance.choice(AUTHORS), chance.choice(OUTLETS), day, blocks, notice)


def _points(chance: random.Random) -> list[str]:
    return [
        f"The {place} office was promised {chance.randrange(10, 90)} new jobs"
        for place in chance.sample(("Pelton", "Carrow", "Old Quay", "Tarn", "Westmark"), 3)
    ]


def _cells(chance: random.Random) -> list[str]:
    rows = [
        f"{year} | {chance.randrange(100, 900)} million | {chance.randrange(1, 60)} visits"
        for year in (2019, 2020, 2021)
    ]
    return ["Year | Paid | Visits", *rows]


def _words(day: date, chance: random.Random) -> str:
    return chance.choice(
        (f"{day:%d %B %Y}".lstrip("0"), f"{day:%B} {day.day}, {day.year}", f"{day:%A}, {day:%B} {day.day}, {day.year}")
    )


# The head of a page.


def _head(scene: _Scene) -> str:
    story, day = scene.story, scene.story.day
    lines = ['<meta charset="utf-8">', f"<title>{escape(story.title)} | {escape(story.outlet)}</title>"]
    lines += [
        f'<link rel="canonical" href="{scene.url}">',
        f'<meta property="og:title" content="{escape(story.title)}">',
    ]
    lines += [f'<meta property="og:site_name" content="{escape(story.outlet)}">']
    lines += ["<style>.a{color:red} .b > p{margin:0}</style>", "<script>var cfg={date:'2011-11-11',x:1<2};</script>"]
    if scene.dated == "meta":
        name = scene.chance.choice(
            ('property="article:published_time"', 'name="dc.date.issued"', 'name="parsely-pub-date"')
        )
        lines.append(f'<meta {name} content="{day.isoformat()}T09:30:00+01:00">')
    if scene.dated == "modified":
        later = (day + timedelta(days=400)).isoformat()
        lines.append(f'<meta property="article:modified_time" content="{later}T10:00:00Z">')
    lines += [f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in _nodes(scene)]
    return "\n".join(lines)


def _nodes(scene: _Scene) -> Iterator[object]:
    """Statements of the page as JSON-LD: of the publisher always, of the article where the day is told so."""
    story, day = scene.story, scene.story.day
    outlet = {"@type": "NewsMediaOrganization", "name": story.outlet, "foundingDate": "1903-02-01"}
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": scene.chance.choice(("NewsArticle", ["Article", "NewsArticle"], "ReportageNewsArticle")),
        "headline": story.title,
        "author": [{"@type": "Person", "name": story.author}],
        "dateModified": f"{day + timedelta(days=3)}T07:00:00Z",
        "publisher": outlet,
        "comment": [{"@type": "Comment", "datePublished": "2015-01-01", "text": REMARKS[0]}],
    }
    told = article | {"datePublished": f"{day}T09:30:00+01:00"}
    if scene.dated == "json":
        yield told
    elif scene.dated == "utc":  # late in the evening there, already the next day in UTC; the page shows its own day
        yield article | {"datePublished": f"{day + timedelta(days=1)}T02:10:00Z"}
    elif scene.dated == "graph":
        other = {"@type": "WebPage", "datePublished": "2012-04-04", "url": "https://x.example/"}
        yield {"@context": "https://schema.org", "@graph": [outlet, other, told]}
    else:
        yield outlet


def _byline(scene: _Scene) -> tuple[str, str]:
    """Author and day as they are shown: each as HTML, the second "" where it is not shown."""
    day, author = scene.story.day, escape(scene.story.author)
    by = scene.chance.choice((f"By {author}", f'By <a href="/staff/1" rel="author">{author}</a>'))
    shown = _words(day, scene.chance)
    if scene.dated in ("visible", "utc"):
        return by, scene.chance.choice((shown, f"Published {shown}", f"{shown}, 21:10"))
    if scene.dated == "time":
        return by, f'<time datetime="{day.isoformat()}T09:30:00Z">{scene.chance.choice((shown, "3 years ago"))}</time>'
    if scene.dated == "modified":
        later = _words(day + timedelta(days=400), scene.chance)
        return by, f"<span>Published {shown}</span> <span>Last updated {later}</span>"
    return by, ""


# What is no article.


def _menu(scene: _Scene) -> str:
    names = ("Home", "World", "Business", "Politics", "Opinion", "Sport", "Weather", "Subscribe", "Log in")
    scene.put("menu", "Home World Business Politics Opinion Sport Weather")
    return "".join(f'<li><a href="/{name.lower()}">{name}</a></li> ' for name in names)


def _teaser(scene: _Scene, sort: str, count: int, prose: bool) -> str:
    lines = []
    for title, first, day in scene.teasers(count):
        scene.put(sort, title, *([first] if prose else []))
        stamp = f'<time datetime="{day}">{_words(day, scene.chance)}</time>' if scene.has(0.5) else ""
        opening = f"<p>{escape(first)}</p>" if prose else ""
        link = f'<a href="/s/{sum(map(ord, title)) % 997}">{escape(title)}</a>'
        lines.append(f"<div><h4>{link}</h4>{stamp}{opening}</div>")
    return "".join(lines)


def _inserts(scene: _Scene, name: Callable[[str], str], tag: str = "div") -> list[str]:
    """What is set between paragraphs."""
    found = []
    if scene.has(0.7):
        text = scene.chance.choice(ADS[1:])
        scene.put("advertising", text)
        found.append(f'<{tag} class="{name("ad")}"><span>{ADS[0]}</span><p>{text}</p></{tag}>')
    if scene.has(0.5):
        plea = scene.chance.choice(PLEAS)
        scene.put("appeal", plea)
        form = '<form><input type="email"><button>Sign up</button></form>'
        found.append(f'<{tag} class="{name("letter")}"><p>{plea}</p>{form}</{tag}>')
    if scene.has(0.6):
        ((title, _, _),) = scene.teasers(1)
        scene.put("related", title)
        link = f'<a href="/r/{scene.number}">{escape(title)}</a>'
        found.append(
            scene.chance.choice(
                (
                    f"<p><strong>Read more:</strong> {link}</p>",
                    f'<{tag} class="{name("more")}"><h3>More on this</h3><ul><li>{link}</li></ul></{tag}>',
                )
            )
        )
    return found


def _consent(scene: _Scene, name: Callable[[str], str], tag: str = "div") -> str:
    if not scene.has(0.6):
        return ""
    scene.put("consent", *CONSENT)
    told = "".join(f"<p>{text}</p>" for text in CONSENT)
    return f'<{tag} class="{name("cookies")}" role="dialog">{told}<button>Accept all</button></{tag}>'


def _remarks(scene: _Scene, name: Callable[[str], str], tag: str = "section") -> str:
    if not scene.has(0.5):
        return ""
    chosen = scene.chance.sample(REMARKS, 3)
    scene.put("comments", *chosen)
    lines = (
        f'<div><b>reader{n}</b> <time datetime="2024-02-0{n + 1}">2 days ago</time><p>{text}</p></div>'
        for n, text in enumerate(chosen)
    )
    return f'<{tag} class="{name("comments")}"><h3>3 Comments</h3>{"".join(lines)}</{tag}>'


def _foot(scene: _Scene) -> str:
    text = f"Copyright 1998-2025 {scene.story.outlet}. All rights reserved. Terms of use. Privacy."
    scene.put("foot", text)
    return escape(text)


# The article.


def _inline(text: str, chance: random.Random) -> str:
    """A paragraph with links, emphasis and references to characters, as pages have them."""
    words = [escape(word).replace("’", chance.choice(("’", "&rsquo;", "&#8217;"))) for word in text.split(" ")]
    if len(words) > 12 and chance.random() < 0.5:
        at = chance.randrange(2, len(words) - 6)
        name = chance.choice(("a", "em", "b", "span"))
        words[at] = f"<{name}>{words[at]}".replace("<a>", '<a href="/t/1">')
        words[at + 3] = f"{words[at + 3]}</{name}>"
    gap = chance.choice((" ", " ", "\n      "))
    return gap.join(words)


def _block(kind: str, texts: list[str], chance: random.Random) -> str:
    if kind == "list":
        return f"<ul>{''.join(f'<li>{_inline(text, chance)}</li>' for text in texts)}</ul>"
    if kind == "table":
        rows = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in texts)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    tag = {"quote": "blockquote"}.get(kind, kind)
    return f"<{tag}>{_inline(texts[0], chance)}</{tag}>"


def _running(scene: _Scene, inserts: list[str]) -> list[str]:
    """The blocks of the article, with what is set between them."""
    found = [_block(kind, texts, scene.chance) for kind, texts in scene.story.blocks]
    if scene.has(0.4):
        found.insert(1, f'<figure><img src="a.jpg" alt="A quay"><figcaption>{CAPTION}</figcaption></figure>')
    for insert in inserts:
        found.insert(scene.chance.randrange(1, len(found)), insert)
    return found


def _noticed(scene: _Scene, running: list[str], tag: str = "p") -> list[str]:
    if scene.story.notice is None:
        return running
    line = f"<{tag}><em>{escape(scene.story.notice)}</em></{tag}>"
    return [line, *running] if scene.has(0.3) else [*running, line]


# Open makes.


def _semantic(scene: _Scene) -> str:
    names = {
        "ad": "ad-slot",
        "letter": "newsletter-signup",
        "more": "related-inline",
        "cookies": "cookie-banner",
        "comments": "comments",
    }
    name = names.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name, "aside")))
    return f"""<body>{_consent(scene, name)}<header><nav><ul>{_menu(scene)}</ul></nav></header><main><article><header>
<h1>{escape(scene.story.title)}</h1><p class="byline">{by}</p><p>{when}</p></header>
{chr(10).join(running)}</article><aside class="most-read"><h2>Most read</h2>{_teaser(scene, "related", 4, False)}
</aside>
{_remarks(scene, name)}</main><footer>{_foot(scene)}</footer></body>"""


def _blog(scene: _Scene) -> str:
    names = {
        "ad": "adsbygoogle wp-ad",
        "letter": "mc4wp-form",
        "more": "jp-relatedposts",
        "cookies": "cmplz-cookiebanner",
        "comments": "comments-area",
    }
    name = names.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name)))
    return f"""<body class="post-template"><div id="page"><div id="masthead"><div class="menu"><ul>{_menu(scene)}
</ul></div></div>
<div id="content"><div class="post hentry"><h1 class="entry-title">{escape(scene.story.title)}</h1>
<div class="entry-meta">{when} <span class="author vcard">{by}</span></div>
<div class="entry-content">{chr(10).join(running)}<div class="sharedaddy"><h3>Share this:</h3><ul><li>
<a href="#">Twitter</a></li></ul></div></div>
<div class="related-posts"><h3>You may also like</h3>{_teaser(scene, "related", 3, True)}</div>
{_remarks(scene, name, "div")}</div>
<div id="sidebar" class="widget-area">{_teaser(scene, "related", 3, True)}</div></div><div id="colophon">
{_foot(scene)}</div></div>
{_consent(scene, name)}</body>"""


def _hashed(scene: _Scene) -> str:
    """Classes that say nothing, everything in divisions."""
    name = lambda sort: f"css-{abs(sum(map(ord, sort)) * 7919) % 99991:x}"  # noqa: E731
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name)), "div")
    wrapped = "".join(f'<div class="css-1fa9">{block}</div>' for block in running)
    return f"""<body><div id="app"><div class="css-77"><nav>{_menu(scene)}</nav></div><div class="css-1a2">
<div class="css-9k">
<h1 class="css-h1">{escape(scene.story.title)}</h1><div class="css-by"><div>{by}</div><div>{when}</div></div>
<section name="articleBody">{wrapped}</section></div><div class="css-3z">{_teaser(scene, "related", 4, True)}</div>
</div>
{_remarks(scene, name, "div")}<div class="css-ft">{_foot(scene)}</div>{_consent(scene, name)}</div></body>"""


def _live(scene: _Scene) -> str:
    """A live blog: entries with a time of day each."""
    names = {"ad": "ad", "letter": "newsletter", "more": "related", "cookies": "gdpr", "comments": "discussion"}
    name = names.__getitem__
    by, when = _byline(scene)
    blocks = [_block(kind, texts, scene.chance) for kind, texts in scene.story.blocks]
    entries = [
        f'<div class="live-entry" id="e{n}"><span class="clock">{18 - n % 18:02}:{n * 7 % 60:02}</span>{block}</div>'
        for n, block in enumerate(blocks)
    ]
    for insert in _inserts(scene, name):
        entries.insert(scene.chance.randrange(1, len(entries)), insert)
    return f"""<body><header>{_menu(scene)}</header><main><article class="liveblog"><h1>{escape(scene.story.title)}
</h1>
<div class="meta">{by} {when}</div><div class="live-entries">{"".join(_noticed(scene, entries))}</div></article>
<div class="related">{_teaser(scene, "related", 3, False)}</div>{_remarks(scene, name)}</main><footer>{_foot(scene)}
</footer>{_consent(scene, name)}</body>"""


# Held makes.


def _old(scene: _Scene) -> str:
    """Tables for columns, paragraphs without an end tag."""
    name = {
        "ad": "banner468",
        "letter": "maillist",
        "more": "seealso",
        "cookies": "notice",
        "comments": "guestbook",
    }.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name, "center")))
    unclosed = "\n".join(running).replace("</p>", "").replace("</li>", "")
    return f"""<BODY BGCOLOR=white><TABLE width=100%><TR><TD colspan=3><ul>{_menu(scene)}</ul></TD></TR><TR>
<TD width=150 valign=top><FONT size=1>{_teaser(scene, "related", 3, False)}</FONT></TD>
<TD><H1>{escape(scene.story.title)}</H1><FONT size=2>{by}<BR>{when}</FONT><HR>{unclosed}</TD>
<TD width=150>{_teaser(scene, "related", 2, True)}</TD></TR><TR><TD colspan=3>{_remarks(scene, name, "div")}
<FONT size=1>{_foot(scene)}</FONT>
</TD></TR></TABLE>{_consent(scene, name, "div")}</BODY>"""


def _breaks(scene: _Scene) -> str:
    """Paragraphs parted by line breaks in one division."""
    name = {
        "ad": "reklama",
        "letter": "lettre",
        "more": "voir-aussi",
        "cookies": "didomi-host",
        "comments": "forum",
    }.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, []))
    flat = "<br>\n<br/>".join(block.removeprefix("<p>").removesuffix("</p>") for block in running)
    return f"""<body><div class="top">{_menu(scene)}</div><div class="wrap"><div class="left"><h1>
{escape(scene.story.title)}</h1>
<div class="sub">{by} | {when}</div><div id="txt">{flat}</div>
{"".join(_inserts(scene, name))}{_remarks(scene, name, "div")}</div>
<div class="right">{_teaser(scene, "related", 4, True)}</div></div><div class="bottom">{_foot(scene)}</div>
{_consent(scene, name)}</body>"""


def _elements(scene: _Scene) -> str:
    """Elements of the page's own, as frameworks render them."""
    name = {
        "ad": "x-commercial",
        "letter": "x-membership",
        "more": "x-next",
        "cookies": "x-privacy",
        "comments": "x-voices",
    }.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name, "x-box")))
    return f"""<body><app-root><app-nav>{_menu(scene)}</app-nav><story-page><story-headline><h1>
{escape(scene.story.title)}</h1></story-headline>
<story-meta>{by} <span>{when}</span></story-meta><story-body>
{"".join(f"<story-block>{block}</story-block>" for block in running)}</story-body>
<story-rail>{_teaser(scene, "related", 4, True)}</story-rail><reader-voices>{_remarks(scene, name, "div")}
</reader-voices></story-page>
<app-foot>{_foot(scene)}</app-foot>{_consent(scene, name, "app-consent")}</app-root></body>"""


def _release(scene: _Scene) -> str:
    """An authority's announcement: little around it, contacts and keywords below."""
    name = {
        "ad": "campaign",
        "letter": "alerts",
        "more": "collection",
        "cookies": "usage",
        "comments": "feedback",
    }.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name)[1:]))
    scene.put("contacts", CONTACT)
    return f"""<body><div role="banner">{_menu(scene)}</div><div role="main" id="main-content">
<span>Press release</span><h1>{escape(scene.story.title)}</h1>
<dl><dt>From:</dt><dd>{escape(scene.story.outlet)}</dd><dt>By:</dt><dd>{by}</dd><dt>Date:</dt><dd>{when}</dd></dl>
<div class="govspeak">{chr(10).join(running)}</div><div class="contact"><h2>Contact</h2>
<p>{CONTACT}</p></div>
<div class="tags"><a href="/k/1">Ports</a> <a href="/k/2">Energy</a></div></div><div role="complementary">
{_teaser(scene, "related", 3, False)}</div>
<div role="contentinfo">{_foot(scene)}</div>{_consent(scene, name)}</body>"""


OPEN: dict[str, Callable[[_Scene], str]] = {"semantic": _semantic, "blog": _blog, "hashed": _hashed, "live": _live}
HELD: dict[str, Callable[[_Scene], str]] = {"old": _old, "breaks": _breaks, "elements": _elements, "release": _release}


def _magazine(scene: _Scene) -> str:
    """Sections, cards of other articles between them, the author's life at the end."""
    name = {"ad": "dfp", "letter": "c-join", "more": "c-card", "cookies": "tcf", "comments": "c-talk"}.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name, "section")))
    half = len(running) // 2
    life = f"{scene.story.author} has written about towns and the people who run them since 2009."
    scene.put("related", life)
    return f"""<body><div class="c-top">{_menu(scene)}</div>
<main class="c-main"><div class="c-lead"><h1>{escape(scene.story.title)}</h1>
<div class="c-credit">{by}<br>{when}</div></div><section class="c-chunk">{"".join(running[:half])}</section>
<section class="c-chunk">{"".join(running[half:])}</section><section class="c-bio"><p>{life}</p></section>
<section class="c-grid">{_teaser(scene, "related", 4, True)}</section></main>{_remarks(scene, name)}
<div class="c-end">{_foot(scene)}</div>{_consent(scene, name)}</body>"""


def _paper(scene: _Scene) -> str:
    """No paragraphs and no h1: a division for everything, other articles first."""
    name = {"ad": "g-a-s", "letter": "box3", "more": "box4", "cookies": "layer", "comments": "voices"}.__getitem__
    by, when = _byline(scene)
    running = _noticed(scene, _running(scene, _inserts(scene, name)))
    plain = "\n".join(running).replace("<p>", '<div class="txt">').replace("</p>", "</div>")
    return f"""<body>{_consent(scene, name)}<div id="hd">{_menu(scene)}</div>
<div id="l">{_teaser(scene, "related", 3, True)}</div>
<div id="m"><div class="kicker">Region</div><h2>{escape(scene.story.title)}</h2><div class="who">{by}</div>
<div class="when">{when}</div>{plain}</div>{_remarks(scene, name, "div")}<div id="ft">{_foot(scene)}</div></body>"""


UNSEEN: dict[str, Callable[[_Scene], str]] = {"magazine": _magazine, "paper": _paper}
MAKES = {"open": OPEN, "held": HELD, "unseen": UNSEEN}


def made(each: int = 40) -> list[Made]:
    """So many pages of each make, the same ones each time."""
    return [_made(make, number) for make in chain(OPEN, HELD, UNSEEN) for number in range(each)]


def _made(make: str, number: int) -> Made:
    scene = _Scene(number, make)
    part = next(name for name, makes in MAKES.items() if make in makes)
    body = MAKES[part][make](scene)
    html = f'<!DOCTYPE html>\n<html lang="en"><head>\n{_head(scene)}\n</head>\n{body}\n</html>\n'
    story = scene.story
    text = tuple(line.replace(" | ", " ") for _, texts in story.blocks for line in texts)
    neutral = (
        story.title,
        story.author,
        story.outlet,
        CAPTION,
        "Published",
        story.notice or "",
    )
    noise = {sort: tuple(texts) for sort, texts in scene.noise.items()}
    known = None if scene.dated == "none" else story.day
    return Made(
        f"{make}-{number}",
        make,
        part,
        html,
        story.title,
        text,
        neutral,
        noise,
        story.notice,
        known,
        scene.dated,
        scene.url,
    )
