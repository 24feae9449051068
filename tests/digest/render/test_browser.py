"""Mail and report in a real browser, at the width of a phone and of a desk, in light and dark.

Needs Chromium: DIEMBAO_CHROMIUM names it, else one on the PATH is taken; without one these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from data.archive import Archive
from data.settings import Office
from digest import bench
from digest.documents.edition import read_imprint
from digest.render.html import as_html
from digest.report.issue import build_report
from digest.report.periods import read_period
from digest.report.render import render_report
from tests.support import edition_day as model

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("DIEMBAO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install Debian's chromium or set DIEMBAO_CHROMIUM")

PHONE, DESK = (390, 844), (1200, 900)  # CSS pixels
FINGER = 44  # CSS pixels: the least height of what is tapped
CONTRAST = 4.5  # WCAG 2.1, level AA
MEASURE = """
() => {
  const wide = innerWidth, found = {clipped: [], small: [], faint: [], broken: []};
  found.overflow = document.scrollingElement.scrollWidth - wide;
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
  const colour = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const behind = e => { for (; e; e = e.parentElement) { const c = colour(getComputedStyle(e).backgroundColor);
    if (c[3] > 0) return c; } return colour(getComputedStyle(document.documentElement).colorScheme.startsWith('dark')
      ? 'rgb(18,18,18)' : 'rgb(255,255,255)'); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, box = node.parentElement, said = node.data.trim();
    if (!said || !box.checkVisibility()) continue;
    const range = document.createRange(); range.selectNodeContents(node);
    const out = r => r.width > 1 && (r.right > wide + 1 || r.left < -1);
    if (!box.closest('.scroll') && [...range.getClientRects()].some(out)) found.clipped.push(said);
    for (const word of box.closest('table.week, .scroll') ? node.data.matchAll(/[^\\s\\/–-]+/g) : []) {
      const part = document.createRange(); part.setStart(node, word.index); part.setEnd(node, word.index + word[0].length);
      if (new Set([...part.getClientRects()].map(r => r.top)).size > 1) found.broken.push(word[0]);
    }
    for (let e = box; e && e !== document.body; e = e.parentElement) {
      const hides = ['hidden', 'clip'].includes(getComputedStyle(e).overflowX);
      if (hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) found.clipped.push(said);
    }
    const a = light(colour(getComputedStyle(box).color)), b = light(behind(box));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < LEAST) found.faint.push([said, Math.round(ratio * 100) / 100]);
  }
  for (const e of document.querySelectorAll('.scroll')) if (e.scrollWidth > e.clientWidth + 1) found.clipped.push(e.ariaLabel);
  for (const link of document.querySelectorAll('a[href]')) {
    const high = link.getBoundingClientRect().height;
    if (high < TALL) found.small.push([link.textContent, high]);
  }
  const low = name => { const e = document.querySelector(name); return e ? e.getBoundingClientRect().bottom : -1; };
  found.first = ['h1', '.totals', 'h3.lead'].map(low);
  return found;
}
""".replace("LEAST", str(CONTRAST)).replace("TALL", str(FINGER))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        found = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page a reader may open, by name."""
    office = Office(
        office_province="hai-duong", office_name="CƠ QUAN THỬ", office_demo=True, base=tmp_path_factory.mktemp("looks")
    )
    now = datetime(2021, 1, 4, tzinfo=UTC)
    with Archive.open(office.archive_path, now=now) as archive:
        bench.fill_year(archive, 900)
        reports = {
            f"report {name}": render_report(build_report(archive, office, read_period(name), now=now), read_imprint(office)).html
            for name in ("2020-W23", "2020-06", "2020")
        }
    edition = model.edition(docket=model.docket())
    attached = replace(edition, head=replace(edition.head, attachments=("docx", "xlsx"), demo=True))
    return reports | {
        "mail": as_html(edition),
        "mail with attachments": as_html(attached),
        "mail of an empty day": as_html(model.edition([])),
    }


def measured(browser: Browser, page: str, size: tuple[int, int], scheme: Any) -> dict[str, Any]:
    """What a browser finds on a page; nothing is loaded from anywhere."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=True)
    tab = context.new_page()
    tab.set_content(page)
    found: dict[str, Any] = tab.evaluate(MEASURE)
    context.close()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_sticks_out_is_clipped_too_small_or_too_faint(
    browser: Browser, pages: dict[str, str], size: tuple[int, int], scheme: str
) -> None:
    for name, page in pages.items():
        found = measured(browser, page, size, scheme)
        found.pop("first")
        assert found == {"overflow": 0, "clipped": [], "small": [], "faint": [], "broken": []}, name


def test_a_phones_first_screen_holds_head_totals_and_first_headline(browser: Browser, pages: dict[str, str]) -> None:
    for name in ("mail", "mail with attachments"):
        title, totals, headline = measured(browser, pages[name], PHONE, "light")["first"]
        assert 0 < title < totals < headline <= PHONE[1], name


def test_the_measuring_itself_sees_what_is_wrong(browser: Browser) -> None:
    bad = (
        "<body style='margin:0;background:#fff'><div style='width:700px'>rộng</div><a href='https://x.example/'>nhỏ</a>"
        "<p style='color:#aaa'>mờ</p><div class='scroll' style='width:20px;overflow-wrap:anywhere'>nghiêng</div>"
        "<div style='width:40px;overflow:hidden;white-space:nowrap'>chữ bị cắt mất ở đây</div></body>"
    )
    found = measured(browser, bad, PHONE, "light")
    assert found["overflow"] == 700 - PHONE[0]
    assert [len(found[key]) for key in ("clipped", "small", "faint", "broken")] == [1, 1, 1, 1]
