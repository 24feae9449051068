"""Files the archive refuses, in words an operator understands, and leaves exactly as they were."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from data.archive import Archive, ArchiveError
from data.archive.schema import ARCHIVE, archive_migrations
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.storage import open_database
from tests.support.archive_case import NOW, article


def refused(path: Path, *words: str, busy_seconds: float = 0.1) -> None:
    before = path.read_bytes()
    with pytest.raises(ArchiveError) as refusal:
        Archive.open(path, now=NOW, busy_seconds=busy_seconds)
    message = str(refusal.value)
    for word in (str(path), "không mất", "Cách xử lý:", *words):
        assert word in message
    assert path.read_bytes() == before


def test_a_new_archive_is_ours_uses_wal_and_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "hai-duong.db"
    with Archive.open(path, now=NOW) as archive:
        pragmas = {
            name: archive.store.rows(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "foreign_keys", "application_id")
        }
        assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "application_id": ARCHIVE.application_id}
        assert archive.upkeep.integrity() == "ok"
    with Archive.open(path, now=NOW, create=False) as archive:
        assert archive_migrations.pending(archive.store.database) == []


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("CREATE TABLE contacts (name TEXT)")
        foreign.commit()
    refused(path, "chương trình khác")


def test_the_crawl_store_and_the_archive_are_not_taken_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "crawl.db"
    CrawlStore.open(path, now=NOW).close()
    refused(path, "phần khác trong hệ thống")
    Archive.open(tmp_path / "a.db", now=NOW).close()
    with pytest.raises(ArchiveError, match="Kho thu thập"):
        CrawlStore.open(tmp_path / "a.db", now=NOW)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thu.db"
    path.write_text("đây là một bức thư, không phải cơ sở dữ liệu\n" * 40, encoding="utf-8")
    refused(path, "không phải cơ sở dữ liệu")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    with Archive.open(path, now=NOW) as archive:
        archive.store.run_sql(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('diembao-archive', 'm999_from_the_future', '')"
        )
    refused(path, "mới hơn", "m999_from_the_future")


def test_a_locked_file_is_waited_for_then_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    with Archive.open(path, now=NOW) as holder, Archive.open(path, now=NOW, busy_seconds=0.1) as other:
        with holder.write(), pytest.raises(ArchiveError, match="khóa") as refusal:
            other.articles.keep(article(1), None, now=NOW, run="r")
        assert "đợi lượt chạy kia kết thúc" in str(refusal.value)
        other.articles.keep(article(1), None, now=NOW, run="r")
        assert holder.articles.find_id(article(1).url) == article(1).id


def test_a_writer_waits_for_another_one_to_finish(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    with Archive.open(path, now=NOW) as first, Archive.open(path, now=NOW, busy_seconds=10) as second:
        first.store.connection.execute("BEGIN IMMEDIATE")
        done = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )
        assert done.stdout is not None
        assert done.stdout.readline() == "ready\n"
        release = threading.Event()
        release.wait(0.2)  # the other process is waiting for the lock by now
        first.store.connection.execute("COMMIT")
        rest, _ = done.communicate(timeout=20)
        assert (rest, done.returncode) == ("kept\n", 0)
        assert second.articles.find_id(article(9).url) == article(9).id


WRITER = """
import sys
from pathlib import Path
from data.archive import Archive
from tests.support.archive_case import NOW, article
with Archive.open(Path(sys.argv[1]), now=NOW, busy_seconds=15) as archive:
    print("ready", flush=True)
    print(archive.articles.keep(article(9), None, now=NOW, run="r"))
"""


def test_a_missing_archive_is_not_created_by_a_question(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    with pytest.raises(ArchiveError, match="Chưa có kho lưu trữ"):
        Archive.open(path, now=NOW, create=False)
    assert not path.exists()


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(ArchiveError, match="không mở hoặc không ghi được"):
        Archive.open(tmp_path / "a.db", now=NOW)


def test_a_migration_that_fails_leaves_the_file_empty_and_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "half.db"

    def broken(database: Database) -> None:
        database.conn.execute("CREATE TABLE half_done (x)")
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(archive_migrations, "_migrations", [archive_migrations._Migration("m001_broken", broken)])
        with pytest.raises(ZeroDivisionError):
            open_database(path, ARCHIVE)
    with closing(sqlite3.connect(path)) as left:
        assert left.execute("SELECT name FROM sqlite_master").fetchall() == []
    with Archive.open(path, now=NOW) as archive:
        assert archive.upkeep.integrity() == "ok"


def test_a_damaged_search_index_is_found_and_can_be_rebuilt(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        archive.articles.keep(article(1), None, now=NOW, run="r")
        archive.store.run_sql("INSERT INTO search_exact (search_exact) VALUES ('delete-all')")
        assert "search_exact" in archive.upkeep.integrity()
        assert archive.search.find("tiêu đề") == []
        archive.upkeep.rebuild_search()
        assert archive.upkeep.integrity() == "ok"
        assert len(archive.search.find("tiêu đề")) == 1


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", now=NOW) as archive:
        archive.articles.keep(article(1), None, now=NOW, run="r")
        pages = archive.store.rows("PRAGMA page_count")[0][0]
        archive.store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(ArchiveError, match="ổ đĩa đã đầy"):
            archive.articles.keep(article(2, body="x" * 100_000), None, now=NOW, run="r")
        assert archive.judgements.counts()["articles"] == 1
        assert archive.articles.find_id(article(2).url) is None
        assert archive.upkeep.integrity() == "ok"


def test_two_processes_create_the_same_archive_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    children = [subprocess.Popen([sys.executable, "-c", CREATOR, str(path), str(number)], cwd=ROOT) for number in range(2)]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    with Archive.open(path, now=NOW) as archive:
        assert archive.judgements.counts()["articles"] == 2


CREATOR = """
import sys
from pathlib import Path
from data.archive import Archive
from tests.support.archive_case import NOW, article
with Archive.open(Path(sys.argv[1]), now=NOW) as archive:
    archive.articles.keep(article(int(sys.argv[2])), None, now=NOW, run="r")
"""
