"""Payloads: hostile pieces of text and their compositions, for everything that prints what a page said.

Out: strings that try to become a tag, an attribute, a scheme, a formula, a field, a header; the same for the same seed.
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from urllib.parse import quote

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "</td></tr></table><h1>x</h1>",
    "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "<?xml version='1.0'?>",
    "<style>*{display:none}</style>", "</style><script>x()</script>", "</title><script>x()</script>", "<base href=//x.example>",
    "<meta http-equiv=refresh content='0;url=//x.example'>", "<form action=//x.example><input>", "<iframe srcdoc='<script>'>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=data:text/html,x>", "<object data=x>", "<math><mi xlink:href=data:x>",
    "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "` onclick=`x`", "\"><b>", "'><i>",
    "\" style=\"position:fixed",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x",
    "file:///etc/passwd", "mailto:a@b.example?bcc=c@d.example", "tel:113", "//x.example/", "\\\\x.example\\share",
    "ms-word:ofe|u|x",
    "=1+1", "=HYPERLINK(\"http://x.example\",\"y\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "=IMPORTXML(\"http://x\",\"//a\")",
    "{=1+1}", "_x0041_", "_xFFFF_", "{{ 7*7 }}", "{% include 'inline.css' %}", "{# x #}", "${7*7}", "%s%n", "{0}", "#{x}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "</w:t></w:r><w:r><w:instrText> DDEAUTO c:\\\\x</w:instrText></w:r>", "<f>1+1</f>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;b&#62;", "&amp;lt;i&amp;gt;", "&#x0;", "&nonsense;", "&", "<", ">", "\"", "'",
    "\x00", "\x08\x0b\x1f", "\x1b[31m", "\u202e\u2066x\u2069", "\u200b\u200d\ufeff", "\u2028\u2029", "\ud800", "\ufffe\uffff",
    "\U000e0001", "a\u0300" * 40, "\u0007", "\x7f\x85", "\r\nBcc: x@x.example\r\n\r\n<b>", "A" * 5000, "Ấ" * 900, "😀" * 300, "",
    "   ", "<a" * 200, "&" * 300, "\u3164", "﷽" * 20,
)  # fmt: skip
WRAPS: tuple[Callable[[str], str], ...] = (
    str, str.upper, html.escape, lambda text: html.escape(html.escape(text)), lambda text: f"Mương nước {text} đổi màu",
    lambda text: f'"{text}"', lambda text: f"<{text}>", lambda text: text[::-1], lambda text: "\x00".join(text[:200]),
    lambda text: f"{text}\n{text}", lambda text: f"</p>{text}<p>", lambda text: text.replace("<", "＜").replace(">", "＞"),
)  # fmt: skip
ADDRESSES: tuple[Callable[[str], str], ...] = (
    str, lambda text: f"https://a.example/{text}", lambda text: f"https://a.example/?q={text}#{text}",
    lambda text: f"http://{text}/x", lambda text: f"https://u:{text}@a.example/", lambda text: f" {text}",
    lambda text: f"https://a.example/{quote(text, errors='replace')}", lambda text: f"https:{text}", lambda text: f"HTTPS://A.example/{text}",
)  # fmt: skip


def compositions(seed: int) -> Iterator[str]:
    """Endless texts: one piece or two, wrapped."""
    chance = random.Random(seed)  # noqa: S311 - test data
    while True:
        wrap, other = chance.choice(WRAPS), chance.choice(WRAPS)
        piece, second = chance.choice(PIECES), chance.choice(PIECES)
        yield wrap(piece) if chance.random() < 0.4 else wrap(piece) + other(second)


def addresses(seed: int) -> Iterator[str]:
    """Endless would-be URLs."""
    chance = random.Random(seed)  # noqa: S311 - test data
    texts = compositions(seed + 1)
    while True:
        yield chance.choice(ADDRESSES)(next(texts))
