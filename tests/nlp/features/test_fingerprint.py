"""The stamp of a judgement: made from models, lists and rules; what is judged again by another one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive.editions import EditionRow
from data.model.article import Article
from data.paths import ROOT
from data.settings.office import Office, load_office
from nlp import annotate as stage
from nlp.features.fingerprint import compute_fingerprint, hash_files, list_rule_files

NOW = datetime(2020, 6, 30, 23, 0, tzinfo=UTC)
OLD = "0123456789-an-older-stamp"
# Loaded by the judge, and no rule of it: where files lie, the record that travels, closed lists, errors, doors without a rule.
NO_RULES = {
    "data/lazy.py",
    "data/__init__.py", "data/errors.py", "data/model/__init__.py", "data/model/article.py", "data/model/outcomes.py",
    "data/model/taxonomy.py", "data/paths.py", "nlp/__init__.py",
}  # fmt: skip
LOADED = """
import sys
import nlp.judge, nlp.entities.privacy
for name, module in sorted(sys.modules.items()):
    if name.partition(".")[0] in ("data", "nlp"):
        print(module.__file__)
"""


def test_every_module_that_the_judge_loads_is_in_the_stamp() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {Path(line).relative_to(ROOT).as_posix() for line in done.stdout.split()}
    files = {path.relative_to(ROOT).as_posix() for path in list_rule_files()}
    assert loaded - files - NO_RULES == set()
    assert "nlp/relevance/relevance.py" in loaded
    assert {"nlp/lexicons/ideas.toml", "data/model/topics.toml", "data/models/SHA256SUMS", "data/provinces/units.tsv"} <= files
    assert not [name for name in files if name.startswith(("nlp/grouping", "nlp/training", "nlp/bench"))]


def test_any_changed_byte_of_any_rule_gives_another_stamp(tmp_path: Path) -> None:
    names = [path.relative_to(ROOT) for path in list_rule_files()]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    copies = [tmp_path / name for name in names]
    assert hash_files(copies, tmp_path) == hash_files(reversed(copies), tmp_path) == compute_fingerprint()
    for name in ("nlp/judge.py", "nlp/lexicons/urgent.toml", "data/model/topics.toml", "data/models/SHA256SUMS"):
        path = tmp_path / name
        before = path.read_bytes()
        path.write_bytes(before + b"\n")
        assert hash_files(copies, tmp_path) != compute_fingerprint(), name
        path.write_bytes(before)
    assert hash_files(copies[1:], tmp_path) != compute_fingerprint()


def test_the_stamp_is_cheap_and_made_once() -> None:
    spent = []
    for _ in range(5):
        began = time.process_time()
        compute_fingerprint.__wrapped__()
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05
    assert compute_fingerprint() is compute_fingerprint()


@pytest.fixture
def office(tmp_path: Path) -> Office:
    path = tmp_path / "office.toml"
    path.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    return load_office(path, {})


def article(key: str) -> Article:
    at = datetime(2020, 5, 1, tzinfo=UTC)
    return Article(
        id=key.ljust(16, "0"), url=f"https://tuoitre.vn/{key}", outlet="tuoitre", lang="vi", found_at=at, published_at=at,
        title="Hải Dương mưa lớn", body="Mưa lớn ở huyện Cẩm Giàng, tỉnh Hải Dương.",
    )  # fmt: skip


KEPT = {  # key -> when it was kept
    "far": NOW - timedelta(days=stage.JUDGE_DAYS, microseconds=1),
    "month": NOW - timedelta(days=stage.JUDGE_DAYS),
    "told": NOW - timedelta(days=2, hours=1),
    "edge": NOW - timedelta(days=1),  # the last moment of the window that was sent
    "open": NOW - timedelta(days=1) + timedelta(microseconds=1),
    "today": NOW - timedelta(hours=1),
}


@pytest.fixture
def archive(tmp_path: Path, office: Office) -> Iterator[Archive]:
    """An archive that an earlier version has judged: every article carries its stamp."""
    with Archive.open(tmp_path / "a.db", now=NOW) as opened:
        for key, at in KEPT.items():
            opened.articles.keep(article(key), None, now=at, run="crawl")
            judged = Article(**{name: getattr(article(key), name) for name in ("id", "url", "outlet", "title", "body", "lang")},
                             relevance="passing", reasons=("cũ",))  # fmt: skip
            assert opened.judgements.write(judged, OLD, now=at, run="old")
        yield opened


def send(archive: Archive, until: datetime, *, frozen: bool = True) -> None:
    day = until.date()
    row = EditionRow(day=day, number=1, after=until - timedelta(days=1), until=until, built_at=until)
    archive.editions.save(row)
    if frozen:
        archive.editions.freeze(day, until)


def judged_again(archive: Archive) -> list[str]:
    """The articles that do not carry the old stamp any more."""
    rows = archive.judgements.todo("judge", OLD)
    return sorted(row.id.rstrip("0") for row in rows)


def test_before_the_first_edition_a_month_is_judged_again(archive: Archive, office: Office) -> None:
    stage.annotate_archive(archive, office, now=NOW, run="new")
    assert judged_again(archive) == ["edge", "month", "open", "today", "told"]
    kept = archive.articles.get("far".ljust(16, "0"))
    assert kept is not None and (kept.relevance, kept.reasons) == ("passing", ("cũ",))


def test_what_a_sent_edition_has_told_stays_as_it_was(archive: Archive, office: Office) -> None:
    send(archive, NOW - timedelta(days=1))
    send(archive, NOW - timedelta(minutes=5), frozen=False)  # a draft: its articles may still change
    before = {key: archive.articles.get(key.ljust(16, "0")) for key in ("far", "month", "told", "edge")}
    done = stage.annotate_archive(archive, office, now=NOW, run="new")
    assert judged_again(archive) == ["open", "today"] and done.judged == 2
    assert {key: archive.articles.get(key.ljust(16, "0")) for key in before} == before
    fresh = archive.articles.get("open".ljust(16, "0"))
    assert fresh is not None and fresh.reasons != ("cũ",)


def test_what_was_never_judged_is_judged_wherever_it_lies(archive: Archive, office: Office) -> None:
    late = article("late")
    archive.articles.keep(late, None, now=NOW - timedelta(days=3), run="crawl")
    send(archive, NOW - timedelta(days=1))
    stage.annotate_archive(archive, office, now=NOW, run="new")
    assert "late" in judged_again(archive)


def test_all_are_judged_again_by_command(archive: Archive, office: Office) -> None:
    send(archive, NOW - timedelta(days=1))
    stage.annotate_archive(archive, office, now=NOW, run="new", again=True)
    assert judged_again(archive) == sorted(KEPT)


def test_the_window_opens_after_the_last_edition_that_was_sent(archive: Archive) -> None:
    assert archive.editions.closed_until() is None
    assert stage.open_since(archive, NOW) == KEPT["month"]
    send(archive, NOW - timedelta(days=40))
    assert stage.open_since(archive, NOW) == KEPT["month"]
    send(archive, NOW - timedelta(days=1))
    assert archive.editions.closed_until() == KEPT["edge"] and stage.open_since(archive, NOW) == KEPT["open"]
    assert archive.editions.last(date(2020, 7, 1)) is not None
