"""The text of a body at the limits of its rules: what is a notice, a box, a line of links, a story told in captions."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from crawler.extraction.body import _joined, drop, holds, is_notice, paragraphs, remove, size_of, text_of


def text(length: int) -> str:
    """Letters without a blank, as many as asked."""
    return ("chữ" * 400)[:length]


def node_of(markup: str) -> Any:
    """The body node around the markup, inside a page."""
    return html.fromstring(f"<html><body><div id=node>{markup}</div>ngoài bài</body></html>").xpath("//div[@id='node']")[0]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>một <b>hai</b>ba</p>", "một haiba"),
        ("<p>một<span>hai</span></p>", "mộthai"),
        ("<div>một<p>hai</p>ba</div>", "một hai ba"),
        ("<table><tr><td>một</td><td>hai</td></tr></table>", "một hai"),
        ("<p>một<!-- hai -->ba</p>", "mộtba"),
        ("<p>một<?hai ba?>bốn</p>", "mộtbốn"),
        ("<p>một<script>x()</script>hai<style>p{}</style></p>", "mộthai"),
        ("<script>x()</script>", ""),
        ("<p></p>", ""),
        ("<p>  một\n hai </p>", "một hai"),
        ("<p>&amp;agrave; <i></i></p>", "à"),
        ('<p><b class="location-stamp x">Huế</b>Tin</p>', "Huế - Tin"),
    ],
)
def test_the_text_of_an_element(markup: str, line: str) -> None:
    element = node_of(f"{markup}đuôi")[0]
    assert text_of(element) == line
    assert text_of(html.fromstring("<i>một</i>")) == "một"


def test_the_tail_is_no_text_of_the_element() -> None:
    assert _joined(node_of("<p>một<b>hai</b></p>ba")[0]).split() == ["mộthai"]


@pytest.mark.parametrize(
    ("markup", "least", "holds_it"),
    [("<p>mười</p>", 4, True), ("<p>mười</p>", 5, False), ("<p> mười </p>", 5, False), ("<p>hai</p><p>ba</p>", 5, True),
     ("<p>hai</p><p>ba</p>", 6, False), ("<p></p>", 1, False)],
)  # fmt: skip
def test_how_much_a_node_holds(markup: str, least: int, holds_it: bool) -> None:
    assert holds(node_of(markup), least) is holds_it


def test_the_size_of_a_node_counts_runs_of_blanks_once() -> None:
    assert size_of(node_of("<p>một  hai</p><p>ba</p>")) == 9
    assert size_of(node_of("")) == 0


@pytest.mark.parametrize(
    ("selectors", "rest"),
    [
        (["b"], "một ba<i>bốn</i>"),
        (["i"], "một <b>hai</b>ba"),
        (["b", ".x"], "một ba"),
        ([".none", "u"], "một <b>hai</b>ba<i>bốn</i>"),
        (["#node"], "một <b>hai</b>ba<i>bốn</i>"),  # the node itself stays
    ],
)
def test_dropping_keeps_what_follows(selectors: list[str], rest: str) -> None:
    node = node_of('một <b>hai</b>ba<i class="x">bốn</i>')
    drop(node, selectors)
    inside = html.tostring(node, encoding="unicode", with_tail=False).replace(' class="x"', "")
    assert inside == f'<div id="node">{rest}</div>'


@pytest.mark.parametrize(
    ("markup", "tag", "rest"),
    [
        ("<p>a</p><b>x</b>đuôi", "b", "<p>a</p>đuôi"),
        ("<p>a</p>giữa<b>x</b>đuôi", "b", "<p>a</p>giữađuôi"),
        ("đầu<b>x</b>đuôi", "b", "đầuđuôi"),
        ("<b>x</b>đuôi<p>a</p>", "b", "đuôi<p>a</p>"),
        ("<b>x</b><p>a</p>", "b", "<p>a</p>"),
    ],
)
def test_a_removed_element_leaves_its_tail(markup: str, tag: str, rest: str) -> None:
    node = node_of(markup)
    remove(node.find(tag))
    assert html.tostring(node, encoding="unicode", with_tail=False) == f'<div id="node">{rest}</div>'


def test_a_root_cannot_be_removed() -> None:
    root = html.fromstring("<div>một</div>")
    remove(root)
    assert text_of(root) == "một"


def lines(markup: str, **kwargs: list[str]) -> list[str]:
    return paragraphs(node_of(markup), (), **kwargs)


@pytest.mark.parametrize(
    ("before", "caption", "shown"),
    [
        (79, 159, True),
        (79, 158, False),
        (80, 161, False),
        (80, 600, False),
        (80, 601, True),
        (300, 601, True),
        (300, 600, False),
        (0, 1, True),
    ],
)
def test_when_captions_are_the_story(before: int, caption: int, shown: bool) -> None:
    expected = [line for line in (text(before), text(caption) if shown else "") if line]
    assert lines(f"<p>{text(before)}</p><figure><figcaption>{text(caption)}</figcaption></figure>") == expected


def test_captions_are_told_once() -> None:
    picture = "<figure><figcaption>Nước về ruộng.</figcaption></figure>"
    other = '<p class="PhotoCMS_Caption">Bà con gieo mạ trên đồng.</p><figure><figcaption></figcaption></figure>'
    assert lines(f"{picture}{picture}{other}") == ["Nước về ruộng.", "Bà con gieo mạ trên đồng."]
    assert lines(f"<p>Nước về ruộng.</p>{picture}{picture}{other}") == ["Nước về ruộng.", "Bà con gieo mạ trên đồng."]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<p>{text(51)}</p><div class=related>{text(50)}</div>", [text(51)]),
        (f"<p>{text(50)}</p><div class=related>{text(50)}</div>", [text(50), text(50)]),
        (f"<p>{text(50)}</p><ul id=tags><li>{text(9)}</li></ul>", [text(50)]),
        (f"<p>{text(50)}</p><div class=x id=tags>{text(9)}</div>", [text(50)]),
        (f"<p>{text(50)}</p><div class='x tags'>{text(9)}</div><div>{text(8)}</div>", [text(50), text(8)]),
        (f"<p>{text(50)}</p><div class=stages>{text(9)}</div>", [text(50), text(9)]),
        (f"<p>{text(50)}</p><p class=tags>{text(9)}</p>", [text(50), text(9)]),
        (f"<p>{text(50)}</p><div class=tags>{text(9)}</div>đuôi", [text(50), "đuôi"]),
        (f"<p>{text(50)}</p><div class=tags>{text(9)}</div><div class=share>{text(20)}</div>", [text(50)]),
    ],
)
def test_boxes_by_their_names(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


def test_a_body_may_be_called_like_a_box() -> None:
    node = html.fromstring(f"<section><div class=tags><p>{text(9)}</p></div>{text(90)}</section>")
    assert paragraphs(node[0], ()) == [text(9)]


LINK = "<a href=/x>{}</a>"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (LINK.format(text(15)), []),
        (LINK.format(text(14)), [text(14)]),
        (f"{LINK.format(text(17))}abc", []),
        (f"{LINK.format(text(17))}abcd", [f"{text(17)}abcd"]),
        (f"ab{LINK.format(text(17))}a", []),
        (f"ab{LINK.format(text(17))}ab", [f"ab{text(17)}ab"]),
        (f"<a>{text(15)}</a>", [text(15)]),
        (f"<b>{text(15)}</b>", [text(15)]),
        (f"<a href=/x><b>{text(10)}</b>{text(9)}</a>", []),
        (f"<b href=/x>{text(15)}</b>", [text(15)]),
        (f"<a>một</a> {LINK.format(text(20))}", [f"một {text(20)}"]),
        (f"{text(20)}<br>{LINK.format(text(20))}<br>{text(21)}", [text(20), text(21)]),
        (f"{LINK.format(text(20))}<br>{LINK.format(text(17))}abcd", [f"{text(17)}abcd"]),
        (f"một<br>{LINK.format(text(14))}<p>hai</p>", ["một", text(14), "hai"]),
        ("một<!-- x -->hai<?x y?>ba", ["mộthaiba"]),
        (f"<a>một</a><p>{text(20)}</p>", ["một", text(20)]),
        (f"<b href=/x>một</b><p>{text(20)}</p>", ["một", text(20)]),
        ("<table><tr><td>một</td><th>hai</th></tr></table>", ["một hai"]),
        ("<p> </p>", []),
    ],
)
def test_lines_that_are_nothing_but_links(markup: str, expected: list[str]) -> None:
    assert lines(markup) == expected


def test_a_body_of_one_line() -> None:
    assert paragraphs(html.fromstring(f"<div><span>{LINK.format(text(17))}abcd</span></div>")[0], ()) == [f"{text(17)}abcd"]
    assert paragraphs(html.fromstring(f"<div><span>{LINK.format(text(17))}abc</span></div>")[0], ()) == []


def test_texts_told_elsewhere_and_marks_at_the_end() -> None:
    skip = ["", "Sapo của BÀI.", "Hà"]
    assert (
        lines("<p>sapo của bài.</p><p>Hà</p><p>Một.</p><p>Một.</p><p>---</p><p>(TTXVN)</p><p>./.</p>", skip=skip) == ["Một."] * 2
    )
    assert lines("<p>---</p><p>Một.</p>") == ["---", "Một."]
    assert lines("<p>---</p><p>(TTXVN)</p>") == []


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        (f"Xem thêm: {text(189)}", True),  # 199 characters
        (f"Xem thêm: {text(190)}", False),
        ("Quảng cáo", True),
        ("Quảng cáo ngoài trời bị dỡ", False),
        ("08:15 1/6/2020", True),
        ("1/6/2020 8h15", True),
        ("Thứ hai, 1/6/2020, 08:15 (GMT+7)", True),
        ("01/06/2020 08:15 AM", True),
        ("Chủ nhật, 1/6/2020", True),
        ("Ngày 1/6/2020", False),  # may head a part of a chronicle
        ("Xe chạy lúc 8:15 ngày 1/6/2020", False),
        ("08:15 1/6/2020 ", False),
        (f"08:15{',' * 44}01/06/2020", True),  # 59 characters
        (f"08:15{',' * 45}01/06/2020", False),
    ],
)
def test_notices(line: str, notice: bool) -> None:
    assert is_notice(line) is notice
