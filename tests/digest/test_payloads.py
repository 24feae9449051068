"""Nothing that a page said comes alive in what we print: no tag, attribute, scheme, formula, field or header.

Oracles: an HTML5 parser, XML parsers, the mail parser. What a clean edition is made of is the measure: hostile text may add
characters, never structure.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes, policy
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
from lxml import etree

from data.archive.records import EditionFigures, ReportRow
from data.model import Article, Outlet
from data.text import tidy
from digest.bench import count_items
from digest.delivery.message import MailError, build_message
from digest.documents.edition import Imprint, as_docx, as_xlsx
from digest.edition.story import sanitise_url
from digest.issue.assemble import make_items, make_row
from digest.issue.parts import MailContent
from digest.model import Edition
from digest.render.edition_json import as_json
from digest.render.html import as_html
from digest.render.text import as_short_text, as_text
from digest.report.periods import read_period
from digest.report.render import render_report
from digest.report.totals import Ledgers, total_report
from tests.digest.documents.test_edition_document import parts
from tests.support import edition_day as model
from tests.support import hostile_text
from tests.support import office_desk as desk

PER_EDITION = 31 * 3 + 24 * 4 + 31  # title, summary, URL of each article; four names of each outlet; authors
WANTED = 20_000
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
HEADERS = 200


@dataclass(frozen=True)
class Shape:
    """What a page or document is made of."""

    tags: frozenset[str]
    attributes: frozenset[tuple[str, str]]  # (tag, attribute)
    styles: frozenset[str]
    comments: tuple[str, ...]


def shape(page: str) -> tuple[Shape, list[str]]:
    """The structure of an HTML page as an HTML5 parser sees it, and its links."""
    tree = html5lib.parse(page, treebuilder="lxml", namespaceHTMLElements=False)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    styles = {element.get("style", "") for element in elements} | {
        element.text or "" for element in elements if element.tag == "style"
    }
    found = Shape(
        tags=frozenset(element.tag for element in elements),
        attributes=frozenset((element.tag, name) for element in elements for name in element.attrib),
        styles=frozenset(styles),
        comments=tuple(sorted({node.text or "" for node in tree.iter(etree.Comment)})),
    )
    return found, [element.get("href", "") for element in elements if "href" in element.attrib]


def structure(packed: bytes) -> tuple[frozenset[str], frozenset[str], list[str]]:
    """Part names, element names, outward targets of an office document."""
    files = parts(packed)
    trees = [etree.fromstring(content) for name, content in files.items() if name.endswith((".xml", ".rels"))]
    elements = {str(element.tag) for tree in trees for element in tree.iter() if isinstance(element.tag, str)}
    outward = [str(element.get("Target")) for tree in trees for element in tree.iter() if element.get("TargetMode") == "External"]
    return frozenset(files), frozenset(elements), outward


def is_plain_web(url: str) -> bool:
    """An address with which a reader ends on a web page and nowhere else."""
    found = urlsplit(url)
    return found.scheme in ("http", "https") and bool(found.netloc) and not UNSEEN.search(url) and not re.search(r"[\s<>\"]", url)


def hostile(number: int) -> Edition:
    """The model edition with payloads in every field that comes from outside."""
    texts, urls = hostile_text.compositions(number), hostile_text.addresses(number)
    found: list[Article] = [
        replace(article, title=next(texts), summary=next(texts), sentences=(), url=next(urls), authors=(next(texts),))
        for article in model.articles()
    ]
    outlets: dict[str, Outlet] = {
        name: replace(outlet, label=next(texts), full_label=next(texts), short=next(texts), country=next(texts))
        for name, outlet in model.outlets().items()
    }
    return model.edition(found, outlets=outlets, number=number)


@cache
def clean() -> tuple[Shape, Any, Any]:
    """The structure of clean editions: the model, one with links and extracts cut off, one of a demo."""
    editions = [model.edition(), model.edition(head=model.head(demo=True)), *map(harmless, range(4))]
    shapes = [shape(as_html(edition))[0] for edition in editions]
    merged = Shape(
        tags=frozenset().union(*(one.tags for one in shapes)),
        attributes=frozenset().union(*(one.attributes for one in shapes)),
        styles=frozenset().union(*(one.styles for one in shapes)),
        comments=tuple(sorted({comment for one in shapes for comment in one.comments})),
    )
    documents = [(structure(as_docx(edition, Imprint())), structure(as_xlsx(edition))) for edition in editions]
    return (
        merged,
        (documents[0][0][0], frozenset().union(*(docx[1] for docx, _ in documents))),
        (documents[0][1][0], frozenset().union(*(xlsx[1] for _, xlsx in documents))),
    )


def harmless(number: int) -> Edition:
    """A clean edition in which fields are missing or long, as hostile ones make them."""
    changes: list[dict[str, Any]] = [{"url": ""}, {"summary": "", "sentences": ()}, {"title": "Dài " * 200}, {"title": ""}]
    return model.edition([replace(article, **changes[number]) for article in model.articles()])


def faults(number: int) -> list[str]:
    """What came alive in one hostile edition."""
    edition = hostile(number)
    page_shape, docx_shape, xlsx_shape = clean()
    page = as_html(edition)
    found, links = shape(page)
    broken = [f"tag {tag}" for tag in found.tags - page_shape.tags]
    broken += [f"attribute {name}" for name in found.attributes - page_shape.attributes]
    broken += [f"style {style[:80]}" for style in found.styles - page_shape.styles]
    broken += [f"comment {comment[:80]}" for comment in set(found.comments) - set(page_shape.comments)]
    broken += [f"link {link}" for link in links if not is_plain_web(link)]
    broken += ["mark in HTML"] * bool(UNSEEN.search(page))
    for name, text in (("text", as_text(edition)), ("short", as_short_text(edition))):
        broken += [f"control in {name}: {UNSEEN.search(text)}"] * bool(UNSEEN.search(text))
        rest = re.sub(r"https?://\S*", " ", text.casefold())  # what stands within a web address opens nothing else
        broken += [f"scheme {scheme} in {name}" for scheme in re.findall(r"([a-z][a-z0-9+.-]*)://", rest)]
    for name, packed, (files, elements) in (
        ("docx", as_docx(edition, Imprint()), docx_shape),
        ("xlsx", as_xlsx(edition), xlsx_shape),
    ):
        names, tags, outward = structure(packed)
        broken += [f"part {part} of {name}" for part in names - files]
        broken += [f"element {tag} of {name}" for tag in tags - elements]
        broken += [f"target {target} of {name}" for target in outward if not is_plain_web(target)]
        instructions = re.findall(rb'w:instr="([^"]*)"', b"".join(parts(packed).values()))
        broken += [f"field {field!r}" for field in instructions if field != b" PAGE "]
    tree = json.loads(as_json(edition))
    broken += [
        f"url {row['url']}"
        for story in tree["stories"]
        for row in story["articles"]
        if row["url"] and not is_plain_web(row["url"])
    ]
    broken += ["rows of JSON"] * (len(tree["annex"]["rows"]) != len(edition.articles))
    return broken


@pytest.mark.parametrize("number", [1, 2])
def test_no_payload_comes_alive(number: int) -> None:
    assert faults(number) == []


def test_the_oracle_sees_what_is_alive() -> None:
    page = as_html(model.edition())
    alive = page.replace("<p ", '<p onclick="x()" ', 1).replace("</body>", "<script>x()</script></body>")
    found, _ = shape(alive)
    assert found.tags - clean()[0].tags == {"script"}
    assert found.attributes - clean()[0].attributes == {("p", "onclick")}
    assert not is_plain_web("javascript:alert(1)") and not is_plain_web("https://a.example/\u202ex")


def hostile_report(number: int | None) -> ReportRow:
    """A report over editions whose items carry payloads; `None`: clean text."""
    texts, urls = hostile_text.compositions(number or 0), hostile_text.addresses(number or 0)
    told, outlets = make_items(model.edition()), model.outlets()
    if number is not None:
        told = [replace(item, title=tidy(next(texts)), url=sanitise_url(next(urls)), extract=tidy(next(texts))) for item in told]
        outlets = {name: replace(one, label=next(texts), full_label=next(texts)) for name, one in outlets.items()}
    figures = [
        EditionFigures(
            day=model.DAY - timedelta(days=back), number=154 - back, sent=True, imported=False, counts=count_items(told)
        )
        for back in (0, 1)
    ]
    items = [(figure.day, item) for figure in figures for item in told]
    span = read_period("2020-06")
    given = Ledgers(editions=figures, items=items, before=[], last_year=[], outlets=outlets)
    return render_report(
        total_report(given, span=span, before=span, last_year=span, head=model.head(), at=model.BUILT), Imprint()
    )


@pytest.mark.parametrize("number", [1, 2, 3])
def test_no_payload_comes_alive_in_a_report(number: int) -> None:
    usual, found = hostile_report(None), hostile_report(number)
    before, after = shape(usual.html)[0], shape(found.html)[0]
    assert (after.tags - before.tags, after.attributes - before.attributes, after.comments) == (set(), set(), ())
    for clean_form, form in ((usual.docx, found.docx), (usual.xlsx, found.xlsx)):
        (files, elements, _), (names, tags, outward) = structure(clean_form), structure(form)
        assert (names - files, tags - elements, outward) == (set(), set(), [])
    assert not UNSEEN.search(found.html)


@pytest.mark.long
def test_twenty_thousand_payloads() -> None:
    editions = -(-WANTED // PER_EDITION)
    broken = {number: found for number in range(1, editions + 1) if (found := faults(number))}
    print(f"{editions * PER_EDITION} compositions in {editions} editions, alive: {sum(map(len, broken.values()))}")  # noqa: T201
    assert broken == {}


def test_no_header_is_forged(tmp_path: Path) -> None:
    """200 strings through subject, sender, addresses and file names: each is refused, or stays within its header."""
    row = make_row(model.edition(head=model.head(attachments=("docx",))))
    usual = set(_sent(desk.office(tmp_path), row, desk.RECIPIENTS[0]).keys())
    refused = 0
    for number, text in enumerate(islice(hostile_text.compositions(7), HEADERS)):
        said = f"{text}\r\nBcc: x@x.example" if number % 4 == 0 else text
        tree = json.loads(row.json) | {"subject": said}
        office = desk.office(tmp_path, office_sender_name=said)
        for desk_, edition, to in (
            (desk.office(tmp_path), replace(row, json=json.dumps(tree)), desk.RECIPIENTS[0]),
            (office, row, desk.RECIPIENTS[0]),
            (desk.office(tmp_path, mail_reply_to=said), row, desk.RECIPIENTS[0]),
            (desk.office(tmp_path), row, said),
        ):
            try:
                mail = _sent(desk_, edition, to)
            except MailError:
                refused += 1
                continue
            assert set(mail.keys()) == usual, text
            assert len(mail.keys()) == len(usual), text
            assert "x@x.example" not in str(mail["To"])
    assert 0 < refused < 4 * HEADERS


def _sent(office: Any, row: Any, recipient: str) -> Any:
    """The mail as the receiver's parser reads it."""
    mail = build_message(office, MailContent(edition=row, files=()), recipient, identity="<a@b.example>", sent_at=desk.NOW)
    return message_from_bytes(mail.as_bytes(), policy=policy.default)
