"""What a page says about itself: JSON-LD and meta elements.

In: the parsed page. Out: `Structured`: the article node, the breadcrumb, whether there is a video beside it, and the meta
values. Broken JSON is repaired leniently; every string is unescaped (twice where the site escaped twice) and tidied.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from crawler.extraction.encoding import unescape
from crawler.extraction.unmarked.cards import CARD_LONGEST, STORY
from data.text import compare_key, tidy

ARTICLE_TYPES = frozenset((
    "NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle",
    "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "AdvertiserContentArticle", "Report",
))  # fmt: skip
HOME_NAMES = frozenset(map(compare_key, ("Trang chủ", "Home", "Trang nhất", "Homepage", "Trang chính")))
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
STRING_ENDS = re.compile(r'\s*(?:[:}\]]|$|,\s*(?:["{\[\d}\]-]|true|false|null))')
NEXT_KEY = re.compile(r'\s*\n\s*"[\w@-]+"\s*:')
META_NAMES = ("property", "name", "itemprop", "http-equiv")
WORD = re.compile(r"\w+")
ALIKE = 0.4  # of a headline's words: fewer in common are two articles
FOREIGN_SCOPE = re.compile(
    r"/(?:\w*(?:Video|Image|Audio|Media)\w*|Comment|UserComments|Person|\w*Organization|WPSideBar|WPFooter|WPHeader"
    r"|SiteNavigationElement|\w*Event|Product|Offer|Review|ListItem|BreadcrumbList|PostalAddress)$",
    re.I,
)  # what a microdata scope describes beside the article: its picture, its film, its house
ARTICLE_SCOPE = re.compile(r"/(?:\w*Article|BlogPosting|CreativeWork)$")
DEPTH = 12  # nodes nested deeper than any site nests them


class MetaValues(dict[str, str]):
    """Meta values as the page has them, unescaped and tidied when one is asked for: few are."""

    def __getitem__(self, name: str) -> str:
        return tidy(unescape(super().__getitem__(name)))

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]
        """The value of one meta element, `default` where the page has none."""
        return self[name] if name in self else default  # noqa: SIM401 - that would call itself


@dataclass(frozen=True, kw_only=True)
class Structured:
    """The self-description of one page."""

    article: dict[str, Any] = field(default_factory=dict)  # the JSON-LD node of the article; empty when there is none
    breadcrumb: tuple[str, ...] = ()  # names without the home page
    video: bool = False  # a VideoObject stands beside or instead of the article
    meta: MetaValues = field(default_factory=MetaValues)  # lower-case name, property or itemprop -> first value that is not empty
    publishers: tuple[str, ...] = ()  # names that the page gives its publisher: never authors

    def text(self, key: str) -> str:
        """One string of the article node, unescaped and tidy; empty when missing or no string."""
        value = self.article.get(key)
        while isinstance(value, list) and value:
            value = value[0]
        return tidy(unescape(value)) if isinstance(value, str) else ""

    @property
    def is_paid(self) -> bool:
        """True where the page says that its text is not free to read."""
        return str(self.article.get("isAccessibleForFree")).lower() in ("false", "no", "0")

    @property
    def article_text(self) -> str:
        """The article's text as the page states it, line breaks and markup kept; empty when missing."""
        value = self.article.get("articleBody")
        return unescape(value) if isinstance(value, str) else ""

    @property
    def types(self) -> frozenset[str]:
        """The schema.org types of the article node."""
        return _types(self.article)


def read_structured(tree: etree._Element, address: str = "") -> Structured:
    """Everything `tree`, the page at `address`, says about itself."""
    nodes = [node for script in tree.iter("script") for node in _nodes_of(script)]
    meta = _meta(tree, address)
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    videos = [node for node in nodes if "VideoObject" in _types(node)]
    article = _own_node(articles, tree, meta, address) or next(
        (node for node in videos if _is_of_page(node, tree, meta, has_article=bool(articles))), {}
    )
    return Structured(
        article=_completed(article, nodes, tree, meta, address),
        breadcrumb=_breadcrumb(nodes),
        video=any(_is_of_page(node, tree, meta, has_article=False) for node in videos),
        meta=meta,
        publishers=tuple(dict.fromkeys(name for node in nodes for name in _publisher_names(node))),
    )


def _own_node(articles: list[dict[str, Any]], tree: etree._Element, meta: MetaValues, page: str) -> dict[str, Any]:
    """The richest node of the page's own article: other stories and old ones may be described beside it."""
    if len(articles) < 2:
        return articles[0] if articles and not _is_foreign(articles[0], tree, meta, page) else {}
    titles = _page_titles(tree, meta)
    return max(articles, key=lambda node: (_agreement(node, titles), _richness(node)))


def _completed(
    article: dict[str, Any], nodes: list[dict[str, Any]], tree: etree._Element, meta: MetaValues, page: str
) -> dict[str, Any]:
    """The article with the authors it names by "@id" only, and with the dates of the node of its page where it has none."""
    if authors := _resolved(article.get("author"), nodes):
        article = {**article, "author": authors}
    if not article.get("datePublished") and (dated := [node for node in nodes if _is_dated_page(node)]):
        paths = _page_paths(tree, meta, page)
        web_page = next((node for node in dated if _node_address(node, "@id") in paths), {})
        article = {**{key: web_page[key] for key in ("datePublished", "dateModified") if web_page.get(key)}, **article}
    return article


def _resolved(author: Any, nodes: list[dict[str, Any]]) -> list[Any]:
    """An author or a list of them with each reference replaced by what the page says of it; empty where there is none."""
    authors = author if isinstance(author, list) else [author]
    references = [item for item in authors if isinstance(item, dict) and item.get("@id") and not item.get("name")]
    if not references:
        return []
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    return [by_id.get(str(item["@id"]), item) if item in references else item for item in authors]


def _is_dated_page(node: dict[str, Any]) -> bool:
    return bool(_types(node) & {"WebPage", "ItemPage"} and node.get("datePublished"))


def _page_paths(tree: etree._Element, meta: MetaValues, page: str) -> set[str]:
    """The paths of the addresses by which a page calls itself."""
    paths = {_path(link.get("href") or "") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"}
    return {*paths, _path(meta.get("og:url")), _path(page)} - {""}


def _is_foreign(node: dict[str, Any], tree: etree._Element, meta: MetaValues, page: str) -> bool:
    """True for the only node where it bears another address and shares no word of its headline with the page."""
    address = _node_address(node)
    if not address or not node.get("headline"):
        return False
    page_paths = _page_paths(tree, meta, page)
    titles = _page_titles(tree, meta) if page_paths and address not in page_paths else []
    return bool(titles) and _agreement(node, titles) == 0


def _is_of_page(video: dict[str, Any], tree: etree._Element, meta: MetaValues, *, has_article: bool) -> bool:
    """Whether the page is this video's: it says so, bears its name, or has neither title nor text of its own."""
    titles = _page_titles(tree, meta)
    if not titles or not video.get("name") or meta.get("og:type").startswith("video"):
        return True
    return not has_article and _agreement(video, titles) > 0


def _page_titles(tree: etree._Element, meta: MetaValues) -> list[set[str]]:
    """The words of each headline that the page shows or announces."""
    texts = [meta.get("og:title"), *("".join(element.itertext()) for element in tree.iter("h1", "title"))]
    return [words for text in texts if len(words := _words(text)) > 1]


def _agreement(node: dict[str, Any], titles: list[set[str]]) -> float:
    """How many of its headline's words stand in a headline of the page: 1 for all, 0 for less than `ALIKE`."""
    words = _words(str(node.get("headline") or node.get("name") or ""))
    best = max((len(words & title) / len(words) for title in titles if words), default=0.0)
    return round(best, 1) if best >= ALIKE else 0.0


def _words(text: str) -> set[str]:
    return set(WORD.findall(compare_key(unescape(text))))


def _node_address(node: dict[str, Any], *names: str) -> str:
    page = node.get("mainEntityOfPage")
    for value in (node.get("url"), page.get("@id") if isinstance(page, dict) else page, *map(node.get, names)):
        if isinstance(value, str) and (path := _path(value)):
            return path
    return ""


def _path(address: str) -> str:
    """The path of an address, empty for the home page or what is none."""
    try:
        return urlsplit(address.strip()).path.rstrip("/")
    except ValueError:
        return ""


def parse_json(text: str) -> Any:
    """JSON, repaired where sites break it: comments, line breaks in strings, stray or missing commas. Empty list if hopeless."""
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text).strip().rstrip(";")
    for repair in (str, _repaired):
        try:
            return json.loads(repair(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return _in_a_row(text)


def _in_a_row(text: str) -> list[Any]:
    """Several JSON values one behind the other, or one with rubbish behind it."""
    values: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    while text:
        try:
            value, end = decoder.raw_decode(text)
        except (ValueError, RecursionError):
            break
        values.append(value)
        text = text[end:].lstrip(" \r\n\t,;")
    return values


def _repaired(text: str) -> str:
    """Stray quotation marks inside strings escaped, missing commas between lines set, lone backslashes doubled."""
    text = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text)
    out: list[str] = []
    inside = False
    for index, char in enumerate(text):
        if char != '"' or (index and text[index - 1] == "\\"):
            out.append(char)
            continue
        rest = text[index + 1 : index + 200]
        comma = inside and not STRING_ENDS.match(rest) and NEXT_KEY.match(rest)
        stray = inside and not comma and not STRING_ENDS.match(rest)
        out.append('\\"' if stray else '",' if comma else char)
        inside = stray or not inside
    return TRAILING_COMMA.sub(r"\1", "".join(out))


def _nodes_of(script: etree._Element) -> Iterator[dict[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    yield from _walk(parse_json("".join(script.itertext())), 0)


def _walk(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Every typed node of lists and graphs; not the people and pictures inside an article."""
    if depth > DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "video"):
            yield from _walk(value.get(key), depth + 1)


def _types(node: dict[str, Any]) -> frozenset[str]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(str(name).rsplit("/", 1)[-1] for name in names if name)


def _richness(node: dict[str, Any]) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "description", "mainEntityOfPage"))


def _breadcrumb(nodes: list[dict[str, Any]]) -> tuple[str, ...]:
    """The longest breadcrumb's names in order, without the home page. Dân trí wraps each item in a list of its own."""
    best: list[str] = []
    for node in nodes:
        if "BreadcrumbList" in _types(node):
            names = [name for name in _crumb_names(node.get("itemListElement"), 0) if compare_key(name) not in HOME_NAMES]
            best = max(best, names, key=len)
    return tuple(best)


def _crumb_names(value: Any, depth: int) -> Iterator[str]:
    if depth > DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _crumb_names(item, depth + 1)
    elif isinstance(value, dict):
        inner = value.get("item")
        name = value.get("name") or (inner.get("name") if isinstance(inner, dict) else None)
        if isinstance(name, str) and tidy(name) and not _is_home(value, inner):
            yield tidy(unescape(name))


def _is_home(crumb: dict[str, Any], inner: Any) -> bool:
    """The first crumb leads to the home page, whatever it is called there (Znews: "Tin tức")."""
    address = (inner.get("@id") or inner.get("url")) if isinstance(inner, dict) else inner
    if str(crumb.get("position")) != "1" or not isinstance(address, str) or not address.startswith("http"):
        return False
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _publisher_names(node: dict[str, Any]) -> Iterator[str]:
    kinds = _types(node)
    if kinds & {"Organization", "NewsMediaOrganization", "WebSite"}:
        yield from _names(node)
    publisher = node.get("publisher")
    if isinstance(publisher, dict):
        yield from _names(publisher)


def _names(node: dict[str, Any]) -> Iterator[str]:
    for key in ("name", "legalName"):
        if isinstance(node.get(key), str) and tidy(node[key]):
            yield tidy(unescape(node[key]))


def _meta(tree: etree._Element, address: str = "") -> MetaValues:
    values = MetaValues()
    is_video = False  # then the film that the page describes is its own
    for element in tree.iter("meta"):
        value = element.get("content")
        if not value or value.isspace():
            continue
        for attribute in META_NAMES:
            if not (name := element.get(attribute)):
                continue
            if attribute != "itemprop" or is_video or not _describes_another(element, address):
                values.setdefault(name.strip().lower(), value)
                is_video = is_video or (name == "og:type" and value.startswith("video"))
    return values


def _describes_another(prop: etree._Element, address: str) -> bool:
    """True for a property of a picture, a film, a person, or of the card of another story, that stands on the page."""
    scope = prop if prop.get("itemscope") is not None else next(prop.iterancestors(), None)
    while scope is not None and scope.get("itemscope") is None:
        scope = scope.getparent()
    kind = (scope.get("itemtype") or "").strip() if scope is not None else ""
    if scope is None or scope is prop or not kind:
        return False
    if next(scope.iter("h1"), None) is not None:
        return False
    if FOREIGN_SCOPE.search(kind):
        return True
    if not ARTICLE_SCOPE.search(kind):
        return False
    links = [_path(href) for link in scope.iter("a") if STORY.search(href := link.get("href") or "")]
    is_short = len(" ".join("".join(scope.itertext()).split())) <= CARD_LONGEST
    return is_short and any(path and path != _path(address) for path in links)
