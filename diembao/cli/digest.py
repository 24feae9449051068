"""The work of `diembao digest`, `send` and `day`.

In: settings, the day, the present time. Out: Vietnamese lines and an exit status:
0 done, 1 some mail could not be sent, 2 cannot run.
"""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from digest.issue.out_folder import FILES, document_name, printed, renew_files, write_files

if TYPE_CHECKING:
    from data.archive import Archive
    from data.archive.records import EditionRow, GroupRow
    from data.settings import Office
    from digest.delivery.outbox import Delivery

DOCUMENTS = ("docx", "xlsx")


def digest(
    office: Office,
    day: date,
    form: str | None = "html",
    *,
    now: datetime,
    out: TextIO,
    open_: bool = False,
    group: str | None = None,
) -> int:
    """Build (or, when sent, repeat) the edition of a day, write its files, print the asked form. `form` None: only say where.

    `group`: print the part that this recipient group gets; no files are written.
    """
    from data.archive import Archive, ArchiveError
    from digest.issue.assemble import BrokenFigures, NotYet, edition_of

    try:
        with Archive.open(office.archive_path, now=now) as archive:
            run = archive.trail.begin_run("digest", now)
            edition = edition_of(archive, office, day, now=now, run=run)
            documents = archive.documents.files(day)
            part = archive.groups.part(day, group) if group else None
            archive.trail.end_run(run, now, "done", _told(edition))
    except (ArchiveError, BrokenFigures, NotYet) as error:
        return _refuse(str(error))
    if group:
        return _print_part(group, part, form or "txt", out)
    try:
        folder = write_files(office, edition, documents)
    except OSError as error:
        return _refuse(
            f"Không ghi được tệp bản tin ({error}). Bản tin vẫn ở trong kho lưu trữ. Cách xử lý: xem chỗ trống và quyền ghi."
        )
    if form in DOCUMENTS:
        return _hand_out(office, edition, form, documents, out)
    if form is None:
        out.write(f"{_told(edition)}\nTệp bản tin: {folder}\n")
    else:
        out.write(printed(edition)[form])
    if open_:
        webbrowser.open((folder / FILES["html"]).resolve().as_uri())
    return 0


def _print_part(group: str, part: GroupRow | None, form: str, out: TextIO) -> int:
    """The part of one recipient group, in the asked form."""
    if part is None:
        return _refuse(f"Bản tin này không có phần của nhóm “{group}”. Cách xử lý: xem các mục [group.…] trong tệp cài đặt.")
    texts = {"html": part.html, "txt": part.text, "short": part.short, "json": part.json}
    if form in texts:
        out.write(texts[form])
        return 0
    if form not in part.files:
        return _refuse(f"Nhóm “{group}” không có tệp {form}. Cách xử lý: thêm {form} vào group.{group}.attachments.")
    target = getattr(out, "buffer", None)
    if target is None or out.isatty():
        return _refuse(f"Không in tệp {form} ra màn hình. Cách xử lý: chuyển vào tệp, như “> {group}.{form}”.")
    out.flush()
    target.write(part.files[form])
    return 0


def _hand_out(office: Office, edition: EditionRow, form: str, documents: Mapping[str, bytes], out: TextIO) -> int:
    """The document's bytes into a pipe or file; on a terminal only where it lies."""
    if form not in documents:
        return _refuse(
            f"Bản tin ngày {edition.day:%d/%m/%Y} không có tệp {form} trong kho: bản tin được phát hành trước khi hệ thống lưu "
            "tệp Word, Excel. Cách xử lý: dùng --format html hoặc txt."
        )
    target = getattr(out, "buffer", None)
    if target is None or out.isatty():
        out.write(f"{office.out_dir / edition.day.isoformat() / document_name(office, edition, form)}\n")
    else:
        out.flush()
        target.write(documents[form])
    return 0


def _told(edition: EditionRow) -> str:
    state = "đã gửi" if edition.frozen_at else "chưa gửi"
    counts = edition.counts
    return (
        f"Bản tin số {edition.number} ngày {edition.day:%d/%m/%Y} ({state}): "
        f"{counts.get('stories', 0)} nội dung, {counts.get('articles', 0)} tin, bài."
    )


def send(
    office: Office,
    day: date,
    *,
    now: datetime,
    out: TextIO,
    again: str | None = None,
    test: str | None = None,
    group: str = "",
    at_once: bool = True,
) -> int:
    """Send what a day's edition still owes; `again`: once more to one recipient; `test`: a trial mail, not recorded,
    of the whole edition or of a `group`'s part.

    `at_once`: a person asks, so a mail that rests after a refusal does not wait for its hour.
    """
    from data.archive import Archive, ArchiveError
    from data.storage.locks import one_sender
    from digest.delivery.message import MailError, missing_settings
    from digest.issue.assemble import BrokenFigures, NotYet, edition_of

    missing = missing_settings(office)
    if test or again:
        missing = [line for line in missing if not line.startswith("mail.recipients")]
    if missing:
        return _refuse("Chưa gửi được thư; bản tin vẫn được dựng và lưu. Còn thiếu cài đặt:\n" + "\n".join(missing))
    try:
        with one_sender(office.send_lock), Archive.open(office.archive_path, now=now) as archive:
            run = archive.trail.begin_run("send", now)
            edition = edition_of(archive, office, day, now=now, run=run)
            if test:
                return _send_test(archive, office, edition, test, group, now=now, out=out)
            status = _send(archive, office, edition, now=now, out=out, again=again, run=run, at_once=at_once)
            renew_files(archive, office, edition, out)
            archive.trail.end_run(run, now, "problems" if status else "done", _told(edition))
            return status
    except (ArchiveError, BrokenFigures, MailError, NotYet) as error:
        return _refuse(str(error))


def _send(
    archive: Archive, office: Office, edition: EditionRow, *, now: datetime, out: TextIO, again: str | None, run: str,
    at_once: bool,
) -> int:  # fmt: skip
    from digest.delivery import letters
    from digest.delivery import outbox as delivery

    if edition.imported:
        return _refuse(f"Bản tin ngày {edition.day:%d/%m/%Y} chỉ có số liệu, do phần mềm trước phát hành nên không gửi lại được.")
    if again:
        delivery.once_more(archive, office, edition, again, now)
    else:
        delivery.enqueue(archive, office, edition, now)
        late = [group.label for group in office.groups if group.slug not in archive.groups.slugs(edition.day)]
        if late:
            out.write(f"Nhóm nhận {', '.join(late)}: thêm sau khi bản tin đã duyệt hoặc đã gửi, bắt đầu từ bản tin sau.\n")
    done = delivery.deliver(archive, office, edition, now=now, only=[again] if again else None, at_once=at_once)
    if done.sent:
        _note_sent(archive, edition, done, now=now, run=run)
    delivery.tell_failed(archive, office, edition, done.failed, now)
    unsaid = letters.send_due(archive, office, now=now)
    status = _report(archive, edition, done, out)
    if unsaid:
        out.write(f"{unsaid[:1].upper()}{unsaid[1:]}; sẽ gửi lại.\n")
    return status


def outbox_log(office: Office, day: date, *, now: datetime, out: TextIO) -> int:
    """Print an edition's outbox: each recipient with its state, each try with its hour and the server's words."""
    from data.archive import Archive, ArchiveError
    from data.archive.records import OUTBOX_STATES
    from data.text import local
    from data.text.dates import format_date, format_time

    try:
        with Archive.open(office.archive_path, now=now) as archive:
            rows, tries = archive.outbox.rows(day), archive.outbox.tries(day)
    except ArchiveError as error:
        return _refuse(str(error))
    if not rows:
        out.write(f"Sổ gửi bản tin ngày {format_date(day)}: chưa có thư nào.\n")
    for row in rows:
        again = f" lúc {format_time(row.next_at)}" if row.state == "deferred" else ""
        out.write(f"{row.recipient}{f' (nhóm {row.group})' if row.group else ''}: {row.label}{again}  {row.message_id}\n")
        for one in tries:
            if one.recipient == row.recipient:
                state = f"{OUTBOX_STATES[one.state]}{f': {one.detail}' if one.detail else ''}"
                out.write(f"    {format_time(one.at)} {format_date(local(one.at).date())}  {state}\n")
    return 0


def _note_sent(archive: Archive, edition: EditionRow, delivery: Delivery, *, now: datetime, run: str) -> None:
    from data.model import Outcome, Stage

    detail = f"bản tin số {edition.number}, {len(delivery.sent)} nơi nhận"
    archive.trail.note_all(
        [(item.article, Stage.SEND, Outcome.SENT, run, now, detail) for item in archive.editions.items(edition.day)]
    )


def _report(archive: Archive, edition: EditionRow, delivery: Delivery, out: TextIO) -> int:
    from data.text.dates import format_time

    rows = {row.recipient: row for row in archive.outbox.rows(edition.day)}
    waiting = sorted(recipient for recipient, row in rows.items() if row.state in ("queued", "deferred"))
    failed = sorted(recipient for recipient, row in rows.items() if row.state == "failed")
    if not (delivery.sent or delivery.deferred or delivery.failed):
        sent = sum(row.state == "sent" for row in rows.values())
        state = f"còn {len(waiting)} thư chưa đến giờ gửi lại" if waiting else "không còn thư nào chờ gửi"
        out.write(f"{state[:1].upper()}{state[1:]}: bản tin số {edition.number} đã gửi tới {sent} nơi nhận.\n")
    else:
        out.write(f"Bản tin số {edition.number}: đã gửi {len(delivery.sent)} thư.\n")
    for recipient in waiting:
        out.write(f"  hoãn, sẽ gửi lại lúc {format_time(rows[recipient].next_at)}: {recipient}: {rows[recipient].detail}\n")
    for recipient in failed:
        out.write(f"  không gửi được: {recipient}: {rows[recipient].detail}\n")
    if waiting:
        out.write(
            "Cách xử lý: lệnh watch tự gửi lại; hoặc chạy lại “diembao send” khi máy chủ thư hoạt động. "
            "Thư đã gửi không bị gửi lần hai.\n"
        )
    if failed:
        out.write("Cách xử lý: kiểm tra địa chỉ, rồi gửi lại từng nơi bằng “diembao send --again ĐỊA_CHỈ”.\n")
    return 1 if waiting or failed else 0


def _send_test(
    archive: Archive, office: Office, edition: EditionRow, recipient: str, group: str, *, now: datetime, out: TextIO
) -> int:
    """A trial mail: nothing is recorded, the edition stays open."""
    from digest.delivery.message import message, message_id, sending_time
    from digest.delivery.smtp import Refused, SmtpConnection, TemporaryFailure
    from digest.issue import parts as groups

    identity = message_id(office, edition.day, f"{recipient}\ntest\n{now.isoformat()}")
    when = sending_time(office, edition.day, now)
    load = groups.load(archive, edition, group)
    if load is None:
        return _refuse(f"Bản tin này không có phần của nhóm “{group}”. Cách xử lý: xem các mục [group.…] trong tệp cài đặt.")
    mail = message(
        office, load.edition, recipient, identity=identity, sent_at=when, files=load.files, test=True, short=load.short
    )
    try:
        with SmtpConnection(office) as line:
            line.send(recipient, mail.as_bytes())
    except (TemporaryFailure, Refused) as error:
        return _refuse(
            f"Chưa gửi thử được: {error}. Bản tin không bị ảnh hưởng. Cách xử lý: kiểm tra mục [mail] của tệp cài đặt.", 1
        )
    out.write(f"Đã gửi thử tới {recipient}; bản tin chưa bị khóa, sổ gửi không đổi.\n")
    return 0


def day_command(office_path: Path, office: Office, day: date, *, now: datetime, no_send: bool, out: TextIO) -> int:
    """The whole day, as cron calls it."""
    from data.archive import ArchiveError
    from data.storage.locks import Busy
    from diembao.scheduling.day import day as run_day

    try:
        return run_day(office_path, office, day=day, now=now, out=out, no_send=no_send)
    except (ArchiveError, Busy) as error:
        return _refuse(str(error))


def _refuse(text: str, status: int = 2) -> int:
    sys.stderr.write(text + "\n")
    return status
