"""Opening a database file of ours, or refusing it.

In: a path, what kind of file it should be, its migrations. Out: an open, migrated `sqlite_utils.Database`, or an `ArchiveError`
whose text tells the operator in Vietnamese what happened, what was lost (nothing) and what to do.

A file is ours when its header carries our `application_id`. Anything else that already holds tables belongs to another program
and is left untouched: the check comes before the first write, journal mode included.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from data.errors import OperatorError

BUSY_SECONDS = 10.0  # how long a writer waits for another one; the longest write of a stage takes far less


class ArchiveError(OperatorError):
    """The database cannot be used. The message is Vietnamese and complete: what happened, nothing lost, what to do."""


@dataclass(frozen=True, kw_only=True)
class FileKind:
    """What a database file of ours is called and how it is recognised."""

    noun: str  # Vietnamese: "Kho lưu trữ"
    application_id: int  # four ASCII letters in the SQLite header
    migrations: Migrations


def open_database(path: Path, kind: FileKind, *, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open `path`, create it when it is missing, bring its schema up to date. Raises ArchiveError; the file is as it was."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise unusable(path, kind, error) from error
    try:
        return _prepared(connection, path, kind)
    except ArchiveError:
        connection.close()
        raise
    except sqlite3.Error as error:
        connection.close()
        raise unusable(path, kind, error) from error


def _prepared(connection: sqlite3.Connection, path: Path, kind: FileKind) -> Database:
    _refuse_foreign(connection, path, kind)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what is kept survives a power cut, not only a crash
    connection.execute("PRAGMA foreign_keys=ON")
    database = Database(connection)
    _refuse_newer(database, path, kind)
    if kind.migrations.pending(database):
        connection.execute(
            "BEGIN IMMEDIATE"
        )  # one transaction, so that two processes never migrate at once and a crash leaves nothing half done
        try:
            connection.execute(f"PRAGMA application_id={kind.application_id}")
            kind.migrations.apply(database)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return database


def _refuse_foreign(connection: sqlite3.Connection, path: Path, kind: FileKind) -> None:
    connection.execute("BEGIN")  # both answers from one moment: another process may be creating the file right now
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    connection.execute("ROLLBACK")
    if application_id == kind.application_id or (application_id == 0 and tables == 0):
        return
    raise ArchiveError(
        f"{kind.noun} {path}: tệp này là cơ sở dữ liệu của chương trình khác hoặc của phần khác trong hệ thống. "
        "Tệp được giữ nguyên, không mất dữ liệu. Cách xử lý: kiểm tra cài đặt paths.var, "
        "hoặc chuyển tệp này sang thư mục khác rồi chạy lại lệnh."
    )


def _refuse_newer(database: Database, path: Path, kind: FileKind) -> None:
    migrations = {migration.name for migration in kind.migrations._migrations}
    unknown = [row.name for row in kind.migrations.applied(database) if row.name not in migrations]
    if unknown:
        raise ArchiveError(
            f"{kind.noun} {path}: tệp do một bản phần mềm mới hơn tạo ra (bước nâng cấp {', '.join(unknown)}). "
            "Tệp được giữ nguyên, không mất dữ liệu. Cách xử lý: cài bản phần mềm mới nhất rồi chạy lại lệnh."
        )


def unusable(path: Path, kind: FileKind, error: BaseException) -> ArchiveError:
    """The Vietnamese account of an error of SQLite or of the file system."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        reason = "tệp đang bị một lượt chạy hoặc chương trình khác khóa"
        mend = "đợi lượt chạy kia kết thúc (hoặc đóng chương trình đang mở tệp) rồi chạy lại lệnh"
    elif "not a database" in text or "malformed" in text or "corrupt" in text:
        reason = "tệp không phải cơ sở dữ liệu hợp lệ hoặc đã hỏng"
        mend = "không xóa tệp; sao chép tệp sang nơi khác, khôi phục từ bản sao lưu gần nhất rồi chạy “diembao doctor”"
    elif "full" in text or "no space" in text or "disk i/o" in text or "too large" in text:
        reason = "ổ đĩa đã đầy, hết hạn mức hoặc không ghi được"
        mend = "giải phóng dung lượng ổ đĩa rồi chạy lại lệnh"
    elif "readonly" in text or "permission" in text or "unable to open" in text or isinstance(error, OSError):
        reason = "không mở hoặc không ghi được tệp"
        mend = "kiểm tra đường dẫn paths.var và quyền ghi của tài khoản đang chạy lệnh"
    else:
        reason = "cơ sở dữ liệu báo lỗi"
        mend = "chạy “diembao doctor” để kiểm tra"
    return ArchiveError(f"{kind.noun} {path}: {reason} ({error}). Dữ liệu đã lưu vẫn còn nguyên, không mất. Cách xử lý: {mend}.")
