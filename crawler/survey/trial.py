"""Ten articles read on trial: which ones, and what each field gives.

In: the lists as read, the shape of article addresses, the pages' answers. Out: links to ask, the CMS family by the marks of the
pages, one `TrialReading` for each page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

from crawler.discovery import Link
from crawler.discovery.shapes import AddressShape
from crawler.extraction import family_name, problem_of, read_page
from crawler.extraction.encoding import charset_of
from crawler.outlet import OutletFacts
from crawler.survey.lists import ReadList, is_on_site
from crawler.survey.records import LIST_STATES, Answer, TrialReading


def choose_articles(
    lists: Sequence[ReadList], shape: AddressShape | None, facts: type[OutletFacts], now: datetime, count: int
) -> list[Link]:
    """Articles to read on trial: the newest of each list in turn, each once."""
    rows: list[list[Link]] = []
    for read in lists:
        links = [link for link in read.links if is_on_site(link.url, facts) and _may_be_article(link, read, shape)]
        links.sort(key=lambda link: link.published_at or now, reverse=True)
        rows.append(links)
    chosen: dict[str, Link] = {}
    for turn in zip_longest(*rows):
        for link in turn:
            if link is not None and link.url not in chosen and len(chosen) < count:
                chosen[link.url] = link
    return list(chosen.values())


def _may_be_article(link: Link, read: ReadList, shape: AddressShape | None) -> bool:
    return read.kind == "feed" if shape is None else shape.fits(link.url)


def read_articles(
    rows: Sequence[tuple[Link, Answer]], facts: type[OutletFacts], now: datetime
) -> tuple[str, list[tuple[Link, TrialReading]]]:
    """The CMS family that most of the pages show, and each page's reading by that family."""
    families = Counter(family_name(answer.body) for _, answer in rows if not answer.trouble)
    family = families.most_common(1)[0][0] if families else "own"
    typed = type("Tried", (facts,), {"family": family})
    return family, [(link, read_article(link, answer, typed, now)) for link, answer in rows]


def read_article(link: Link, answer: Answer, facts: type[OutletFacts], now: datetime) -> TrialReading:
    """One page, field by field."""
    if answer.trouble:
        return TrialReading(url=link.url, trouble=answer.detail or LIST_STATES[answer.trouble], listed_at=link.published_at)
    charset = charset_of(answer.headers.get("content-type", "").encode())
    reading = read_page(answer.body, answer.url, facts=facts, encoding=charset, fetched_at=now)
    problem = problem_of(reading)
    return TrialReading(
        url=link.url,
        trouble=(problem[1] or problem[0].label) if problem else "",
        title=reading.title or "",
        summary=reading.summary or "",
        body_characters=len(reading.body or ""),
        authors=reading.authors,
        section=reading.section or "",
        published_at=reading.published_at,
        date_from=reading.date_from,
        is_guessed="body_guessed" in reading.problems,
        kind=reading.kind,
        listed_at=link.published_at,
    )
