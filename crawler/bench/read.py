"""How fast and how exactly pages are read, beside trafilatura on the same pages.

In: a folder of saved pages: `expected.jsonl` with file, url and body_selector, or one folder an outlet with `expected.json` as in
`tests/pages`. Out: pages a second of both, and the F1 of both bodies. The reference of a body is what the page's own body node
holds without the boxes that its site puts in (list of `BOXES`), or the body stated in `expected.json`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.benchmark import Race, race
from data.errors import OperatorError
from data.paths import ROOT, TEST_PAGES
from data.text import nfc

CORPORA = (ROOT.parent / "shared" / "pages", TEST_PAGES)
ROUNDS = 11
LABELS = {"pages": "Số trang", "body_f1_ours": "F1 toàn văn", "body_f1_peer": "F1 toàn văn của trafilatura"}
WORD = re.compile(r"\w+")
# What sites put inside a body beside the article. Kept apart from the reader's own lists, so that it is no mirror of them.
BOXES = (
    "script", "style", "noscript", "figure", "figcaption", ".VCSortableInPreviewMode[type=RelatedNewsBox]", ".kbwscwlrl",
    ".VCSortableInPreviewMode[type=Photo]", ".VCSortableInPreviewMode[type=RelatedOneNews]", ".link-source-detail",
    "#listNewsInContent", "[data-role=newsrelation]", ".box-tinlienquanv2", ".tplCaption", 'table[border="0"]', "ul.list-news",
    "#article-end", ".article-relate", ".article__social", ".article-business", ".news-general", ".PhotoCMS_Caption",
    ".vnn-template-noneditable", ".insert-wiki-content",
)  # fmt: skip


@dataclass(frozen=True)
class SavedPage:
    """One page to read: its bytes, its address, the text its body should have (None where nobody said)."""

    source: bytes
    url: str
    body: str | None


class NoPages(OperatorError):
    """There is nothing to measure; the message is for the operator."""


def corpus_folder(corpus: Path | None) -> Path:
    """The folder of saved pages: the one that was named, else the first that exists."""
    return corpus or next((path for path in CORPORA if path.is_dir()), CORPORA[-1])


def bench_read(corpus: Path | None, *, rounds: int = ROUNDS) -> Race:
    """The race of `diembao bench read`. Raises NoPages."""
    folder = corpus_folder(corpus)
    pages = list(saved_pages(folder))
    if not pages:
        raise NoPages(f"Không có trang nào trong {folder} (cần expected.jsonl, hoặc <nguồn>/expected.json).")
    return read_race(pages, rounds)


def saved_pages(folder: Path) -> Iterator[SavedPage]:
    """The article pages of a folder."""
    listed = folder / "expected.jsonl"
    if listed.exists():
        for line in listed.read_text("utf-8").splitlines():
            row = json.loads(line)
            source = (folder / row["file"]).read_bytes()
            yield SavedPage(source, row["url"], reference(source, row["body_selector"]) if "body_selector" in row else None)
    for path in sorted(folder.glob("*/expected.json")):
        for name, case in json.loads(path.read_text("utf-8")).items():
            if case["status"] == 0 and case["fields"]["body"]:
                yield SavedPage((path.parent / f"{name}.html").read_bytes(), case["url"], case["fields"]["body"])


def read_race(pages: list[SavedPage], rounds: int) -> Race:
    """Both readers over all pages in turns, and how exact each is."""
    from trafilatura import bare_extraction

    from crawler.extraction import read_page
    from crawler.register import by_url

    def ours() -> list[str]:
        return [read_page(page.source, page.url, facts=by_url(page.url)).body or "" for page in pages]

    def peer() -> list[str]:
        documents = (bare_extraction(page.source, url=page.url, with_metadata=True) for page in pages)
        return [getattr(document, "text", "") or "" for document in documents]

    result = race(ours, peer, units=len(pages), rounds=rounds, peer_name="trafilatura", unit="trang/giây")
    wanted = [page.body for page in pages]
    result.more.update(
        {"pages": len(pages), "body_f1_ours": mean_f1(wanted, ours()), "body_f1_peer": mean_f1(wanted, peer())}
    )  # fmt: skip
    return result


def mean_f1(wanted: Iterable[str | None], got: Iterable[str]) -> float | None:
    """The mean F1 of words over the pages whose text is known, three decimals; None where none is."""
    scores = [f1(right, text) for right, text in zip(wanted, got, strict=True) if right is not None]
    return round(sum(scores) / len(scores), 3) if scores else None


def f1(right: str, text: str) -> float:
    """The F1 of two texts as bags of words, 0 to 1."""
    ours, other = (Counter(WORD.findall(nfc(words).casefold())) for words in (right, text))
    shared = (ours & other).total()
    return 2 * shared / (ours.total() + other.total()) if shared else float(ours == other)


def reference(source: bytes, selector: str) -> str:
    """What the body node of a page holds without `BOXES`, one line a block."""
    from lxml import html

    from crawler.extraction import remove

    tree = html.fromstring(source, parser=html.HTMLParser(encoding="utf-8"))
    node = next(iter(tree.cssselect(selector)), None)
    if node is None:
        return ""
    for box in [element for selected in BOXES for element in node.cssselect(selected)]:
        if box.getparent() is not None:
            remove(box)
    return " ".join(" ".join(node.itertext()).split())
