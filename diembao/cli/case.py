"""The work of `diembao case open|set|list`.

In: settings, what a person said about a case, the present time. Out: Vietnamese lines and an exit status: 0 done, 2 cannot run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from typing import TextIO

from data.archive import Archive, ArchiveError, CaseError
from data.archive.records import CASE_FIELDS, VERIFIED, Case
from data.calendar import RuleError, counts_working_days, end_of, legal_deadlines, load_calendar, load_rule
from data.model import Article
from data.settings import Office
from data.text import local, tidy
from data.text.dates import VN, format_date
from digest.cases import block as words
from digest.cases.service import person, rules_folder

NOON = time(12)  # a day said without its hour counts from noon, so that its calendar day is the one that was said
UNOPENED_DAYS = 30  # how long a told "báo nêu" without a case stays on the list


def open_case(office: Office, key: str | None, said: Mapping[str, object], *, by: str, now: datetime, out: TextIO) -> int:
    """Open a case from an article or story (`key`: URL, article id or story id), or from what is said alone."""
    try:
        with Archive.open(office.archive_path, now=now) as archive:
            person(by)
            case = _from_archive(archive, key, by, now) if key else _from_words(said, by, now)
            case = replace(case, number=str(said.get("number") or ""), note=str(said.get("note") or ""))
            if case.story and (known := next((c for c in archive.cases.all(everything=False) if c.story == case.story), None)):
                raise CaseError(
                    f"Nội dung này đã có vấn đề theo dõi số {known.number}. Chưa mở gì. Cách xử lý: dùng “diembao case set”."
                )
            if said.get("title"):
                case = replace(case, title=tidy(str(said["title"])))
            agency = tidy(str(said.get("agency") or ""))
            sent = _noon(said.get("sent")) or (now if agency else None)
            case = replace(case, agency=agency, sent_at=sent, state="da-chuyen" if agency else "moi-ghi-nhan")
            case = _with_deadline(office, case, said)
            kept = archive.cases.open(case)
    except (ArchiveError, RuleError) as error:
        return _refuse(str(error))
    out.write(f"Đã mở vấn đề số {kept.number}: {kept.title}\n{_state(kept)}\n")
    _tell_rule(office, kept, out)
    return 0


def _from_archive(archive: Archive, key: str, by: str, now: datetime) -> Case:
    identity = archive.articles.find_id(key)
    found: Article | None = archive.articles.get(identity) if identity else None
    if found is None:
        articles = archive.judgements.story_articles(key)
        found = articles[0] if articles else None
    if found is None:
        raise CaseError(
            f"Không có tin, bài hay nội dung nào là “{key}” trong kho lưu trữ. Chưa mở gì. "
            "Cách xử lý: tìm mã bằng “diembao search”, hoặc mở bằng --title, --outlet, --published."
        )
    lead = next((a for a in archive.judgements.story_articles(found.story or found.id) if a.same_as is None), found)
    return Case(
        number="", story=found.story or found.id, article=lead.id, title=tidy(lead.title or ""), outlet=lead.outlet, url=lead.url,
        published_at=lead.published_at or lead.kept_at or now, opened_at=now, opened_by=tidy(by),
    )  # fmt: skip


def _from_words(said: Mapping[str, object], by: str, now: datetime) -> Case:
    missing = [f"--{name}" for name in ("title", "outlet", "published") if not said.get(name)]
    published = _noon(said.get("published"))
    if missing or published is None:
        raise CaseError(f"Chưa mở gì: thiếu {', '.join(missing)}. Cách xử lý: nêu địa chỉ hoặc mã của bài, hoặc đủ ba mục này.")
    return Case(
        number="", title=tidy(str(said["title"])), outlet=str(said["outlet"]), published_at=published, opened_at=now,
        opened_by=tidy(by),
    )  # fmt: skip


def _noon(said: object) -> datetime | None:
    return datetime.combine(said, NOON, tzinfo=VN) if isinstance(said, date) else None


def _with_deadline(office: Office, case: Case, said: Mapping[str, object]) -> Case:
    """The case with its rule and its deadline: the day a person said, else the one the rule gives."""
    due = said.get("due")
    name = str(said.get("rule") or case.rule or ("" if isinstance(due, date) else office.cases_rule))
    folder = rules_folder(office)
    if isinstance(due, date):
        return replace(case, rule=name, due_at=end_of(due))
    if not name:
        return case
    found = legal_deadlines(load_rule(name, folder), published=case.published_at, sent=case.sent_at, folder=folder)
    return replace(case, rule=name, due_at=found[-1].due if found else None)


def set_case(office: Office, number: str, said: Mapping[str, object], *, by: str, now: datetime, out: TextIO) -> int:
    """Change a case. Naming an agency sends it, an answer's day answers it, unless a state is said too."""
    try:
        with Archive.open(office.archive_path, now=now) as archive, archive.write():
            person(by)
            case = archive.cases.get(number)
            wanted = _changed(office, case, {name: value for name, value in said.items() if value is not None}, now)
            changes = {name: getattr(wanted, name) for name in CASE_FIELDS}
            made = archive.cases.change(case.number, changes, by=tidy(by), now=now)
            after = archive.cases.get(number)
    except (ArchiveError, RuleError) as error:
        return _refuse(str(error))
    if not made:
        return _refuse("Không có gì thay đổi. Cách xử lý: xem “diembao case set --help”.")
    out.write(f"Vấn đề số {after.number}: đã sửa {', '.join(CASE_FIELDS[event.field] for event in made)}.\n{_state(after)}\n")
    _tell_rule(office, after, out)
    return 0


def _changed(office: Office, case: Case, said: Mapping[str, object], now: datetime) -> Case:
    texts = {field: tidy(str(said.get(field, getattr(case, field)))) for field in ("title", "agency", "note")}
    wanted = replace(case, title=texts["title"], agency=texts["agency"], note=texts["note"])
    if "agency" in said or "sent" in said:
        sent = _noon(said.get("sent")) or case.sent_at or now
        state = "da-chuyen" if case.state == "moi-ghi-nhan" else case.state
        wanted = replace(wanted, sent_at=sent, state=state)
    if {"agency", "sent", "rule", "due"} & set(said):
        keeps_day = case.due_at is not None and not case.rule and not {"rule", "due"} & set(said)
        wanted = wanted if keeps_day else _with_deadline(office, wanted, said)
    if "verified" in said:
        wanted = replace(wanted, verified=str(said["verified"]))
    answered = said.get("answered")
    if isinstance(answered, date):
        wanted = replace(wanted, answered_on=answered, state="da-tra-loi")
    if "state" in said:
        wanted = replace(wanted, state=str(said["state"]))
    if wanted.state == "da-tra-loi" and wanted.answered_on is None:
        wanted = replace(wanted, answered_on=local(now).date())
    if wanted.state == "da-chuyen" and not wanted.agency:
        raise CaseError("Chưa sửa gì: chưa nêu cơ quan xử lý. Cách xử lý: thêm --agency.")
    return wanted


def list_cases(office: Office, *, everything: bool, overdue: bool, form: str, now: datetime, out: TextIO) -> int:
    """The cases as a list for people, or as JSON; and what was told as "báo nêu" but never opened."""
    try:
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            found = archive.cases.all(everything=everything)
            unopened = [] if overdue else _unopened(archive, now)
    except ArchiveError as error:
        return _refuse(str(error))
    day = local(now).date()
    kinds = {case.number: words.kind(case, day, now, ()) for case in found if case.open}
    if overdue:
        found = [case for case in found if kinds.get(case.number) == "overdue"]
    if form == "json":
        for case in found:
            shown = {name: str(value) if isinstance(value, date) else value for name, value in asdict(case).items()}
            out.write(json.dumps(shown | {"status": words.status(case, day, now)}, ensure_ascii=False) + "\n")
        return 0
    for case in found:
        agency, due = case.agency or "chưa chuyển cơ quan xử lý", words.tell_due(case.due_at) or "chưa có"
        out.write(f"{case.number}  {case.title} ({case.outlet}, {format_date(local(case.published_at).date())})\n")
        out.write(f"    {agency}; hạn báo cáo {due}; {words.status(case, day, now)}\n")
    if not found:
        out.write("Không có vấn đề theo dõi nào" + (" quá hạn.\n" if overdue else ".\n"))
    if unopened:
        out.write(f"\nBáo nêu đã đưa trong {UNOPENED_DAYS} ngày qua, chưa mở vấn đề theo dõi:\n")
        out.writelines(f"  {line}\n" for line in unopened)
        out.write("Cách xử lý: “diembao case open MÃ --agency … --by …”.\n")
    return 0


def _unopened(archive: Archive, now: datetime) -> list[str]:
    today = local(now).date()
    covered = {case.story for case in archive.cases.all()}
    lines: dict[str, str] = {}
    for edition in archive.editions.between(today - timedelta(days=UNOPENED_DAYS), today):
        for item in archive.editions.items(edition.day):
            story = archive.judgements.story_of(item.story)
            if item.issue and story not in covered and story not in lines:
                lines[story] = f"{story}  {item.title} (bản tin ngày {format_date(edition.day)}, nội dung {item.number})"
    return list(lines.values())


def _state(case: Case) -> str:
    due = words.tell_due(case.due_at)
    said = [f"Tình trạng: {case.label}", f"cơ quan xử lý: {case.agency or 'chưa chuyển'}"]
    said += [f"hạn báo cáo: {due}"] if due else ["hạn báo cáo: chưa có"]
    return "; ".join(said + ([VERIFIED[case.verified]] if case.verified else [])) + "."


def _tell_rule(office: Office, case: Case, out: TextIO) -> None:
    if case.rule:
        folder = rules_folder(office)
        rule = load_rule(case.rule, folder)
        warning = " Quy tắc này cần đối chiếu văn bản gốc trước khi dùng." if rule.check else ""
        out.write(f"Căn cứ: {rule.basis}.{warning}\n")
        found = legal_deadlines(rule, published=case.published_at, sent=case.sent_at, folder=folder)
        out.writelines(f"  {one.label}: hạn {words.tell_due(one.due)}\n" for one in found[:-1])
        doubts = {load_calendar(folder).doubt(local(one.due).year) for one in found} if counts_working_days(rule) else set()
        out.writelines(f"  Lưu ý: {doubt}; hạn có thể thay đổi.\n" for doubt in sorted(doubts - {""}))


def _refuse(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2
