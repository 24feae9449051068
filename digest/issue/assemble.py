"""From the archive to a kept edition: gather what one day's edition depends on, build, check, print, keep.

In: an open archive, the office's settings, the day, the present time. Out: the `EditionRow` kept, and the trail's lines.
A frozen edition is handed back as it was sent. Nothing here decides or counts; that is in the package `digest.edition`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.calendar import SATURDAY, RuleError, load_calendar
from data.crawl_store import CrawlStore, OutletState
from data.gazetteer import load_province
from data.model import Article, Outcome, Stage
from data.settings import Office
from data.text import local
from data.text.dates import VN
from digest.cases.block import Docket
from digest.documents import make_documents, read_imprint
from digest.edition import find_alerted_stories
from digest.edition.build import WEEK, Choice, Earlier, EditionInputs, build_edition, choose_articles, make_head
from digest.edition.counts import check_edition
from digest.edition.edits import Edits, collect_edits, find_approval, read_approval_time
from digest.issue import parts as groups
from digest.issue.errors import BrokenFigures, NotYet
from digest.model import Edition
from digest.render import as_html, as_json, as_short_text, as_text

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Period:
    """What an edition covers. Times are aware, UTC."""

    after: datetime
    until: datetime
    looked_after: datetime  # what the edition before could not judge in time is looked for from here …
    kept_after: datetime  # … everything else among what was kept after this …
    kept_until: datetime  # … and up to this
    first: bool  # no edition before it: nothing published before `after` is told


def find_period(archive: Archive, office: Office, day: date, now: datetime) -> Period:
    """Find the period of the day's edition: from the end of the last one to the cut-off hour, or to `now` if that is earlier.

    The crawl that serves an edition runs shortly after its cut-off, so what was kept up to `now` is looked at; what was published
    after the cut-off waits. The next edition looks from the time this one was built, so that nothing falls between two.
    Raises NotYet for a day to come and for a day without an edition.
    """
    hour, minute = map(int, office.edition_cutoff.split(":"))
    cutoff = datetime.combine(day, time(hour, minute), tzinfo=VN).astimezone(UTC)
    if day > local(now).date():
        raise NotYet(f"Bản tin ngày {day:%d/%m/%Y} chưa đến kỳ. Cách xử lý: chọn ngày không quá hôm nay.")
    if not is_issue_day(office, day):
        raise NotYet(f"Ngày {day:%d/%m/%Y} không phát hành bản tin theo cài đặt edition.days; tin, bài được gộp vào bản tin sau.")
    until = min(cutoff, now)
    last = archive.editions.last(day)
    after = last.until if last and last.until < until else until - DAY
    kept_after = min(last.until, last.built_at) if last else after
    looked_after = min(kept_after, last.after) if last is not None and not last.imported else kept_after
    kept_until = min(now, cutoff + DAY)
    return Period(
        after=after, until=until, looked_after=looked_after, kept_after=kept_after, kept_until=kept_until, first=last is None
    )


def is_issue_day(office: Office, day: date) -> bool:
    """Tell whether the office issues an edition on this day: every day, or on working days only.

    Where the table of holidays does not reach, Monday to Friday: an edition too many is better than one that never comes.
    """
    if office.edition_days == "daily":
        return True
    try:
        return load_calendar(office.base / office.cases_rules_dir if office.cases_rules_dir else None).working(day)
    except RuleError:  # `doctor` says so
        return day.weekday() < SATURDAY


def _may_belong(archive: Archive, article: Article, span: Period) -> bool:
    """Tell whether the article may belong to this edition.

    It was kept in its time, or is a subject that the edition before never looked at, because it was judged, corrected or dated
    only later.
    """
    if article.kept_at is None or article.kept_at > span.kept_after:
        return not span.first or article.published_at is None or article.published_at > span.after
    looked_at = (Outcome.TOLD, Outcome.NOT_TOLD)
    return article.relevance == "subject" and not any(row.outcome in looked_at for row in archive.trail.lines(article.id))


def assemble_edition(
    archive: Archive, office: Office, day: date, *, now: datetime, run: str, by_person: bool = False
) -> EditionRow:
    """Return the day's edition: the frozen one as sent, else built anew, checked and kept.

    `run`: the run that the trail names; `by_person`: a person's edit, which leaves the time of gathering as it was.
    Raises NotYet, BrokenFigures, ArchiveError.
    """
    kept = archive.editions.get(day)
    changes = archive.reviews.changes(day)
    if kept is not None and (kept.frozen_at is not None or kept.imported):
        return kept
    approved = find_approval(archive, changes)
    if kept is not None and approved and read_approval_time(kept) == approved.at:
        return kept  # what a person approved is what goes out
    gathered = kept.built_at if kept is not None and (by_person or approved) else now  # a person's hand does not make it younger
    built, choice = draft_edition(archive, office, day, now=now, built_at=gathered)
    _refuse_broken(built)
    row = make_row(built)
    parts = groups.build_parts(archive, office, built, choice)
    for _, part in parts:
        _refuse_broken(part)
    with archive.write():
        archive.editions.save(row, make_items(built))
        archive.documents.save_files(row.day, make_documents(built, read_imprint(office)))
        archive.groups.save(row.day, [groups.make_group_row(group, part, make_row(part), office) for group, part in parts])
    _note(archive, built, choice, now=now, run=run)
    return row


def rebuild_edition(archive: Archive, office: Office, day: date, now: datetime) -> EditionRow:
    """Return the edition as a person's edits leave it, built anew unless it was sent; recorded as a run.

    Raises NotYet, BrokenFigures, ArchiveError.
    """
    run = archive.trail.begin_run("edition", now)
    edition = assemble_edition(archive, office, day, now=now, run=run, by_person=True)
    archive.trail.end_run(run, now, "done", f"bản tin số {edition.number}")
    return edition


def _refuse_broken(built: Edition) -> None:
    """Raise BrokenFigures for an edition that contradicts itself."""
    broken = check_edition(built)
    if broken:
        part = f" (nhóm {built.selection.name})" if built.selection else ""
        raise BrokenFigures(f"Số liệu bản tin{part} mâu thuẫn nên chưa phát hành: " + "; ".join(broken) + ".")


def draft_edition(
    archive: Archive, office: Office, day: date, *, now: datetime, built_at: datetime | None = None
) -> tuple[Edition, Choice]:
    """Build the day's edition from the archive as it is; nothing is written. `built_at`: when it was gathered, if not now.

    Raises NotYet for a day to come and for a day without an edition.
    """
    span = find_period(archive, office, day, now)
    changes = collect_edits(archive, archive.reviews.changes(day), since=span.kept_after)
    articles = _gather(archive, span, changes)
    outlets = archive.articles.outlets()
    inputs = EditionInputs(
        articles=articles,
        head=make_head(office, load_province(office.office_province, watch=office.watch_terms), day),
        outlets=outlets,
        day=day,
        number=_number(archive, office, day),
        after=span.after,
        until=span.until,
        built_at=built_at or now,
        states=_states(office, list(outlets), now),
        unconfirmed=find_unconfirmed_moves(office, now),
        history=archive.editions.between(day - WEEK, day - DAY) or _last(archive, day),
        earlier=_earlier(archive, articles, day),
        attention=office.edition_attention,
        originals=_originals(archive, articles),
        versions={article.id: archive.articles.versions(article.id) for article in articles if article.versions > 1},
        docket=_docket(archive, span),
        edits=changes,
        sensitive_kinds=office.sensitive_hold,
        alerted=find_alerted_stories(archive, span.kept_after),
    )
    return build_edition(inputs), choose_articles(inputs)


def _gather(archive: Archive, span: Period, changes: Edits) -> list[Article]:
    """The articles the edition looks at: those of its time, those that wait for a person, those a person added."""
    articles = [
        article for article in archive.articles.window(span.looked_after, span.kept_until) if _may_belong(archive, article, span)
    ]
    keys = {article.id for article in articles}
    held = (Outcome.HELD_SENSITIVE, Outcome.HELD_MOVED)
    rows = [key for outcome in held for key in archive.trail.keys_with(outcome, after=span.until - WEEK)]
    waiting = [key for key in dict.fromkeys(rows) if key not in keys]
    articles += [
        article for key in waiting if (article := archive.articles.get(key)) is not None and _may_belong(archive, article, span)
    ]
    keys.update(waiting)
    return articles + [article for key in sorted(changes.added - keys) if (article := archive.articles.get(key)) is not None]


def _last(archive: Archive, day: date) -> list[EditionRow]:
    last = archive.editions.last(day)
    return [last] if last else []


def _number(archive: Archive, office: Office, day: date) -> int:
    """One more than the last edition of the same year; each year begins with 1, the very first with the set number."""
    last = archive.editions.last(day)
    if last is None:
        return office.edition_first_number or 1
    return (last.number or 0) + 1 if last.day.year == day.year else 1


def _docket(archive: Archive, span: Period) -> Docket:
    """The cases as they stand, and which were opened or answered since the edition before was built."""
    events = [event for event in archive.cases.events(after=span.kept_after) if event.at <= span.kept_until]
    states = [event for event in events if event.field == "state"]
    return Docket(
        cases=archive.cases.all(),
        opened=frozenset(event.case for event in states if not event.before),
        answered=frozenset(event.case for event in states if event.value == "da-tra-loi"),
    )


def _states(office: Office, names: list[str], now: datetime) -> dict[str, OutletState]:
    if not office.crawl_path.exists():
        return {}
    with CrawlStore.open(office.crawl_path, now=now) as store:
        return store.outlet_states(sorted(office.crawl_outlets or names), now)


def find_unconfirmed_moves(office: Office, now: datetime) -> frozenset[tuple[str, str]]:
    """Find the hosts to which outlets seem to have moved and that no person has confirmed: (outlet, host)."""
    if not office.crawl_path.exists():
        return frozenset()
    with CrawlStore.open(office.crawl_path, now=now) as store:
        return frozenset((move.outlet, move.host) for move in store.moves(states=("proposed", "declined")))


def _earlier(archive: Archive, articles: list[Article], day: date) -> Earlier:
    """What editions of other days told of these articles and their stories."""
    subjects = [article for article in articles if article.relevance == "subject"]
    keys = {article.id for article in subjects if any(row.day != day for row in archive.editions.with_article(article.id))}
    stories = {}
    for story in {article.story for article in subjects if article.story}:
        edition = archive.editions.last_with_story(story, day)
        if edition is not None and edition.number is not None:
            stories[story] = (edition.number, edition.day)
    return Earlier(articles=keys, stories=stories)


def _originals(archive: Archive, articles: list[Article]) -> dict[str, Article]:
    """The articles that a reprint among these repeats and that are not among these, by id."""
    keys = {article.id for article in articles}
    wanted = {article.same_as for article in articles if article.same_as and article.same_as not in keys}
    return {identity: article for identity in wanted if (article := archive.articles.get(identity)) is not None}


def make_row(edition: Edition) -> EditionRow:
    """Make the row of the archive: the edition with its printed forms."""
    return EditionRow(
        day=edition.day,
        number=edition.number,
        after=edition.after,
        until=edition.until,
        built_at=edition.built_at,
        json=as_json(edition),
        html=as_html(edition),
        text=as_text(edition),
        short=as_short_text(edition),
        counts=edition.figures.counts,
    )


def make_items(edition: Edition) -> list[EditionItem]:
    """Make the archive's copy of every row the edition tells."""
    return [
        EditionItem(
            position=article.row,
            number=story.number,
            article=article.id,
            story=story.id,
            outlet=article.source.name,
            title=article.title,
            url=article.url,
            published_at=article.published_at,
            topic=story.topic,
            tone=story.tone,
            issue=story.issue,
            urgent=story.urgent,
            same_as=article.same_as,
            places=story.places,
            extract=article.extract,
        )
        for story in edition.stories
        for article in story.articles
    ]


def _note(archive: Archive, edition: Edition, choice: Choice, *, now: datetime, run: str) -> None:
    """Write one line of the trail for every subject article the edition looked at: told, not told and why, held."""
    number = f"bản tin số {edition.number} ngày {edition.day:%d/%m/%Y}"
    lines = [(row.id, Outcome.TOLD, f"{number}, nội dung {row.story}") for row in edition.articles]
    lines += [(key, Outcome.NOT_TOLD, f"{number}: {reason}") for key, reason in choice.left_out.items()]
    lines += [(key, Outcome.HELD_NO_DATE, number) for key in choice.held]
    lines += [(key, Outcome.HELD_MOVED, f"{number}: {host}") for key, host in choice.moved.items()]
    stories = {story.id for story in edition.stories}
    lines += [
        (article.id, Outcome.HELD_SENSITIVE, number)
        for story, articles in choice.stories.items()
        if story not in stories
        for article in articles
    ]
    archive.trail.note_all([(key, Stage.TELL, outcome, run, now, detail) for key, outcome, detail in lines])
