"""Open, change and list the cases of an office.

In: the archive, the office's settings, what a person entered. Out: records of the cases as kept, with their deadlines.
Raises CaseError when a case cannot be opened or changed (nothing was changed then), RuleError when a rule cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from data.archive import Archive, CaseError
from data.archive.records import CASE_FIELDS, Case
from data.calendar import Deadline, counts_working_days, end_of, legal_deadlines, load_calendar, load_rule
from data.settings import Office
from data.text import local, tidy
from data.text.dates import VN
from digest.cases.block import classify_case, describe_status

NOON = time(12)  # a day entered without its hour counts from noon, so that its calendar day stays the one entered
UNOPENED_DAYS = 30  # how long a published "báo nêu" without a case stays on the list


@dataclass(frozen=True, kw_only=True)
class CaseDetails:
    """What a person entered about a case; None: not entered. Days are local."""

    number: str | None = None
    title: str | None = None
    outlet: str | None = None  # name of the register
    published: date | None = None
    agency: str | None = None
    rule: str | None = None
    due: date | None = None
    sent: date | None = None
    note: str | None = None
    state: str | None = None
    verified: str | None = None
    answered: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeadlineBasis:
    """Why a case is due when it is due."""

    basis: str  # the legal basis, for people
    needs_check: bool  # the rule is to be compared with the original text before use
    interim: tuple[Deadline, ...]  # the duties before the last one
    doubts: tuple[str, ...]  # what may still move the deadline: a year whose days off are not decided


@dataclass(frozen=True, kw_only=True)
class KeptCase:
    """A case as kept after it was opened or changed."""

    case: Case
    deadline: DeadlineBasis | None  # None: the case has no rule
    changed: tuple[str, ...] = ()  # names of the changed fields, Vietnamese


@dataclass(frozen=True, kw_only=True)
class ListedCase:
    """A case and how it stands: "Quá hạn 4 ngày"."""

    case: Case
    status: str


@dataclass(frozen=True, kw_only=True)
class UnopenedIssue:
    """A story that an edition marked "báo nêu" and for which nobody opened a case."""

    story: str
    title: str
    day: date  # of the edition
    number: int  # of the story in it


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """The cases asked for, oldest number first, and the issues of the last UNOPENED_DAYS without a case."""

    cases: tuple[ListedCase, ...]
    unopened: tuple[UnopenedIssue, ...]


def require_person(by: str) -> str:
    """Return the name of who acts. Raises CaseError when it is missing."""
    if not by.strip() or any(ord(char) < 32 for char in by):
        raise CaseError("Thiếu tên người thực hiện. Chưa đổi gì. Cách xử lý: thêm --by “Họ tên”.")
    return tidy(by)


def find_rules_folder(office: Office) -> Path | None:
    """Return the folder of the office's own rule tables, None when it has none."""
    return office.base / office.cases_rules_dir if office.cases_rules_dir else None


def open_case(archive: Archive, office: Office, details: CaseDetails, *, key: str | None, by: str, now: datetime) -> KeptCase:
    """Open a case from an article or story, or from the details alone.

    `key`: URL, article id or story id. Naming an agency sends the case to it.
    """
    person = require_person(by)
    case = _draft_from_archive(archive, key, person, now) if key else _draft_from_details(details, person, now)
    case = replace(case, number=details.number or "", note=details.note or "")
    for followed in archive.cases.all(everything=False):
        if case.story and followed.story == case.story:
            raise CaseError(
                f"Nội dung này đã có vấn đề theo dõi số {followed.number}. Chưa mở gì. Cách xử lý: dùng “diembao case set”."
            )
    if details.title:
        case = replace(case, title=tidy(details.title))
    agency = tidy(details.agency or "")
    sent = _at_noon(details.sent) or (now if agency else None)
    case = replace(case, agency=agency, sent_at=sent, state="da-chuyen" if agency else "moi-ghi-nhan")
    kept = archive.cases.open(_set_deadline(office, case, details))
    return KeptCase(case=kept, deadline=explain_deadline(office, kept))


def _draft_from_archive(archive: Archive, key: str, person: str, now: datetime) -> Case:
    identity = archive.articles.find_id(key)
    article = archive.articles.get(identity) if identity else None
    if article is None:
        article = next(iter(archive.judgements.story_articles(key)), None)
    if article is None:
        raise CaseError(
            f"Không có tin, bài hay nội dung nào là “{key}” trong kho lưu trữ. Chưa mở gì. "
            "Cách xử lý: tìm mã bằng “diembao search”, hoặc mở bằng --title, --outlet, --published."
        )
    story = article.story or article.id
    lead = next((article for article in archive.judgements.story_articles(story) if article.same_as is None), article)
    return Case(
        number="",
        story=story,
        article=lead.id,
        title=tidy(lead.title or ""),
        outlet=lead.outlet,
        url=lead.url,
        published_at=lead.published_at or lead.kept_at or now,
        opened_at=now,
        opened_by=person,
    )


def _draft_from_details(details: CaseDetails, person: str, now: datetime) -> Case:
    missing = [f"--{name}" for name in ("title", "outlet", "published") if not getattr(details, name)]
    published = _at_noon(details.published)
    if missing or published is None:
        raise CaseError(f"Chưa mở gì: thiếu {', '.join(missing)}. Cách xử lý: nêu địa chỉ hoặc mã của bài, hoặc đủ ba mục này.")
    return Case(
        number="",
        title=tidy(details.title or ""),
        outlet=details.outlet or "",
        published_at=published,
        opened_at=now,
        opened_by=person,
    )


def _at_noon(day: date | None) -> datetime | None:
    return datetime.combine(day, NOON, tzinfo=VN) if day else None


def _set_deadline(office: Office, case: Case, details: CaseDetails) -> Case:
    """Set the rule and the deadline: the day a person entered, else the one the rule gives."""
    name = details.rule or case.rule or ("" if details.due else office.cases_rule)
    if details.due:
        return replace(case, rule=name, due_at=end_of(details.due))
    if not name:
        return case
    folder = find_rules_folder(office)
    duties = legal_deadlines(load_rule(name, folder), published=case.published_at, sent=case.sent_at, folder=folder)
    return replace(case, rule=name, due_at=duties[-1].due if duties else None)


def explain_deadline(office: Office, case: Case) -> DeadlineBasis | None:
    """Explain the deadline of a case by its rule; None when it has no rule."""
    if not case.rule:
        return None
    folder = find_rules_folder(office)
    rule = load_rule(case.rule, folder)
    duties = legal_deadlines(rule, published=case.published_at, sent=case.sent_at, folder=folder)
    years = {local(duty.due).year for duty in duties} if counts_working_days(rule) else set()
    doubts = {load_calendar(folder).doubt(year) for year in years} - {""}
    return DeadlineBasis(basis=rule.basis, needs_check=rule.check, interim=tuple(duties[:-1]), doubts=tuple(sorted(doubts)))


def change_case(archive: Archive, office: Office, number: str, details: CaseDetails, *, by: str, now: datetime) -> KeptCase:
    """Change a case. Naming an agency sends it, a day of answer answers it, unless a state is entered too."""
    with archive.write():
        person = require_person(by)
        case = archive.cases.get(number)
        wanted = _apply_details(office, case, details, now)
        changes = {name: getattr(wanted, name) for name in CASE_FIELDS}
        events = archive.cases.change(case.number, changes, by=person, now=now)
        if not events:
            raise CaseError("Không có gì thay đổi. Cách xử lý: xem “diembao case set --help”.")
        kept = archive.cases.get(number)
    return KeptCase(
        case=kept, deadline=explain_deadline(office, kept), changed=tuple(CASE_FIELDS[event.field] for event in events)
    )


def _apply_details(office: Office, case: Case, details: CaseDetails, now: datetime) -> Case:
    wanted = replace(
        case,
        title=case.title if details.title is None else tidy(details.title),
        agency=case.agency if details.agency is None else tidy(details.agency),
        note=case.note if details.note is None else tidy(details.note),
    )
    is_sent = details.agency is not None or details.sent is not None
    is_dated = details.rule is not None or details.due is not None
    if is_sent:
        state = "da-chuyen" if case.state == "moi-ghi-nhan" else case.state
        wanted = replace(wanted, sent_at=_at_noon(details.sent) or case.sent_at or now, state=state)
    keeps_day = case.due_at is not None and not case.rule and not is_dated
    if (is_sent or is_dated) and not keeps_day:
        wanted = _set_deadline(office, wanted, details)
    if details.verified is not None:
        wanted = replace(wanted, verified=details.verified)
    if details.answered is not None:
        wanted = replace(wanted, answered_on=details.answered, state="da-tra-loi")
    if details.state is not None:
        wanted = replace(wanted, state=details.state)
    if wanted.state == "da-tra-loi" and wanted.answered_on is None:
        wanted = replace(wanted, answered_on=local(now).date())
    if wanted.state == "da-chuyen" and not wanted.agency:
        raise CaseError("Chưa sửa gì: chưa nêu cơ quan xử lý. Cách xử lý: thêm --agency.")
    return wanted


def list_cases(archive: Archive, *, everything: bool, overdue: bool, now: datetime) -> CaseList:
    """List cases: all of them, or those still followed; `overdue`: only those, and no unopened issues."""
    day = local(now).date()
    cases = archive.cases.all(everything=everything)
    if overdue:
        cases = [case for case in cases if case.open and classify_case(case, day, now, ()) == "overdue"]
    listed = tuple(ListedCase(case=case, status=describe_status(case, day, now)) for case in cases)
    return CaseList(cases=listed, unopened=() if overdue else _find_unopened_issues(archive, day))


def _find_unopened_issues(archive: Archive, today: date) -> tuple[UnopenedIssue, ...]:
    """Find the stories marked "báo nêu" in the last UNOPENED_DAYS without a case; each once."""
    covered = {case.story for case in archive.cases.all()}
    issues: dict[str, UnopenedIssue] = {}
    for edition in archive.editions.between(today - timedelta(days=UNOPENED_DAYS), today):
        for item in archive.editions.items(edition.day):
            story = archive.judgements.story_of(item.story)
            if item.issue and story not in covered and story not in issues:
                issues[story] = UnopenedIssue(story=story, title=item.title, day=edition.day, number=item.number)
    return tuple(issues.values())
