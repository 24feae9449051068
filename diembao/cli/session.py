"""What every command shares: the moment it counts as, the day, the office's settings, and how a refusal is printed.

In: click's context, whose object is a `Session` made by `entry`. Out: options and small functions for the other modules of this
package. The clock itself is read only by `entry`, which hands it over in the session.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from data.errors import OperatorError

if TYPE_CHECKING:
    from data.settings import Office


@dataclass(frozen=True)
class Session:
    """What every command gets from `entry`."""

    office_path: Path  # the settings file named by --office, DIEMBAO_OFFICE or ./office.toml
    clock: Callable[[], datetime]  # the present moment, aware, in UTC


def outlets_file(ctx: click.Context) -> Path:
    """What the office states about outlets, beside its settings; neither file need exist."""
    return session(ctx).office_path.with_name("outlets.toml")


class Refusal(click.ClickException):
    """Not done: a Vietnamese message on stderr and an exit status, 2 (cannot run) where the error says no other."""

    def __init__(self, message: str, exit_status: int = OperatorError.exit_status) -> None:
        super().__init__(message)
        self.exit_code = exit_status  # type: ignore[misc]  # click declares it for the class, and reads it from the instance

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True)


def moment(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Read --now: ISO 8601, Vietnam time where no offset is given."""
    if value is None:
        return None
    from data.text.dates import VN

    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(f"--now: «{value}» không phải thời điểm. Viết như 2026-11-22T06:05 (giờ Việt Nam).") from None
    return at.replace(tzinfo=VN).astimezone(UTC) if at.tzinfo is None else at.astimezone(UTC)


def day_of(_ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a date: 2026-11-22 or 22/11/2026."""
    if value is None:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(value, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise Refusal(f"--{param.name}: «{value}» không phải ngày. Viết như 2026-11-22 hoặc 22/11/2026.")


NOW = click.option("--now", callback=moment, help="Thời điểm giả định (mặc định: bây giờ), như 2026-11-22T06:05.")
DATE = click.option("--date", "day", callback=day_of, help="Ngày của bản tin, như 2026-11-22 (mặc định: hôm nay).")


def session(ctx: click.Context) -> Session:
    """Return the session of this call."""
    current = ctx.find_object(Session)
    if current is None:
        raise Refusal("Lệnh này chỉ chạy qua «diembao».")
    return current


def load(ctx: click.Context) -> Office:
    """Load the office's settings."""
    from data.settings import load_office

    return load_office(session(ctx).office_path, os.environ)


def counted_as(ctx: click.Context, office: Office | None, now: datetime | None) -> datetime:
    """Return the moment this run counts as (UTC): --now, a demo office's own moment, else the clock."""
    if now is not None:
        return now
    if office is not None and office.office_demo and office.office_demo_now is not None:
        return office.office_demo_now
    return session(ctx).clock()


def local_day(now: datetime) -> date:
    """Return the calendar day in Vietnam."""
    from data.text import local

    return local(now).date()


def finish(status: int) -> NoReturn:
    """Ends the command with its exit status: 0 done, 1 some input could not be handled, 2 cannot run."""
    sys.exit(status)
