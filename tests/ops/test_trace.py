"""The way of an article as records: what the desk will show."""

from __future__ import annotations

from pathlib import Path

from data.archive import Archive
from data.crawl_store import CrawlStore
from data.model import Outcome, Stage
from data.settings import Office
from ops.trace import ArticleWay, OtherArticle, trace_article
from tests.support.archive_case import NOW, TUOI_TRE, after, article, judged


def kept(folder: Path) -> Office:
    """An office whose archive has an article and its reprint."""
    office = Office(office_province="hai-duong", base=folder)
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.articles.register_outlets([TUOI_TRE], NOW)
        for number in (1, 2):
            archive.articles.keep(article(number), None, now=after(number), run="r")
            archive.judgements.write(judged(number), "s", now=after(number), run="r")
    return office


def test_an_article_is_met_by_its_id_and_by_any_form_of_its_address(tmp_path: Path) -> None:
    office = kept(tmp_path)
    way = trace_article(office, article(1).id, now=after(3))
    assert way.now is not None
    assert (way.now.article.id, way.now.outlet, way.now.story, way.seen) == (article(1).id, "Báo Tuổi Trẻ", None, None)
    assert [step.row.outcome for step in way.steps] == [Outcome.KEPT, Outcome.SUBJECT]
    assert trace_article(office, f" {article(1).url}?utm_source=x ", now=after(3)) == way


def test_a_step_that_names_another_article_says_which(tmp_path: Path) -> None:
    office = kept(tmp_path)
    first, second = article(1).id, article(2).id
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.trail.note(key=second, stage=Stage.GROUP, outcome=Outcome.REPRINT, run="r", at=after(3), detail=first)
        archive.trail.note(key=second, stage=Stage.GROUP, outcome=Outcome.REPRINT, run="s", at=after(4), detail="f" * 16)
    steps = trace_article(office, second, now=after(5)).steps[-2:]
    assert steps[0].other == OtherArticle(first, article(1).title, "Báo Tuổi Trẻ")
    assert steps[1].other == OtherArticle("f" * 16)


def test_an_address_that_was_only_seen_is_met(tmp_path: Path) -> None:
    office = Office(office_province="hai-duong", base=tmp_path)
    with CrawlStore.open(office.crawl_path, now=NOW) as store:
        store.remember("https://tuoitre.vn/a-8.htm", None, "Tỉnh khác", None, Outcome.GATED_OUT, NOW)
    way = trace_article(office, "https://tuoitre.vn/a-8.htm", now=NOW)
    assert way.was_met
    assert way.seen is not None
    assert (way.now, way.steps, way.seen.title) == (None, (), "Tỉnh khác")


def test_nothing_is_known_of_what_was_never_met_and_no_file_is_made(tmp_path: Path) -> None:
    office = Office(office_province="hai-duong", base=tmp_path)
    assert trace_article(office, "không phải địa chỉ", now=NOW) == ArticleWay()
    assert not ArticleWay().was_met
    assert list(tmp_path.iterdir()) == []
