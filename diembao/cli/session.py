"""What every command shares: the moment it counts as, the day, the office's settings, and how a refusal is told.

In: click's context, whose object is a `Session` made by the front door. Out: options and small helpers for the `cli` modules of
the stages. The clock itself is read only by the front door, which hands it over in the session.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from data.settings import Office


@dataclass(frozen=True)
class Session:
    """What the front door gives every command."""

    office_path: Path  # the settings file named by --office, DIEMBAO_OFFICE or ./office.toml
    clock: Callable[[], datetime]  # the present moment, aware, in UTC


class Refusal(click.ClickException):
    """Cannot run: said in Vietnamese on stderr, exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Reads --now: ISO 8601, Vietnam time where no offset is given."""
    if value is None:
        return None
    from data.text.dates import VN

    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(f"--now: «{value}» không phải thời điểm. Viết như 2026-11-22T06:05 (giờ Việt Nam).") from None
    return at.replace(tzinfo=VN).astimezone(UTC) if at.tzinfo is None else at.astimezone(UTC)


def day_of(_ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Reads a date: 2026-11-22 or 22/11/2026."""
    if value is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise Refusal(f"--{param.name}: «{value}» không phải ngày. Viết như 2026-11-22 hoặc 22/11/2026.")


FULL = "giải phóng dung lượng ổ đĩa hoặc nới hạn mức, rồi chạy lại lệnh"
RIGHTS = "kiểm tra đường dẫn paths.var và quyền ghi của tài khoản đang chạy lệnh, rồi chạy lại lệnh"
FILE_ERRORS = {
    errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EIO: FULL,
    errno.EACCES: RIGHTS, errno.EPERM: RIGHTS, errno.EROFS: RIGHTS, errno.EEXIST: RIGHTS, errno.ENOTDIR: RIGHTS,
}  # fmt: skip


def file_error(error: OSError) -> str:
    """A failure of the file system in words for the operator; empty for an error of another kind."""
    if error.errno not in FILE_ERRORS:
        return ""
    where = f" {error.filename}" if error.filename else ""
    what = f"Không ghi được tệp{where} ({error.strerror}). Dữ liệu đã lưu vẫn còn nguyên, không mất."
    return f"{what} Cách xử lý: {FILE_ERRORS[error.errno]}."


NOW = click.option("--now", callback=moment, help="Thời điểm giả định (mặc định: bây giờ), như 2026-11-22T06:05.")
DATE = click.option("--date", "day", callback=day_of, help="Ngày của bản tin, như 2026-11-22 (mặc định: hôm nay).")


def session(ctx: click.Context) -> Session:
    """The session of this call."""
    found = ctx.find_object(Session)
    if found is None:
        raise Refusal("Lệnh này chỉ chạy qua «diembao».")
    return found


def load(ctx: click.Context) -> Office:
    """The office's settings."""
    from data.settings import load_office

    return load_office(session(ctx).office_path, os.environ)


def counted_as(ctx: click.Context, office: Office | None, now: datetime | None) -> datetime:
    """The moment this run counts as (UTC): --now, a demo office's own moment, else the clock."""
    if now is not None:
        return now
    if office is not None and office.office_demo and office.office_demo_now is not None:
        return office.office_demo_now
    return session(ctx).clock()


def local_day(now: datetime) -> date:
    """The calendar day in Vietnam."""
    from data.text import local

    return local(now).date()


def finish(status: int) -> None:
    """Ends the command with its exit status: 0 done, 1 some input could not be handled, 2 cannot run."""
    sys.exit(status)
