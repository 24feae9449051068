"""Articles whose places are marked by hand, so that a test says itself what is ours and what is not.

In: texts with marks. "[province Bến Xanh]" is a mention of ours of that kind, "[commune=ben/xa-lac Lạc]" one with its place id,
"{ha-noi Hà Nội}" another province. Out: `MarkedText`: the article without the marks, the mentions, the other provinces by field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.model import Article, Mention
from nlp.document import Document

MARK = re.compile(r"\[(?P<kind>[a-z]+)(?:=(?P<place>\S+))? (?P<ours>[^\]]+)\]|\{(?P<slug>[a-z-]+) (?P<theirs>[^}]+)\}")
Others = dict[str, list[tuple[str, int, int]]]


@dataclass(frozen=True)
class MarkedText:
    """An article that bears its mentions, and the other provinces that it names."""

    article: Article
    others: Others

    @property
    def document(self) -> Document:
        """The article prepared without a province: its mentions are those marked."""
        return Document(self.article)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The marked mentions, in reading order."""
        return self.article.mentions


def marked(title: str = "", body: str = "", *, summary: str = "") -> MarkedText:
    """Read the marks of the three texts."""
    texts: dict[str, str] = {}
    mentions: list[Mention] = []
    others: Others = {}
    for field, source in (("title", title), ("summary", summary), ("body", body)):
        plain, last = "", 0
        others[field] = []
        for match in MARK.finditer(source):
            plain += source[last : match.start()]
            name = match["ours"] or match["theirs"]
            span = (len(plain), len(plain) + len(name))
            if match["ours"]:
                place = match["place"] or name
                mentions.append(Mention(place=place, kind=match["kind"], field=field, start=span[0], end=span[1], surface=name))
            else:
                others[field].append((match["slug"], *span))
            plain += name
            last = match.end()
        texts[field] = plain + source[last:]
    article = Article(id="m", url="u", outlet="o", lang="vi", mentions=tuple(mentions), **texts)  # type: ignore[arg-type]
    return MarkedText(article, others)
