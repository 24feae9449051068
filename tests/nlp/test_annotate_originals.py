"""The stage and the stream: a text published first is the original, also when the crawler finds it after its reprint."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.archive import Archive
from data.model import Article, Outcome, Stage
from data.settings import load_office
from diembao.cli.annotate import group_stream
from nlp import annotate as stage

NOW = datetime(2020, 6, 1, 23, 0, tzinfo=UTC)
BODY = " ".join(
    f"Bước {n}: đội thi công huyện Nam Sách, tỉnh Hải Dương lát lại đoạn đường đê thứ {n} bằng đá hộc và vữa." for n in range(15)
)


def article(key: str, outlet: str, hour: int) -> Article:
    return Article(
        id=key.ljust(16, "0"), url=f"https://{outlet}.vn/{key}", outlet=outlet, title=f"Đường đê Nam Sách, Hải Dương {key}",
        body=BODY, lang="vi", found_at=NOW, published_at=datetime(2020, 6, 1, hour, 0, tzinfo=UTC),
    )  # fmt: skip


def test_a_later_run_finds_the_original(tmp_path: Path) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    office = load_office(settings, {})
    copy, original = article("b2", "soha", 12), article("a1", "tuoitre", 9)
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        archive.articles.keep(copy, None, now=NOW, run="crawl")
        stage.annotate_archive(archive, office, now=NOW, run="one")
        archive.articles.keep(original, None, now=NOW + timedelta(hours=1), run="crawl")
        stage.annotate_archive(archive, office, now=NOW + timedelta(hours=1), run="two")
        first, again = archive.articles.get(original.id), archive.articles.get(copy.id)
        assert first is not None and again is not None
        assert (first.same_as, again.same_as) == (None, original.id)
        assert first.story == again.story == copy.id  # the story keeps its id
        told = [row.outcome for row in archive.trail.lines(copy.id) if row.stage is Stage.GROUP]
        assert told == [Outcome.STORY_FIRST, Outcome.REPRINT]


def test_a_stream_prints_the_final_state() -> None:
    lines = [
        {"id": "b2", "outlet": "soha", "title": "Đường đê", "body": BODY, "published_at": "2020-06-01T12:00:00+07:00",
         "found_at": "2020-06-01T12:10:00+07:00"},
        {"id": "a1", "outlet": "tuoitre", "title": "Lát đường đê", "body": BODY, "published_at": "2020-06-01T09:00:00+07:00",
         "found_at": "2020-06-01T13:00:00+07:00"},
    ]  # fmt: skip
    out = io.StringIO()
    assert group_stream(io.StringIO("\n".join(json.dumps(line) for line in lines)), out) == 0
    found = {row["id"]: row for row in map(json.loads, out.getvalue().splitlines())}
    assert (found["a1"]["same_as"], found["b2"]["same_as"]) == (None, "a1")
    assert found["a1"]["story"] == found["b2"]["story"] == "b2"
