"""Sites change under the crawler: how much of the three days after is kept, what is told, what the coverage says.

In: an office with right facts of the sites before their change. It crawls several times a day and mends by night, as a `watch`
would; every moment is simulated. Out: one `Aftermath` for each site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from data.archive.records import Notice
from data.model import Article
from data.text.dates import VN
from tests.simulator.articles import Story
from tests.simulator.office import SimulatedOffice
from tests.simulator.site import Site

AFTER = timedelta(days=3)  # so long after its change a site is watched
CRAWLS = (time(5, 40), time(12, 10), time(19, 10))  # local
MENDING = time(2, 30)
MORNING = time(5, 40)  # the crawl before the edition: whose coverage the leaders read
ENOUGH = 0.95  # share of the articles of those days that is to be kept
# A change that takes a list away or puts others in its place is told, once. The rest may pass in silence where nothing was
# lost: the reader copes with it and the operator has nothing to do.
TOLD = ("feed-moved", "domain-moved", "cms-changed", "feed-dead", "rss-page-only", "script-wall")
LOST = 0.1  # more than this share lost is no full coverage
SOFT_WORDS = "không tồn tại"


@dataclass(kw_only=True)
class Aftermath:
    """What became of one site's articles after its change."""

    site: str
    kind: str
    published: int = 0  # articles about the province, in the three days, that were there when some crawl came
    kept: int = 0
    wrong_times: int = 0  # kept with a time that is more than ten minutes off
    missed: list[str] = field(default_factory=list)
    foreign: int = 0  # kept although they do not name the province
    spoiled: int = 0  # kept articles whose title is now a sentence of a soft 404
    told: list[str] = field(default_factory=list)  # notices after the change, but for "well again"
    alarms_before: int = 0  # notices of trouble before anything had changed
    falsely_full: list[str] = field(default_factory=list)  # mornings with full coverage and more than a tenth lost
    is_unreachable: bool = False  # nothing of it can be had without passing a wall

    @property
    def share(self) -> float:
        """Kept of published."""
        return self.kept / self.published if self.published else 1.0

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be looked at."""
        is_kept = self.share >= ENOUGH or self.is_unreachable
        return is_kept and self.is_rightly_told and not (self.falsely_full or self.wrong_times or self.spoiled or self.foreign)

    @property
    def is_rightly_told(self) -> bool:
        """Whether the operator heard of it once, or of what costs nothing at most once."""
        needed = self.kind in TOLD or self.share < ENOUGH
        return len(self.told) == 1 or (not self.told and not needed)


def moments(start: datetime, end: datetime, *, mends: bool) -> Iterator[tuple[datetime, str]]:
    """When what runs: ("crawl" or "mend"), from `start` to `end`, both included."""
    day = start.date()
    while day <= end.date():
        clock = [(at, "crawl") for at in CRAWLS] + ([(MENDING, "mend")] if mends else [])
        for at, command in sorted(clock):
            moment = datetime.combine(day, at, start.tzinfo)
            if start <= moment <= end:
                yield moment, command
        day += timedelta(days=1)


@dataclass(kw_only=True)
class ChangeRun:
    """One run over some sites."""

    office: SimulatedOffice
    sites: Sequence[Site]
    crawl: Callable[[datetime], None]
    mend: Callable[[datetime], None] | None
    after: timedelta = AFTER
    _mornings: dict[str, list[str]] = field(default_factory=dict)

    def run(self, start: datetime) -> list[Aftermath]:
        """Crawls from `start` to three days after the last change; what became of each site."""
        changes = [site.change for site in self.sites if site.change is not None]
        end = max(change.at for change in changes) + self.after + timedelta(hours=6)
        for moment, command in moments(start, end, mends=self.mend is not None):
            if command == "mend" and self.mend is not None:
                self.mend(moment)
                continue
            self.crawl(moment)
            if moment.time() == MORNING:
                self._judge_morning(moment)
        return [self._aftermath(site, end) for site in self.sites]

    def _judge_morning(self, now: datetime) -> None:
        """Notes where the coverage is full although more than a tenth of the day before is not there."""
        states, titles = self.office.states(now), titles_by_outlet(self.office.articles(now))
        for site in self.sites:
            change, state = site.change, states.get(site.name)
            if change is None or state is None or not change.at < now <= change.at + self.after:
                continue
            crawls = [moment for moment, _ in moments(change.at, now, mends=False)]
            fresh = site.stories_between(max(change.at, now - timedelta(days=1)), now)
            stories = [story for story in fresh if story.names_province and _was_there(site, story, crawls)]
            lost = [story for story in stories if story.title not in titles.get(site.name, {})]
            if stories and len(lost) / len(stories) > LOST and state.coverage == "full":
                self._mornings.setdefault(site.name, []).append(f"{now:%d/%m} {state.state}: {len(lost)} of {len(stories)} lost")

    def _aftermath(self, site: Site, end: datetime) -> Aftermath:
        change = site.change
        assert change is not None
        articles = [article for article in self.office.articles(end) if article.outlet == site.name]
        titles = {article.title: article for article in articles}
        stories = site.stories_between(change.at, change.at + self.after)
        crawls = [moment for moment, command in moments(change.at, end, mends=False)]
        wanted = [story for story in stories if story.names_province and _was_there(site, story, crawls)]
        kept = [story for story in wanted if story.title in titles]
        others = {story.title for story in site.stories_between(change.at - timedelta(days=9), end) if not story.names_province}
        wrong = [story for story in kept if not _is_near(titles[story.title], story.published)]
        notices = [
            row for row in self.office.notices(end) if row.outlet == site.name and row.at >= change.at and row.kind != "well"
        ]
        return Aftermath(
            site=site.name, kind=change.kind, published=len(wanted), kept=len(kept), wrong_times=len(wrong),
            missed=[site.url_of(story, end) for story in wanted if story.title not in titles],
            foreign=sum(title in others for title in titles),
            spoiled=sum(SOFT_WORDS in (article.title or "") for article in articles),
            told=[_line_of(row) for row in notices if row.at >= change.at],
            alarms_before=sum(row.at < change.at for row in notices),
            falsely_full=self._mornings.get(site.name, []), is_unreachable="article" in site.after.wall,
        )  # fmt: skip


def _was_there(site: Site, story: Story, crawls: Sequence[datetime]) -> bool:
    """Whether some crawl could have met the article: what is taken down between two crawls nobody can keep."""
    return any(story.published <= moment and not site.is_removed(story, moment) for moment in crawls)


def titles_by_outlet(articles: Sequence[Article]) -> dict[str, dict[str, Article]]:
    """Kept articles by outlet and title."""
    result: dict[str, dict[str, Article]] = {}
    for article in articles:
        result.setdefault(article.outlet, {})[article.title or ""] = article
    return result


def _line_of(notice: Notice) -> str:
    return f"{notice.at.astimezone(VN):%d/%m %H:%M} {notice.kind} {notice.state}: {notice.why}"


def _is_near(article: Article, moment: datetime) -> bool:
    return article.published_at is not None and abs(article.published_at - moment) <= timedelta(minutes=10)


def figures(rows: Sequence[Aftermath]) -> list[str]:
    """The run in lines: all, then by kind, then every site that is not well."""
    silent = [row for row in rows if not row.told]
    lost = sum(row.share < ENOUGH for row in silent)
    told = f"oftener {sum(len(row.told) > 1 for row in rows)}, never {len(silent)} ({lost} of them though something was lost)"
    wrong = f"times wrong {sum(row.wrong_times for row in rows)}, foreign articles kept {sum(row.foreign for row in rows)}"
    alarms = f"alarms before any change {sum(row.alarms_before for row in rows)}"
    lines = [f"all: {_sums(rows)}, {told}", f"{wrong}, overwritten by a soft 404 {sum(row.spoiled for row in rows)}, {alarms}"]
    for kind in sorted({row.kind for row in rows}):
        lines.append(f"  {kind}: {_sums([row for row in rows if row.kind == kind])}")
    return lines + [f"    {_fault(row)}" for row in rows if not row.is_well]


def _sums(rows: Sequence[Aftermath]) -> str:
    reachable = [row for row in rows if not row.is_unreachable]
    published, kept = sum(row.published for row in reachable), sum(row.kept for row in reachable)
    return (
        f"kept {kept} of {published} ({kept / max(1, published):.1%}); "
        f"falsely full {sum(bool(row.falsely_full) for row in rows)} of {len(rows)} sites; "
        f"told once {sum(len(row.told) == 1 for row in rows)}, rightly {sum(row.is_rightly_told for row in rows)}"
    )


def _fault(row: Aftermath) -> str:
    parts = [f"{row.kind} {row.site}: kept {row.kept} of {row.published}"]
    parts += [f"times wrong {row.wrong_times}"] if row.wrong_times else []
    parts += [f"foreign {row.foreign}"] if row.foreign else []
    parts += [f"overwritten {row.spoiled}"] if row.spoiled else []
    parts += [f"falsely full {row.falsely_full}"] if row.falsely_full else []
    return "; ".join([*parts, f"told {row.told}" if row.told else "not told"])


def crawler_of(office: SimulatedOffice, log: Path) -> Callable[[datetime], None]:
    """What runs `diembao crawl` and writes its table into a log."""
    return lambda now: _logged(office, ("crawl",), log, now)


def mender_of(office: SimulatedOffice, log: Path) -> Callable[[datetime], None]:
    """What runs `diembao outlets mend` and writes what it says into a log."""
    return lambda now: _logged(office, ("outlets", "mend"), log, now)


def _logged(office: SimulatedOffice, words: tuple[str, ...], log: Path, now: datetime) -> None:
    done = office.run(*words, now=now)
    with log.open("a", encoding="utf-8") as lines:
        lines.write(f"== {' '.join(words)} {now.isoformat()}: {done.returncode}\n{done.stdout}{done.stderr}\n")
    assert done.returncode in (0, 1), done.stdout + done.stderr
