"""Alerts ("tin nhanh"): an urgent or fast-growing story goes to the alert group within one round of polling.

In: the archive after a round, the settings, the present time. Out: letters queued and sent, and the alerts remembered. Stories
due in one round go in one mail. Quiet hours put an alert off to their end, the daily ceiling stops it; a story is told again
only after it grew by the set factor. What an edition told already is no alert any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from data.archive import Archive
from data.archive.records import Alert
from data.gazetteer import load_province
from data.model import Article, Outlet
from data.settings import Office
from data.text import local, tidy
from data.text.dates import VN, format_date, format_time
from digest import labels
from digest.delivery import letters
from digest.edition.alerted import HELD
from digest.edition.sensitive import SENSITIVE_KINDS, find_sensitive_signs
from digest.edition.story import extract_sentences, sanitise_url

FRESH = timedelta(hours=12)  # an article older than this is no news for an alert
SENTENCES = 2
WAITING = "Nội dung nhạy cảm: chưa gửi tới nhóm nhận tin nhanh, chuyển cán bộ phụ trách báo chí quyết định."
CLOSING = "Thông tin theo báo, đang tiếp tục cập nhật."


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A story that may be told by an alert."""

    story: str
    articles: tuple[Article, ...]  # by time of publication
    outlets: int  # press agencies with an article of their own
    why: str  # urgent | growth
    kinds: tuple[str, ...] = ()  # sensitive ones that the office holds: the officer is told, the group is not
    again: bool = False  # an alert told it before; it grew since


def run(archive: Archive, office: Office, *, now: datetime) -> str:
    """Tell what is due. What happened, in Vietnamese; empty when there was nothing to tell."""
    if not office.alert_recipients:
        return ""
    said = []
    with archive.write():
        due = candidates(archive, office, now)
        if due and quiet(office, now):
            return f"{len(due)} tin nhanh chờ hết giờ yên tĩnh ({office.alert_quiet_until})"
        officer = office.mail_officer or office.mail_reply_to
        held = [one for one in due if one.kinds and officer]
        due = [one for one in due if one not in held]
        if held:
            _tell(archive, office, held, [officer], now, waiting=True)
            said.append(f"{len(held)} tin nhanh có nội dung nhạy cảm chỉ báo cho cán bộ phụ trách báo chí")
        midnight = datetime.combine(local(now).date(), time(), tzinfo=VN)
        today = {alert.at for alert in archive.letters.alerts(after=midnight - timedelta(microseconds=1)) if alert.why != HELD}
        if due and len(today) >= office.alert_daily_limit:
            said.append(f"{len(due)} tin nhanh chưa báo vì đã đủ {office.alert_daily_limit} thư trong ngày")
        elif due:
            _tell(archive, office, due, office.alert_recipients, now)
            said.append(f"đã báo {len(due)} tin nhanh tới {len(office.alert_recipients)} nơi")
    failed = letters.send_due(archive, office, now=now)
    return "; ".join(filter(None, (*said, failed)))


def _tell(
    archive: Archive, office: Office, due: Sequence[Candidate], people: Sequence[str], now: datetime, *, waiting: bool = False
) -> None:
    """Queue one letter about these stories and remember that they were told."""
    subject, text = letter(archive, office, due, now)
    if waiting:
        kinds = "; ".join(dict.fromkeys(SENSITIVE_KINDS[kind] for one in due for kind in one.kinds))
        subject = f"[Chờ duyệt] {subject}"
        text = f"{WAITING} Lý do: {kinds}.\n\n{text}"
    key = f"{due[0].story}/{now.isoformat()}"
    letters.queue(archive, office, "alert", key, people, subject=subject, text=text, now=now)
    for one in due:
        why = HELD if waiting else one.why
        archive.letters.note_alert(Alert(story=one.story, at=now, articles=len(one.articles), outlets=one.outlets, why=why))


def quiet(office: Office, now: datetime) -> bool:
    """Whether it is a quiet hour; the same hour twice means there is none. The span may go over midnight."""
    begin, end = office.alert_quiet_from, office.alert_quiet_until
    hour = format_time(now)
    return begin <= hour < end if begin <= end else hour >= begin or hour < end


def candidates(archive: Archive, office: Office, now: datetime) -> list[Candidate]:
    """The stories to be told now: urgent ones first, then by size."""
    stories: dict[str, list[Article]] = {}
    for article in archive.articles.window(now - timedelta(hours=48), now):
        if article.relevance == "subject" and article.published_at is not None and article.published_at <= now:
            stories.setdefault(article.story or article.id, []).append(article)
    outlets = archive.articles.outlets()
    last = {alert.story: alert for alert in archive.letters.alerts()}
    found = []
    for story, articles in stories.items():
        ordered = sorted(articles, key=lambda article: (article.published_at or now, article.id))
        candidate = _candidate(archive, office, story, ordered, outlets, now)
        if candidate is None:
            continue
        told = last.get(story)
        if told is not None and len(candidate.articles) < told.articles * office.alert_growth:
            continue
        found.append(replace(candidate, again=told is not None))
    return sorted(found, key=lambda one: (one.why != "urgent", -one.outlets, one.articles[0].published_at or now, one.story))


def _candidate(
    archive: Archive, office: Office, story: str, articles: Sequence[Article], outlets: Mapping[str, Outlet], now: datetime
) -> Candidate | None:
    def own(article: Article) -> bool:
        outlet = outlets.get(article.outlet)
        return article.same_as is None and (outlet is None or outlet.owner_type != "tong-hop")

    young = [article for article in articles if article.published_at and article.published_at > now - FRESH]
    fresh = [article for article in young if not archive.editions.with_article(article.id)]
    fast = now - timedelta(hours=office.alert_fast_hours)
    quick = {article.outlet for article in fresh if own(article) and article.published_at and article.published_at > fast}
    urgent = any(article.urgent for article in fresh)
    bad = any(article.issue or article.tone == "negative" for article in fresh)
    if not fresh or not (urgent or (bad and len(quick) >= office.alert_fast_outlets)):
        return None
    return Candidate(
        story=archive.judgements.story_of(story), articles=tuple(articles), outlets=len({a.outlet for a in articles if own(a)}),
        why="urgent" if urgent else "growth",
        kinds=tuple(find_sensitive_signs(articles, office.sensitive_hold)) if bad else (),
    )  # fmt: skip


def letter(archive: Archive, office: Office, due: Sequence[Candidate], now: datetime) -> tuple[str, str]:
    """Subject and text, in the words of the model; further stories of the round follow the first in the same mail."""
    outlets = archive.articles.outlets()
    first = _lead(due[0])
    more = f" và {len(due) - 1} nội dung khác" if len(due) > 1 else ""
    province = load_province(office.office_province, watch=office.watch_terms).name
    head = labels.shorten(first.title or "", 200)
    subject = f"[Tin nhanh {province}] {format_time(now)} {format_date(local(now).date())}: {head}{more}"
    mark = labels.DEMO_OUTLET if office.office_demo else ""
    parts = []
    for one in due:
        lead = _lead(one)
        names = {a.outlet: (tidy(outlets[a.outlet].label) if a.outlet in outlets else a.outlet) + mark for a in one.articles}
        sentences = labels.split_sentences(extract_sentences(lead))[:SENTENCES]
        when = labels.format_time_of_day(lead.published_at or now)
        said = [labels.shorten(lead.title or "", 300), " ".join(sentences)]
        above = f"; bài trên: {names[lead.outlet]}" if len(one.articles) > 1 else ""
        said += [f"{len(one.articles)} tin, bài: {', '.join(names.values())}{above}, {when}."]
        parts.append("\n".join(filter(None, (*said, sanitise_url(lead.url)))))
    return subject, "\n\n".join([*parts, CLOSING])


def _lead(candidate: Candidate) -> Article:
    """The first article that is no reprint; of one told again the newest."""
    own = [article for article in candidate.articles if article.same_as is None] or list(candidate.articles)
    return own[-1] if candidate.again else next((article for article in own if article.urgent), own[0])
