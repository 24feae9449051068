"""data/archive, data/storage: texts of errors, dates that replace others, search expressions, ends of spans; each branch once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.archive import Archive, CorrectionError
from data.archive.articles import _better_date, _merged
from data.archive.corrections import UnknownArticle, _stored, correct_article, undo_last
from data.archive.schema import archive_migrations
from data.archive.search import UnknownTopic, _either, has_accent, match_expression, search_articles
from data.model import Article, Outcome
from data.model.taxonomy import DATE_SOURCES
from data.storage.opening import ArchiveError, FileKind, unusable
from data.storage.store import run_script
from tests.support.archive_case import NOW, TUOI_TRE, after, article, judged

KIND = FileKind(noun="Kho", application_id=1, migrations=archive_migrations)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        for number in (1, 2, 3):
            opened.articles.keep(article(number, found_at=after(number)), None, now=after(number), run="r")
            opened.judgements.write(judged(number), "s1", now=after(number), run="r")
        yield opened


ONE, TWO, THREE = (article(number).id for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite3.OperationalError("database is locked"), "khóa"),
        (sqlite3.OperationalError("file is BUSY"), "khóa"),
        (sqlite3.DatabaseError("file is not a database"), "đã hỏng"),
        (sqlite3.DatabaseError("image is malformed"), "đã hỏng"),
        (sqlite3.DatabaseError("corrupt"), "đã hỏng"),
        (sqlite3.OperationalError("disk is full"), "ổ đĩa đã đầy"),
        (OSError("No space left"), "ổ đĩa đã đầy"),
        (sqlite3.OperationalError("disk I/O error"), "ổ đĩa đã đầy"),
        (OSError("File too large"), "ổ đĩa đã đầy"),
        (sqlite3.OperationalError("attempt to write a readonly database"), "không mở hoặc không ghi được tệp"),
        (sqlite3.OperationalError("Permission denied"), "không mở hoặc không ghi được tệp"),
        (sqlite3.OperationalError("unable to open database file"), "không mở hoặc không ghi được tệp"),
        (OSError("x"), "không mở hoặc không ghi được tệp"),
        (sqlite3.OperationalError("x"), "cơ sở dữ liệu báo lỗi"),
    ],
)
def test_each_trouble_with_a_file_has_its_own_words(error: Exception, words: str) -> None:
    assert words in str(unusable(Path("/a"), KIND, error))


def test_a_broken_rule_is_no_trouble_with_the_file_and_nothing_is_kept(archive: Archive) -> None:
    store = archive.articles.store
    with pytest.raises(sqlite3.IntegrityError), store.write():
        store.run_sql("UPDATE articles SET title = 'mất' WHERE id = ?", (ONE,))
        store.run_sql("INSERT INTO aliases (key, article, at) VALUES (NULL, NULL, NULL)")
    with pytest.raises(ArchiveError), store.write():
        store.run_sql("SELECT * FROM khong_co")
    with pytest.raises(sqlite3.OperationalError, match="khong_co"):
        store.rows("SELECT * FROM khong_co")
    kept = archive.articles.get(ONE)
    assert kept is not None and kept.title == "Tiêu đề số 1"
    assert store.run_sql("UPDATE articles SET title = title WHERE id IN (?, ?)", (ONE, TWO)) == 2
    with store.write():
        assert store.run_sql("UPDATE articles SET title = title WHERE id = ?", (ONE,)) == 1
    assert store.row("SELECT 1 WHERE 0") is None
    assert not store.connection.in_transaction


def test_a_script_is_run_statement_by_statement(archive: Archive) -> None:
    store = archive.articles.store
    with store.write():
        run_script(store.database, "CREATE TABLE thu (a TEXT DEFAULT 'x;y'); INSERT INTO thu DEFAULT VALUES;\n;\n")
    assert [row["a"] for row in store.rows("SELECT a FROM thu")] == ["x;y"]


@pytest.mark.parametrize(
    ("old", "new", "better"),
    [
        ((0, "jsonld"), (1, "jsonld"), False),
        ((0, "jsonld"), (0, "jsonld"), False),
        ((0, "jsonld"), (-1, "jsonld"), True),
        ((None, "none"), (0, "feed"), True),
        ((0, "jsonld"), (None, "none"), False),
        ((None, "none"), (None, "none"), False),
    ],
)
def test_of_one_source_the_earlier_time_counts(old: tuple[int | None, str], new: tuple[int | None, str], better: bool) -> None:
    first, second = (
        article(1, published_at=None if hours is None else after(hours), date_from=source) for hours, source in (old, new)
    )
    assert _better_date(first, second) is better


def test_a_better_source_wins_whatever_its_time() -> None:
    best, worse = DATE_SOURCES[0], DATE_SOURCES[1]
    assert _better_date(article(1, date_from=worse), article(1, date_from=best, published_at=after(5))) is True
    assert _better_date(article(1, date_from=best), article(1, date_from=worse, published_at=after(-5))) is False


def test_what_a_thinner_reading_lacks_is_not_lost() -> None:
    old = article(1, authors=("Khế",), section="Tin", found_in="")
    merged = _merged(
        old, article(1, title="Mới", summary=None, authors=(), section=None, published_at=after(3), found_at=after(9))
    )
    assert (merged.title, merged.summary, merged.authors, merged.section) == ("Mới", old.summary, ("Khế",), "Tin")
    assert (merged.found_at, merged.found_in, merged.published_at) == (NOW, "https://tuoitre.vn/rss", NOW)
    assert _merged(article(1, found_at=None), article(1, found_at=after(9))).found_at == after(9)
    assert _merged(old, article(1, published_at=after(-3))).published_at == after(-3)


def test_pages_and_withdrawal(archive: Archive) -> None:
    articles = archive.articles
    assert articles.page("0" * 64) is None
    assert articles.keep(article(1), b"<p>1</p>", now=after(4), run="r") is Outcome.UNCHANGED
    kept = articles.get(ONE)
    assert kept is not None and kept.page is not None and articles.page(kept.page) == b"<p>1</p>"
    assert articles.keep(article(1), b"<p>2</p>", now=after(5), run="r") is Outcome.UNCHANGED
    same = articles.get(ONE)
    assert same is not None and same.page == kept.page
    assert articles.keep(article(1, title="Mới"), b"<p>3</p>", now=after(6), run="r") is Outcome.NEW_VERSION
    new = articles.get(ONE)
    assert new is not None and new.versions == 2 and new.page not in (None, kept.page)
    assert articles.keep(article(1, title="Mới nữa"), None, now=after(7), run="r") is Outcome.NEW_VERSION
    last = articles.get(ONE)
    assert last is not None and (last.page, last.versions) == (new.page, 3)
    assert [version.title for version in articles.versions(ONE)] == ["Tiêu đề số 1", "Mới", "Mới nữa"]
    assert [version.changed for version in articles.versions(ONE)] == [(), ("title",), ("title",)]
    lines = len(archive.trail.lines(ONE))
    articles.withdraw(ONE, after(8), "r")
    articles.withdraw(ONE, after(9), "r")
    gone = articles.get(ONE)
    assert gone is not None and gone.withdrawn_at == after(8)
    assert len(archive.trail.lines(ONE)) == lines + 1
    assert (articles.get("0" * 16), articles.machine("0" * 16), articles.find_id("0" * 16)) == (None, None, None)


def test_the_window_leaves_its_first_moment_out_and_takes_its_last(archive: Archive) -> None:
    assert [one.id for one in archive.articles.window(after(1), after(3))] == sorted([TWO, THREE])
    assert [one.id for one in archive.articles.window(after(0), after(1))] == [ONE]
    assert [one.id for one in archive.articles.recent(after(2))] == [TWO, THREE]
    assert archive.articles.recent(after(1), relevance="passing") == []
    assert len(archive.articles.recent(after(1), relevance=None)) == 3


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("", None), ("?!", None), ("mưa", '"mưa"'), ("mưa lũ", '"mưa" AND "lũ"'), ('"mưa lũ"', '"mưa lũ"'), ('"mưa"', '"mưa"'),
        ('to "mưa lũ" lớn', '"to" AND "mưa lũ" AND "lớn"'), ("“mưa lũ” to", '"mưa lũ" AND "to"'), ('"mưa lũ', '"mưa lũ"'),
        ("hoà", '("hòa" OR "hoà")'), ("quý", '"quý"'), ("thủy", '("thủy" OR "thuỷ")'), ("hòe", '("hòe" OR "hoè")'),
    ],
)  # fmt: skip
def test_what_a_person_typed_becomes_quoted_words(query: str, expression: str | None) -> None:
    assert match_expression(query) == expression


def test_both_spellings_of_the_tone_mark_are_asked_for() -> None:
    assert _either("khỏe") == '("khỏe" OR "khoẻ")'
    assert _either("tùy hòa") == '("tùy hòa" OR "tuỳ hoà")'
    assert _either("mua") == '"mua"'
    assert [has_accent(text) for text in ("mua", "mưa", "đo", "MUA", "")] == [False, True, True, False, False]


def test_a_search_is_narrowed_by_local_days_both_included(archive: Archive) -> None:
    archive.articles.register_outlets([TUOI_TRE], NOW)
    day = date(2020, 6, 1)

    def ids(**request: object) -> list[str]:
        return [row.article.id for row in search_articles(archive.search, archive.articles, "", **request)]  # type: ignore[arg-type]

    assert len(ids()) == 3
    assert len(ids(since=day)) == len(ids(until=day)) == len(ids(since=day, until=day)) == 3
    assert ids(since=day + timedelta(days=1)) == ids(until=day - timedelta(days=1)) == []
    assert ids(limit=2) == [THREE, TWO]
    assert len(ids(topic="Y tế")) == len(ids(topic="y-te")) == 3
    assert ids(topic="giao-thong") == ids(tone="negative") == ids(outlet="khac") == []
    assert len(ids(place="Kim Thành")) == len(ids(place="kim thanh")) == len(ids(place="hai-duong")) == 3
    assert ids(place="nam sach") == ids(place="Kìm Thành") == []
    with pytest.raises(UnknownTopic, match="khong-co"):
        ids(topic="khong-co")
    rows = search_articles(archive.search, archive.articles, "tiêu đề")
    assert {row.outlet for row in rows} == {"Báo Tuổi Trẻ"}
    assert archive.search.find("?!") == []
    assert [one.id for one in archive.search.find("số 2", sort="rank")] == [TWO]


def test_a_wrong_correction_names_every_fault_and_changes_nothing(archive: Archive) -> None:
    correct = archive.corrections.correct
    for by in ("", "  ", "Lan\nHạnh"):
        with pytest.raises(CorrectionError, match="thiếu tên người sửa"):
            correct(ONE, by=by, now=after(5), tone="negative")
    with pytest.raises(CorrectionError, match="chưa nói sửa gì"):
        correct(ONE, by="Lan", now=after(5))
    with pytest.raises(CorrectionError, match=r"--verdict.*--topic.*--tone.*--story"):
        correct(ONE, by="Lan", now=after(5), verdict="x", topic="x", tone="x", story="x")
    with pytest.raises(CorrectionError, match="mang mã 0000"):
        correct("0000", by="Lan", now=after(5), tone="negative")
    assert archive.corrections.of_article(ONE) == []
    assert archive.corrections.undo(ONE, "Lan", after(6)) == []


def test_corrections_are_undone_one_batch_at_a_time(archive: Archive) -> None:
    correct, undo = archive.corrections.correct, archive.corrections.undo
    first = correct(ONE, by=" Lan ", now=after(5), tone="negative", issue=True)
    second = correct(ONE, by="Hạnh", now=after(6), tone="positive")
    assert [(change.batch, change.field, change.value, change.before, change.by) for change in (*first, *second)] == [
        (1, "tone", "negative", "neutral", "Lan"), (1, "issue", "1", "0", "Lan"), (2, "tone", "positive", "negative", "Hạnh"),
    ]  # fmt: skip
    assert [change.batch for change in undo(ONE, "Lan", after(7))] == [2]
    back = archive.articles.get(ONE)
    assert back is not None and (back.tone, back.issue) == ("negative", True)
    assert {change.batch for change in undo(ONE, "Lan", after(8))} == {1}
    assert undo(ONE, "Lan", after(9)) == []
    assert _stored(Article(id="a", url="", outlet="o", issue=False), "issue") == "0"
    assert _stored(Article(id="a", url="", outlet="o", issue=True), "issue") == "1"
    assert _stored(Article(id="a", url="", outlet="o"), "tone") == ""


def test_an_article_is_corrected_by_its_address(archive: Archive) -> None:
    parts = archive.corrections, archive.editions
    done = correct_article(*parts, article(2).url, by="Lan", now=after(5), topic="Giao thông")
    assert (done.article_id, done.title, done.sent_on, [change.value for change in done.changes]) == (
        TWO, "Tiêu đề số 2", (), ["giao-thong"],
    )  # fmt: skip
    assert [change.value for change in undo_last(*parts, TWO, by="Lan", now=after(6)).changes] == ["giao-thong"]
    assert undo_last(*parts, TWO, by="Lan", now=after(7)).changes == ()
    with pytest.raises(UnknownArticle, match="khong-co"):
        undo_last(*parts, "khong-co", by="Lan", now=after(7))
    assert UnknownArticle.exit_status == 1


def test_old_story_ids_lead_to_the_last_one_and_a_ring_ends(archive: Archive) -> None:
    assert archive.ledger.story_heads() == {}
    store = archive.articles.store
    for old, new in (("a", "b"), ("b", "c"), ("x", "y"), ("y", "x")):
        store.run_sql("INSERT INTO story_aliases (old, new, at) VALUES (?, ?, '2020-06-01T00:00:00Z')", (old, new))
    heads = archive.ledger.story_heads()
    assert (heads["a"], heads["b"]) == ("c", "c")
    assert (heads["x"], heads["y"]) == ("y", "x")
