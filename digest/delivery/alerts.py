"""Alerts ("tin nhanh"): an urgent or fast-growing story goes to the alert group within one round of polling.

In: the archive after a round, the settings, the present time. Out: letters queued and sent, the alerts remembered, and
`AlertRound`, which says what was told and what was not. Stories due in one round go in one mail. Quiet hours put an alert off to
their end, the daily ceiling stops it; a story is told again only after it grew by the set factor. What an edition told already
is no alert any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from data.archive import Archive
from data.archive.records import Alert
from data.gazetteer import load_province
from data.model import Article, Outlet
from data.settings import Office
from data.text import local, tidy
from data.text.dates import VN, format_date, format_time
from digest import labels
from digest.delivery.letters import LetterRound, queue_letters, send_letters
from digest.edition import HELD, extract_sentences, sanitise_url
from digest.edition.build import find_unconfirmed_host
from digest.edition.sensitive import SENSITIVE_KINDS, find_sensitive_signs
from digest.issue.assemble import find_unconfirmed_moves

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


@dataclass(frozen=True, kw_only=True)
class AlertRound:
    """What became of the stories that called for an alert; all empty when none did."""

    alerted: tuple[Candidate, ...] = ()  # the alert group was told
    held: tuple[Candidate, ...] = ()  # sensitive: only the press officer was told
    quiet: tuple[Candidate, ...] = ()  # put off to the end of the quiet hours
    over_limit: tuple[Candidate, ...] = ()  # not told: the ceiling of the day was reached
    recipients: int = 0  # of the alert group
    daily_limit: int = 0  # letters a day, by the settings
    quiet_until: str = ""  # HH:MM, the end of the quiet hours by the settings
    letters: LetterRound = field(default_factory=LetterRound)  # the letters that were due

    @property
    def has_failed(self) -> bool:
        """Whether a letter did not go out."""
        return self.letters.has_failed


def send_alerts(archive: Archive, office: Office, *, now: datetime) -> AlertRound:
    """Queue and send the alerts that are due; nothing where the settings name no alert group."""
    if not office.alert_recipients:
        return AlertRound()
    with archive.write():
        due = list_candidates(archive, office, now)
        if due and is_quiet(office, now):
            return AlertRound(quiet=tuple(due), quiet_until=office.alert_quiet_until)
        officer = office.mail_officer or office.mail_reply_to
        held = [candidate for candidate in due if candidate.kinds and officer]
        due = [candidate for candidate in due if candidate not in held]
        if held:
            _queue_alert(archive, office, held, [officer], now, is_held=True)
        over_limit = bool(due) and _count_today(archive, now) >= office.alert_daily_limit
        if due and not over_limit:
            _queue_alert(archive, office, due, office.alert_recipients, now)
    return AlertRound(
        alerted=() if over_limit else tuple(due),
        held=tuple(held),
        over_limit=tuple(due) if over_limit else (),
        recipients=len(office.alert_recipients),
        daily_limit=office.alert_daily_limit,
        letters=send_letters(archive, office, now=now),
    )


def _count_today(archive: Archive, now: datetime) -> int:
    """How many alerts went to the group on this local day."""
    midnight = datetime.combine(local(now).date(), time(), tzinfo=VN)
    alerts = archive.letters.alerts(after=midnight - timedelta(microseconds=1))
    return len({alert.at for alert in alerts if alert.why != HELD})


def _queue_alert(
    archive: Archive, office: Office, due: Sequence[Candidate], people: Sequence[str], now: datetime, *, is_held: bool = False
) -> None:
    """Queue one letter about these stories and remember that they were told."""
    subject, text = write_alert(archive, office, due, now)
    if is_held:
        kinds = "; ".join(dict.fromkeys(SENSITIVE_KINDS[kind] for candidate in due for kind in candidate.kinds))
        subject = f"[Chờ duyệt] {subject}"
        text = f"{WAITING} Lý do: {kinds}.\n\n{text}"
    key = f"{due[0].story}/{now.isoformat()}"
    queue_letters(archive, office, "alert", key, people, subject=subject, text=text, now=now)
    for candidate in due:
        why = HELD if is_held else candidate.why
        articles, outlets = len(candidate.articles), candidate.outlets
        archive.letters.note_alert(Alert(story=candidate.story, at=now, articles=articles, outlets=outlets, why=why))


def is_quiet(office: Office, now: datetime) -> bool:
    """Tell whether it is a quiet hour; the same hour twice means there is none. The span may go over midnight."""
    begin, end = office.alert_quiet_from, office.alert_quiet_until
    hour = format_time(now)
    return begin <= hour < end if begin <= end else hour >= begin or hour < end


def list_candidates(archive: Archive, office: Office, now: datetime) -> list[Candidate]:
    """List the stories to be told now: urgent ones first, then by size."""
    stories: dict[str, list[Article]] = {}
    unconfirmed = find_unconfirmed_moves(office, now)
    for article in archive.articles.window(now - timedelta(hours=48), now):
        if find_unconfirmed_host(article, unconfirmed):
            continue
        if article.relevance == "subject" and article.published_at is not None and article.published_at <= now:
            stories.setdefault(article.story or article.id, []).append(article)
    outlets = archive.articles.outlets()
    last = {alert.story: alert for alert in archive.letters.alerts()}
    candidates = []
    for story, articles in stories.items():
        ordered = sorted(articles, key=lambda article: (article.published_at or now, article.id))
        candidate = _candidate(archive, office, story, ordered, outlets, now)
        if candidate is None:
            continue
        alert = last.get(story)
        if alert is not None and len(candidate.articles) < alert.articles * office.alert_growth:
            continue
        candidates.append(replace(candidate, again=alert is not None))

    def rank(candidate: Candidate) -> tuple[bool, int, datetime, str]:
        first = candidate.articles[0].published_at or now
        return candidate.why != "urgent", -candidate.outlets, first, candidate.story

    return sorted(candidates, key=rank)


def _candidate(
    archive: Archive, office: Office, story: str, articles: Sequence[Article], outlets: Mapping[str, Outlet], now: datetime
) -> Candidate | None:
    def is_original(article: Article) -> bool:
        """Whether it is no reprint and not of an aggregator."""
        outlet = outlets.get(article.outlet)
        return article.same_as is None and (outlet is None or outlet.owner_type != "tong-hop")

    young = [article for article in articles if article.published_at and article.published_at > now - FRESH]
    fresh = [article for article in young if not archive.editions.with_article(article.id)]
    fast = now - timedelta(hours=office.alert_fast_hours)
    quick = {article.outlet for article in fresh if is_original(article) and article.published_at and article.published_at > fast}
    urgent = any(article.urgent for article in fresh)
    bad = any(article.issue or article.tone == "negative" for article in fresh)
    if not fresh or not (urgent or (bad and len(quick) >= office.alert_fast_outlets)):
        return None
    return Candidate(
        story=archive.judgements.story_of(story),
        articles=tuple(articles),
        outlets=len({article.outlet for article in articles if is_original(article)}),
        why="urgent" if urgent else "growth",
        kinds=tuple(find_sensitive_signs(articles, office.sensitive_hold)) if bad else (),
    )


def write_alert(archive: Archive, office: Office, due: Sequence[Candidate], now: datetime) -> tuple[str, str]:
    """Write subject and text of an alert; further stories of the round follow the first in the same mail."""
    outlets = archive.articles.outlets()
    first = _lead(due[0])
    more = f" và {len(due) - 1} nội dung khác" if len(due) > 1 else ""
    province = load_province(office.office_province, watch=office.watch_terms).name
    head = labels.shorten(first.title or "", 200)
    subject = f"[Tin nhanh {province}] {format_time(now)} {format_date(local(now).date())}: {head}{more}"
    mark = labels.DEMO_OUTLET if office.office_demo else ""
    parts = []
    for candidate in due:
        lead, articles = _lead(candidate), candidate.articles
        names = {a.outlet: (tidy(outlets[a.outlet].label) if a.outlet in outlets else a.outlet) + mark for a in articles}
        sentences = labels.split_sentences(extract_sentences(lead))[:SENTENCES]
        when = labels.format_time_of_day(lead.published_at or now)
        above = f"; bài trên: {names[lead.outlet]}" if len(articles) > 1 else ""
        sources = f"{len(articles)} tin, bài: {', '.join(names.values())}{above}, {when}."
        lines = (labels.shorten(lead.title or "", 300), " ".join(sentences), sources, sanitise_url(lead.url))
        parts.append("\n".join(filter(None, lines)))
    return subject, "\n\n".join([*parts, CLOSING])


def _lead(candidate: Candidate) -> Article:
    """The first article that is no reprint; of one told again the newest."""
    originals = [article for article in candidate.articles if article.same_as is None] or list(candidate.articles)
    return originals[-1] if candidate.again else next((article for article in originals if article.urgent), originals[0])
