"""One page, parsed once, read into its fields.

In: the page's bytes (or text), its address, the facts of its outlet where known, the charset the server named, the time it was
fetched. Out: `PageReading`. Order of trust: JSON-LD, meta elements, the family's selectors, any site's usual marks, trafilatura
last. Text is NFC. Nothing is raised for a bad page: what is missing stands in `problems`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property, lru_cache
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.extraction.authors import clean_names, find_authors, own_keys, tail_author
from crawler.extraction.body import (
    block_lines,
    blocks_of_one_body,
    drop,
    holds,
    is_teaser,
    paragraphs,
    sapo_text,
    seen_text,
    text_of,
)
from crawler.extraction.cms_families import FAMILIES, MARKS, OWN, Family
from crawler.extraction.dates import Clock, Landmarks, PageDates, find_dates, url_stamp
from crawler.extraction.encoding import lean_page
from crawler.extraction.fallback import headline_of, likely_lines, near_names, signed, whole_sapo
from crawler.extraction.kind import Gone, NoArticle, Signs, gone_signs, is_wall, kind_of, listing_signs
from crawler.extraction.lead import (
    clean_title,
    is_complete_sapo,
    is_cut,
    is_fragment,
    is_slogan,
    plain_summary,
    share_words,
    without_prefix,
)
from crawler.extraction.metadata import Structured, read_structured
from crawler.extraction.province_menus import without_menus
from crawler.extraction.section import find_section
from crawler.extraction.selectors import Marked, select
from crawler.extraction.unmarked import (
    Guess,
    choose_text,
    fragment_lines,
    guess_body,
    last_resort_lines,
    state_article,
    trafilatura_lines,
)
from crawler.extraction.unmarked.cards import cards_in, drop_cards, ground_of, part_spans
from crawler.outlet import OutletFacts
from data.text import compare_key, tidy
from data.text.urls import canonical_url

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)  # nobody asks by id
LARGEST = 5_000_000  # bytes: the longest real article page seen has 0.8 MB
ENOUGH = 120  # characters of a body
SURE, SHORT = 0.9, 1500  # share of the page's text and characters: with less, an embedded state may hold more
MUCH_LONGER = 1.5  # times the selectors' text: what the page states in its JSON-LD may be the whole of it
LONG_TEXT = 600  # characters: a longer text is no mere message
DESCRIPTIONS = ("og:description", "description", "twitter:description")
BEGINNING = 400  # characters that tell the language of most texts
SECTION_LONGEST = 40  # characters of a section's name
VIETNAMESE = frozenset("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")  # letters that few other languages have


@dataclass(frozen=True, kw_only=True)
class PageReading:
    """What one page says. Times are aware and in UTC; None or empty where the page does not say."""

    url: str  # the canonical address
    kind: str = "article"  # article | video | photo | live | listing
    lang: str = "vi"
    title: str | None = None
    summary: str | None = None
    body: str | None = None  # paragraphs joined by "\n"
    authors: tuple[str, ...] = ()
    section: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None
    published_raw: str | None = None
    date_from: str = "none"  # jsonld | meta | page | url | none
    aliases: tuple[str, ...] = ()  # other addresses of the same article: as fetched, mobile, AMP
    problems: tuple[
        str, ...
    ] = ()  # wall, empty, gone, paywall, no_title, no_body, no_date, body_guessed (no selector of the outlet fits)
    body_guessed: bool = False  # the body was found without a selector, on a site that nobody has looked at, too


def read_page(
    body: bytes | str,
    url: str,
    *,
    facts: type[OutletFacts] | None = None,
    encoding: str | None = None,
    fetched_at: datetime | None = None,
) -> PageReading:
    """Reads one page. Raises ValueError when `url` is no web address; never for what the page holds."""
    address = canonical_url(url)
    source = body[:LARGEST]
    if is_wall(source):
        return PageReading(url=address, lang=_usual_lang(facts, url), problems=("wall",))
    tree = parse(lean_page(source, encoding))
    if tree is None:
        return PageReading(url=address, lang=_usual_lang(facts, url), problems=("empty",))
    page = _Page(tree, read_structured(tree, address), address, facts, source)
    try:
        return page.read(fetched_at)
    except Gone:
        return PageReading(url=address, lang=_usual_lang(facts, url), problems=("gone",))
    except NoArticle:
        return page.listing()


def parse(source: bytes) -> etree._Element | None:
    """The root element of a page in UTF-8, None when there is nothing to parse."""
    try:
        root = etree.fromstring(source, PARSER)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    return root if root is not None and len(root) else None


def family_of(tree: etree._Element, facts: type[OutletFacts] | None) -> Family:
    """The outlet's family with the outlet's own selectors in front, else the one whose marks the page shows."""
    if facts is not None:
        return FAMILIES[facts.family].with_overrides(facts.selectors)
    return next((FAMILIES[name] for name, marks in MARKS if next(select(tree, (marks,)), None) is not None), OWN)


@cache
def _asked(facts: type[OutletFacts]) -> Family:
    """Everything that is asked of an outlet's pages: its own selectors, its family's, those of any site."""
    return FAMILIES[facts.family].with_overrides(facts.selectors).before(OWN)


@lru_cache(maxsize=4096)
def _narrowed(asked: Family, marks: frozenset[str]) -> Family:
    """The same for pages with these marks; the pages of an outlet have but a few sets of them."""
    return asked.narrowed(marks)


class _Page:
    """One parsed page on its way to a reading; lives for one call."""

    def __init__(
        self,
        tree: etree._Element,
        structured: Structured,
        address: str,
        facts: type[OutletFacts] | None,
        source: bytes | str = b"",
    ) -> None:
        self.tree, self.structured, self.address, self.facts, self.source = tree, structured, address, facts, source
        drop(tree, ("script", "style", "noscript"))
        asked = _asked(cast("Hashable", facts)) if facts is not None else family_of(tree, None).before(OWN)
        self.marked = Marked(tree, asked.marks)
        self.asked = _narrowed(asked, self.marked.marks)
        self.is_address = facts is not None and facts.is_article(address)
        self.sapo = ""  # the summary as the page shows it, with the paper's sign in front
        self.guess: Guess | None = None  # where the body may be, when no selector fits
        self.is_paid = False  # only the free beginning of the article stands here
        self.headline: etree._Element | None = None  # what shows the headline, where a selector names it
        self.nodes: tuple[etree._Element, ...] = ()  # what holds the body, in the order of the page

    def read(self, fetched_at: datetime | None) -> PageReading:
        """The fields of an article page. Raises NoArticle for a list of articles."""
        title, summary = self._title(), self._summary()
        if compare_key(summary) == compare_key(title):
            summary = self.sapo = ""  # a template that has nothing to say
        node = self._body_node(title, summary)
        body = node is not None and self.guess is None
        if not self.sapo:
            self.sapo = whole_sapo(self.tree, node, summary, self.facts)
            summary = self.sapo or summary
        order = self.facts.list_order if self.facts else "dmy"
        clock = Clock(fetched_at, url_stamp(self.address) if self.is_address else None, order)
        dates = find_dates(
            self.structured, self.marked, self.asked.date, self.address, clock, Landmarks(title, self.ground, bool(self.nodes))
        )
        is_dated = dates.date_from == "page"
        gone_signs(self.structured, self.tree, title, self._text_at_most(node), is_dated=is_dated)
        listing_signs(Signs(self.structured, self.tree, self.address, self.is_address, body, dates.date_from, self.nodes))
        self.is_paid = self._is_teaser()
        authors, signature = self._authors(node)
        section = find_section(self.structured, self.marked, self.asked.section, title)
        lines, authors = signed(self._lines((title, summary, self.sapo, signature, *authors)), authors, sure=self.guess is None)
        return self._reading(title, summary, lines, authors, section, dates)

    def _reading(
        self, title: str, summary: str, lines: list[str], authors: tuple[str, ...], section: str, dates: PageDates
    ) -> PageReading:
        body = "\n".join(lines)
        canonical, aliases = self._addresses()
        kind = kind_of(self.structured, self.tree, canonical, title, section, len(body))
        has_text = body or kind in ("video", "photo")  # of those a sapo may be all the text there is
        missing = {"no_title": not title, "no_body": not has_text, "no_date": dates.published_at is None}
        missing["paywall"] = self.is_paid
        missing["body_guessed"] = self.is_address and self.guess is not None and bool(body)
        return PageReading(
            url=canonical,
            kind=kind,
            lang=self._lang(f"{title} {summary} {body[:1000]}"),
            title=title or None,
            summary=summary or None,
            body=body or None,
            authors=authors,
            section=section or None,
            published_at=dates.published_at,
            modified_at=dates.modified_at,
            published_raw=dates.published_raw,
            date_from=dates.date_from,
            aliases=aliases,
            problems=tuple(name for name, true in missing.items() if true),
            body_guessed=self.guess is not None and bool(body),
        )

    def listing(self) -> PageReading:
        """A list page: its name and address, no more."""
        title = self._title() or clean_title(self.structured.meta.get("og:title", ""), self._own_names())
        canonical, aliases = self._addresses()
        return PageReading(url=canonical, kind="listing", lang=self._lang(title), title=title or None, aliases=aliases)

    def _title(self) -> str:
        """The visible headline; search-engine titles in meta and JSON-LD may differ from it (Người Lao Động)."""
        stated = self.structured.text("headline") or self.structured.text("name")
        announced = stated or clean_title(self.structured.meta.get("og:title"), self._own_names())
        for selector in self.asked.title:
            generic = selector in ("h1", "h1.title", "article h1")
            for element in self.marked.select((selector,)):
                text = seen_text(element)
                if len(text) >= 4 and not (generic and announced and self._heads_the_site(element, text, announced)):
                    self.headline = element
                    return text
        return announced or clean_title(self._element_text("title"), self._own_names())

    def _heads_the_site(self, heading: etree._Element, text: str, announced: str) -> bool:
        """True for a heading that names the paper or the section, not the article that the page announces."""
        if self._names_the_site(text):
            return True
        key = compare_key(text)
        if key == compare_key(announced) or share_words(text, announced):
            return False
        links = list(heading.iter("a"))
        if links and all(self._leads_away(link) for link in links) and compare_key(" ".join(map(text_of, links))) == key:
            return True
        sections = (
            *self.structured.breadcrumb,
            self.structured.text("articleSection"),
            self.structured.meta.get("article:section"),
        )
        if key in {compare_key(name) for name in sections if name}:
            return True
        title = compare_key(announced)
        return len(text) <= SECTION_LONGEST and any(
            compare_key(text_of(other)) == title
            for other in self.tree.iter("h1", "h2", "h3", "div", "p")
            if other is not heading and len(other) < 3
        )

    def _leads_away(self, link: etree._Element) -> bool:
        """True for a link to another page than this one."""
        return all(address != self.address for address in self._absolute(link.get("href")))

    def _summary(self) -> str:
        """The sapo: as shown, else as described; a fragment, a cut or a slogan of the site does not hide a whole one."""
        shown = next((text for e in self.marked.select(self.asked.summary) if (text := plain_summary(sapo_text(e)))), "")
        whole = "" if shown and is_complete_sapo(shown) else self._described()
        if shown and whole and is_fragment(shown, whole):
            shown = ""
        self.sapo = shown
        return without_prefix(shown or whole, self.facts)

    def _described(self) -> str:
        """The description in JSON-LD and meta elements: the first that is not cut off, no slogan of the site."""
        meta = self.structured.meta
        offers = (self.structured.text("description"), *(meta.get(name, "") for name in DESCRIPTIONS))
        title = self.structured.text("headline") or meta.get("og:title")
        texts = [text for text in map(plain_summary, offers) if text and not self._names_the_site(text)]
        described = [text for text in texts if not is_slogan(text, title)]
        whole = (text for text in described if not is_cut(text) and not any(is_fragment(text, other) for other in described))
        return next(whole, max(described, key=len, default=""))

    def _authors(self, node: etree._Element | None) -> tuple[tuple[str, ...], str]:
        """The authors, and the signature line at the end of the body, which is no paragraph of it."""
        authors = find_authors(self.structured, self.marked, self.asked.authors, self._own_names(), self.ground)
        signature = tail_author(node) if node is not None else ""
        authors = authors or clean_names([signature])
        return authors or clean_names(near_names(self.tree, node), own_keys(self.structured, self._own_names())), signature

    def _body_node(self, title: str, summary: str) -> etree._Element | None:
        """The first body node that holds text; a node that matches but is empty does not hide a later one."""
        empty: etree._Element | None = None
        for selector in self.asked.body:
            full = []
            for element in self.marked.select((selector,)):
                if holds(element, 80):
                    full.append(element)
                empty = element if empty is None else empty
            if full:
                self.nodes = blocks_of_one_body(full)
                return self.nodes[0]
        if empty is not None:
            self.nodes = (empty,)
            return empty
        self.guess = guess_body(self.tree, title, summary)
        self.nodes = self.guess.elements
        return self.nodes[0] if self.nodes else None

    @cached_property
    def ground(self) -> frozenset[etree._Element]:
        """The elements that hold headline or body; asked for when both were looked for."""
        return ground_of((self.headline, *self.nodes))

    @property
    def guessed(self) -> bool:
        """True where no selector led to the body."""
        return self.guess is not None

    @cached_property
    def state(self) -> dict[str, Any]:
        """The article in the page's embedded state, empty where there is none."""
        return state_article(self.source, self.structured.text("headline") or self.structured.meta.get("og:title", ""))

    def _text_at_most(self, node: etree._Element | None) -> str:
        """The text of a short body, the beginning of a longer one."""
        if node is None:
            return ""
        pieces, length = [], 0
        for piece in node.itertext():
            pieces.append(piece)
            length += len(piece)
            if length > LONG_TEXT:
                break
        return tidy(" ".join(pieces))

    def _is_teaser(self) -> bool:
        """True for the free beginning of a paid article."""
        return any(is_teaser(node) for node in self.nodes)

    def _lines(self, elsewhere: tuple[str, ...]) -> list[str]:
        """The body's lines: those of the nodes that the selectors name, else those that most readings agree on."""
        stated = fragment_lines(self.structured.article_text)
        lines: list[str] = []
        if self.guess is None:
            for node in self.nodes:
                drop_cards(node)
                lines += without_menus(paragraphs(node, self.asked.drop, skip=elsewhere))
            if not lines and not self.structured.video:
                self.guess = guess_body(self.tree, *elsewhere[:2]) if len(elsewhere) > 1 else Guess()
            elif sum(map(len, stated)) > MUCH_LONGER * sum(map(len, lines)):
                lines = choose_text(lines, stated, 0.0, list)
        if self.guess is not None:
            lines = self._guessed_lines(self.guess, stated, elsewhere)
        if lines:
            lines[0] = without_prefix(lines[0], self.facts)
        return lines

    def _guessed_lines(self, guess: Guess, stated: list[str], elsewhere: tuple[str, ...]) -> list[str]:
        """The lines of a page that no selector fits."""

        def cleaned(lines: list[str]) -> list[str]:
            return without_menus(likely_lines(self.tree, lines, elsewhere, self.facts))

        def ask() -> list[str]:
            cards = self._card_texts(guess)
            peers = trafilatura_lines(self.tree, self.address, precise=False)
            return cleaned([line for line in peers if compare_key(line.removeprefix("- ")) not in cards])

        mine: list[str] = []
        for element in guess.elements:
            node = deepcopy(element)
            drop_cards(node)
            part_spans(node)
            mine += paragraphs(node, self.asked.drop, skip=elsewhere)
        if not stated and (guess.share < SURE or sum(map(len, mine)) < SHORT):
            stated = self._stated_in_state()
        lines = choose_text(cleaned(mine), cleaned(stated), guess.share, ask)
        if sum(map(len, lines)) < ENOUGH and self.state:
            lines = cleaned(str(self.state["articleBody"]).split("\n")) or lines
        return lines or cleaned(last_resort_lines(self.tree, self.address))

    def _card_texts(self, guess: Guess) -> set[str]:
        """The lines of other stories' cards outside of the text, as keys."""
        heading = headline_of(self.tree, self.structured.text("headline") or self.structured.meta.get("og:title", ""))
        ground = ground_of((self.headline, heading, *guess.elements))
        return {compare_key(line) for card in cards_in(self.tree, ground) for line in block_lines(card)}

    def _stated_in_state(self) -> list[str]:
        """The text in the page's embedded state, where it stands under the page's own headline."""
        key = compare_key(str(self.state.get("headline", "")))
        titles = {compare_key(text) for text in (self.structured.text("headline"), self.structured.meta.get("og:title"))}
        return str(self.state["articleBody"]).split("\n") if key and key in titles else []

    def _addresses(self) -> tuple[str, tuple[str, ...]]:
        """The canonical address (its own site's word for it, where believable) and the article's others."""
        canonical = next(filter(self._same_page, self._stated_addresses()), self.address)
        others = [self.address, *filter(self._same_page, self._alternates())]
        return canonical, tuple(dict.fromkeys(other for other in others if other != canonical))

    @cached_property
    def links(self) -> list[etree._Element]:
        """What the page names as its relations."""
        return list(self.tree.iter("link"))

    def _stated_addresses(self) -> Iterator[str]:
        for link in self.links:
            if (link.get("rel") or "").lower() == "canonical":
                yield from self._absolute(link.get("href"))
        yield from self._absolute(self.structured.meta.get("og:url"))

    def _alternates(self) -> Iterator[str]:
        for link in self.links:
            rel = (link.get("rel") or "").lower()
            if rel == "amphtml" or (rel == "alternate" and link.get("media")):
                yield from self._absolute(link.get("href"))

    def _absolute(self, href: str | None) -> Iterator[str]:
        if href:
            try:
                yield self.address if href == self.address else canonical_url(urljoin(self.address, href.strip()))
            except ValueError:
                return

    def _same_page(self, other: str) -> bool:
        """Believable as another address of this page: same site, and not the home page named by a lazy template."""
        mine, theirs = urlsplit(self.address), urlsplit(other)
        if self.facts is not None:
            number = self.facts.article_number(self.address)
            if number and self.facts.article_number(other) not in (number, None):
                return False
            same_site = self.facts.has_host(theirs.hostname or "")
        else:
            same_site = _site(mine.hostname) == _site(theirs.hostname)
        return same_site and (theirs.path != "/" or mine.path == "/")

    def _own_names(self) -> tuple[str, ...]:
        if self.facts is None:
            return (urlsplit(self.address).hostname or "",)
        return (self.facts.name, self.facts.label, self.facts.full_label, self.facts.short, *self.facts.hosts)

    def _names_the_site(self, text: str) -> bool:
        return compare_key(text) in {compare_key(name) for name in (*self._own_names(), *self.structured.publishers)}

    def _element_text(self, name: str) -> str:
        return next((text_of(element) for element in self.tree.iter(name)), "")

    def _lang(self, text: str) -> str:
        """By the letters of the text: English pages stand among Vietnamese ones, and html lang is often wrong."""
        beginning = sum(map(VIETNAMESE.__contains__, text[:BEGINNING].lower()))
        if beginning > max(40, 0.04 * len(text)):
            return "vi"  # whatever follows
        letters = sum(map(str.isalpha, text))
        usual = _usual_lang(self.facts, self.address)
        if letters < 40:
            return usual
        if sum(map(VIETNAMESE.__contains__, text.lower())) / letters > 0.04:
            return "vi"
        stated = tidy(self.tree.get("lang") or "")[:2].lower()
        return next((lang for lang in (usual, stated) if lang not in ("vi", "")), "en")


def _usual_lang(facts: type[OutletFacts] | None, url: str) -> str:
    return facts.lang_of(url) if facts is not None else "vi"


def _site(host: str | None) -> str:
    """The last two labels of a host, three where the second is a general one (com.vn, gov.vn)."""
    labels = (host or "").lower().split(".")
    general = len(labels) > 2 and labels[-2] in ("com", "net", "org", "gov", "edu", "co")
    return ".".join(labels[-3:] if general else labels[-2:])
