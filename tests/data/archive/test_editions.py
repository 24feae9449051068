"""Editions keep their own copy and freeze when they are sent; the outbox sends each mail once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from data.archive import Archive, FrozenError
from data.archive.records import EditionItem, EditionRow
from tests.support.archive_case import NOW, after, article

DAY = date(2020, 6, 2)
EDITION = EditionRow(
    day=DAY,
    number=154,
    after=NOW,
    until=after(24),
    built_at=after(24.1),
    json='{"số": 154}',
    html="<p>Điểm tin</p>",
    text="Điểm tin",
    short="ĐIỂM TIN",
    counts={"stories": 14, "articles": 31},
)
ITEMS = [
    EditionItem(
        position=n,
        number=1,
        article=article(n).id,
        story=article(1).id,
        outlet="tuoitre",
        title=f"Tiêu đề {n}",
        url=article(n).url,
        published_at=NOW,
        topic="y-te",
        tone="negative",
        issue=True,
        same_as=article(1).id if n > 1 else None,
        places=("huyện Kim Thành",),
        extract="Một câu.",
    )
    for n in (1, 2)
]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        yield opened


def test_an_edition_and_its_items_come_back_exactly(archive: Archive) -> None:
    archive.editions.save(EDITION, ITEMS)
    assert archive.editions.get(DAY) == EDITION
    assert archive.editions.items(DAY) == ITEMS
    assert archive.editions.with_article(article(2).id) == [EDITION]
    assert archive.editions.get(DAY - timedelta(days=1)) is None


def test_a_draft_may_be_built_again_a_sent_edition_may_not(archive: Archive) -> None:
    archive.editions.save(EDITION, ITEMS)
    archive.editions.save(replace(EDITION, html="<p>Sửa</p>"), ITEMS[:1])
    assert archive.editions.items(DAY) == ITEMS[:1]
    archive.editions.freeze(DAY, after(24.5))
    archive.editions.freeze(DAY, after(30))
    with pytest.raises(FrozenError, match="02/06/2020 đã gửi"):
        archive.editions.save(replace(EDITION, html="<p>Khác</p>"), ITEMS)
    assert archive.editions.get(DAY) == replace(EDITION, html="<p>Sửa</p>", frozen_at=after(24.5))
    assert archive.editions.items(DAY) == ITEMS[:1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE editions SET html = 'khác'",
        "UPDATE editions SET frozen_at = NULL",
        "DELETE FROM editions",
        "UPDATE edition_items SET title = 'khác'",
        "DELETE FROM edition_items",
        (
            "INSERT INTO edition_items SELECT day, 9, number, article, story, outlet, title, url, published_at, topic, tone, "
            "issue, urgent, same_as, places, extract FROM edition_items LIMIT 1"
        ),
    ],
)
def test_the_database_itself_guards_a_sent_edition(archive: Archive, sql: str) -> None:
    archive.editions.save(replace(EDITION, frozen_at=after(25)), ITEMS)
    with pytest.raises(sqlite3.IntegrityError, match="cannot be changed"):
        archive.store.run_sql(sql)
    assert (archive.editions.get(DAY), archive.editions.items(DAY)) == (replace(EDITION, frozen_at=after(25)), ITEMS)


def test_editions_are_found_by_day(archive: Archive) -> None:
    for back in (0, 1, 3):
        archive.editions.save(replace(EDITION, day=DAY - timedelta(days=back), number=154 - back, imported=back > 0))
    assert [row.number for row in archive.editions.between(DAY - timedelta(days=3), DAY)] == [151, 153, 154]
    assert [row.number for row in archive.editions.between(DAY - timedelta(days=2), DAY - timedelta(days=1))] == [153]
    last = archive.editions.last(DAY - timedelta(days=1))
    assert last is not None
    assert (last.number, last.imported) == (151, True)
    assert archive.editions.last(DAY - timedelta(days=3)) is None


def test_a_story_told_before_is_found_also_after_a_merge(archive: Archive) -> None:
    archive.editions.save(EDITION, ITEMS)
    archive.judgements.add_story_alias(article(1).id, article(9).id)
    for story in (article(1).id, article(9).id):
        told = archive.editions.last_with_story(story, DAY + timedelta(days=1))
        assert told is not None
        assert told.number == 154
    assert archive.editions.last_with_story(article(9).id, DAY) is None
    assert archive.editions.last_with_story(article(5).id, DAY + timedelta(days=1)) is None


def test_each_recipient_has_one_mail_per_edition(archive: Archive) -> None:
    archive.editions.save(EDITION)
    assert archive.outbox.queue(DAY, "a@tinh.example", "<1@tinh.example>", NOW) is True
    assert archive.outbox.queue(DAY, "a@tinh.example", "<2@tinh.example>", after(1)) is False
    archive.outbox.queue(DAY, "b@tinh.example", "<3@tinh.example>", NOW)
    archive.outbox.mark_sent(DAY, "a@tinh.example", after(2))
    assert archive.outbox.queue(DAY, "a@tinh.example", "<4@tinh.example>", after(3)) is False
    assert [mail.recipient for mail in archive.outbox.due(after(4))] == ["b@tinh.example"]
    sent = archive.outbox.rows(DAY)[0]
    assert (sent.state, sent.label, sent.sent_at, sent.message_id, sent.attempts) == (
        "sent",
        "đã gửi",
        after(2),
        "<1@tinh.example>",
        1,
    )


def test_a_deferred_mail_comes_back_when_its_time_has_come_a_failed_one_waits_for_a_person(archive: Archive) -> None:
    archive.editions.save(EDITION)
    for name in ("a", "b"):
        archive.outbox.queue(DAY, f"{name}@tinh.example", f"<{name}@tinh.example>", NOW)
    archive.outbox.mark_deferred(DAY, "a@tinh.example", NOW, again_at=after(1), detail="máy chủ bận")
    archive.outbox.mark_failed(DAY, "b@tinh.example", NOW, detail="không có hộp thư này")
    assert archive.outbox.due(after(0.9)) == []
    assert [(mail.recipient, mail.message_id, mail.detail) for mail in archive.outbox.due(after(1))] == [
        ("a@tinh.example", "<a@tinh.example>", "máy chủ bận")
    ]
    archive.outbox.requeue(DAY, "b@tinh.example", "<b2@tinh.example>", after(2))
    assert [mail.message_id for mail in archive.outbox.due(after(2))] == ["<b2@tinh.example>", "<a@tinh.example>"]
    assert [(line.recipient, line.state, line.detail) for line in archive.outbox.tries(DAY)] == [
        ("a@tinh.example", "deferred", "máy chủ bận"),
        ("b@tinh.example", "failed", "không có hộp thư này"),
        ("b@tinh.example", "queued", "người vận hành yêu cầu gửi lại"),
    ]
    with pytest.raises(sqlite3.IntegrityError):
        archive.store.connection.execute("DELETE FROM outbox_log")


def test_a_clock_set_back_keeps_no_mail_waiting(archive: Archive) -> None:
    archive.editions.save(EDITION)
    archive.outbox.queue(DAY, "a@tinh.example", "<a@tinh.example>", after(48))
    archive.outbox.queue(DAY, "b@tinh.example", "<b@tinh.example>", after(48))
    archive.outbox.mark_deferred(DAY, "b@tinh.example", after(48), again_at=after(48.5))
    assert [mail.recipient for mail in archive.outbox.due(NOW)] == ["a@tinh.example", "b@tinh.example"]


def test_mail_needs_an_edition_and_a_mark_needs_a_mail(archive: Archive) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        archive.outbox.queue(DAY, "a@tinh.example", "<1@tinh.example>", NOW)
    archive.editions.save(EDITION)
    with pytest.raises(LookupError):
        archive.outbox.mark_sent(DAY, "a@tinh.example", NOW)
