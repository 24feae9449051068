"""Look for better lists where an outlet is ill, try them beside the old ones for two days, adopt what works.

In: an office, the outlets that are ill for a day (or named), the crawl store. Out: `Mended` for each; candidates on trial,
adopted and retired lists in the crawl store, what was mended in the notices to the operator. Only stated hosts are used; a home
page that stands elsewhere is a move, which is proposed to a person. Runs a reactor, so once in a process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from crawler.engine import NewsSpider
from crawler.mending.found_facts import with_found
from crawler.register import Register, select
from crawler.survey import Limits, Survey, SurveyedList, SurveyTask, run_surveys
from crawler.survey.proposal import best_lists
from data.archive import Archive
from data.crawl_store import CrawlStore, ListRow
from data.settings import Office

ILL_FOR = timedelta(hours=20)  # a day, whatever the minute of the run
TRIAL = timedelta(days=2) - timedelta(hours=4)  # nights may be a little short of two days
AGAIN = timedelta(hours=20)  # an outlet is surveyed once a night
REST = timedelta(days=7)  # between surveys of an outlet where nothing better was there
MOST_OUTLETS = 20  # surveyed in one night
MOST_CANDIDATES = {"feed": 3, "sitemap": 1, "section": 2}  # on trial at once
LIMITS = Limits(requests=60, articles=6)
FEWEST_READ = 3  # trial readings that prove a shape of addresses
WAYS = {"feed": "nguồn tin RSS", "sitemap": "sơ đồ tin", "section": "trang chuyên mục"}
NOTHING = "không thấy danh sách nào tốt hơn"


@dataclass(frozen=True, kw_only=True)
class Mended:
    """What became of one outlet. Addresses; `result` says it in Vietnamese."""

    outlet: str
    label: str
    result: str
    tried: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()


def mend(office: Office, names: Sequence[str], *, now: datetime) -> list[Mended]:
    """Settles the trials that are due, then surveys the outlets that are ill for a day; those named, whatever their state.

    Raises LookupError for an unknown outlet, ArchiveError.
    """
    selection = select(office, names, now)
    classes = {facts.name: facts for facts in selection.classes}
    with CrawlStore.open(office.crawl_path, now=now) as store, Archive.open(office.archive_path, now=now) as archive:
        done = [row for facts in classes.values() if (row := settle_trials(store, archive, facts, now)) is not None]
        ill = [facts for facts in classes.values() if facts.home and (names or _is_due(store, facts, now))][:MOST_OUTLETS]
        tasks = [SurveyTask(home=facts.home, known_facts=with_found(facts, store), limits=LIMITS) for facts in ill]
    surveys = run_surveys(office, tasks, now) if tasks else []
    with CrawlStore.open(office.crawl_path, now=now) as store:
        done += [
            take_candidates(store, facts, survey, selection.register, now) for facts, survey in zip(ill, surveys, strict=True)
        ]
    return done


def _is_due(store: CrawlStore, facts: type[NewsSpider], now: datetime) -> bool:
    """Whether the outlet has been ill for a day and was not surveyed lately."""
    last = store.last_survey(facts.name)
    has_trial = any(row.role == "trial" for row in store.list_rows(facts.name).values())
    if last is not None and now - last < (REST if has_trial else AGAIN):
        return False
    state = store.outlet_states([facts.name], now).get(facts.name)
    is_ill = state is not None and state.coverage != "full" and state.since is not None and now - state.since >= ILL_FOR
    return is_ill or bool(_ill_lists(store, facts, now))


def _ill_lists(store: CrawlStore, facts: type[NewsSpider], now: datetime) -> list[ListRow]:
    """Lists in use that worked once and have been ill for a day."""
    rows = store.list_rows(facts.name).values()
    return [
        row
        for row in rows
        if row.role in ("used", "adopted") and row.state != "ok" and row.ok_at is not None and row.since is not None
        and now - row.since >= ILL_FOR
    ]  # fmt: skip


def take_candidates(store: CrawlStore, facts: type[NewsSpider], survey: Survey, register: Register, now: datetime) -> Mended:
    """Puts working lists that the facts do not know on trial; proposes a move where the home page stands elsewhere."""
    host = urlsplit(survey.home).hostname or ""
    if host and not facts.has_host(host) and register.owner_of_host(host) in ("", facts.name) and survey.has_list:
        store.propose_move(facts.name, host, f"trang chủ {survey.asked_home} chuyển sang {survey.home}", now)
    rows = store.list_rows(facts.name)
    tried = []
    for way, most in MOST_CANDIDATES.items():
        lists = [listed for listed in best_lists(survey, way) if _is_candidate(listed, facts, rows)]
        for listed in lists[:most]:
            order, address = listed.date_order, listed.url
            row = ListRow(outlet=facts.name, address=address, way=way, source="found", role="trial", date_order=order)
            store.put_list(row, now)
            tried.append(address)
    pattern = _new_pattern(facts, survey)
    result = f"thử {', '.join(tried)} trong hai ngày" if tried else survey.detail or NOTHING
    result += "; nhận ra dạng địa chỉ bài mới" if pattern else ""
    store.put_survey(facts.name, result, now, pattern=pattern)
    return Mended(outlet=facts.name, label=facts.label, result=result, tried=tuple(tried))


def _is_candidate(listed: SurveyedList, facts: type[NewsSpider], rows: dict[str, ListRow]) -> bool:
    """Whether a list is on a stated host and not in use already."""
    stated = (*facts.feeds, *facts.news_sitemaps, *facts.sections)
    address = listed.url
    row = rows.get(address)
    is_free = address not in stated and (row is None or row.role == "retired")
    return is_free and facts.has_host(urlsplit(listed.url).hostname or "")


def _new_pattern(facts: type[NewsSpider], survey: Survey) -> str:
    """The shape of addresses that the survey learned, where the articles it read do not fit the stated one; else ""."""
    read = [reading.url for reading in survey.readings if reading.title and not reading.trouble]
    off = [url for url in read if not facts.is_article(url)]
    return survey.article_pattern if len(off) >= FEWEST_READ and 2 * len(off) > len(read) else ""


def settle_trials(store: CrawlStore, archive: Archive, facts: type[NewsSpider], now: datetime) -> Mended | None:
    """After two days: lists that were well on trial, or stood in for ill ones, are adopted; the ill ones are retired."""
    rows = list(store.list_rows(facts.name).values())
    trials = [row for row in rows if row.role == "trial" and row.role_at is not None and now - row.role_at >= TRIAL]
    ill = [row for row in rows if row.role in ("used", "adopted") and row.state != "ok" and row.ok_at is not None]
    old = [row for row in ill if row.since is not None and now - row.since >= TRIAL]
    well = [row for row in trials if _is_well(row, now)]
    stand_ins = [row for row in rows if row.role == "used" and old and _is_well(row, now) and row.ok_at is not None]
    if not trials and not (old and stand_ins):
        return None
    adopted = well if ill or not any(row.role == "used" and _is_well(row, now) for row in rows) else []
    retired = old if adopted or stand_ins else []
    with store.write():
        for row in trials:
            store.put_list(replace(row, role="adopted" if row in adopted else "retired"), now)
        for row in retired:
            store.put_list(replace(row, role="retired"), now)
        if not adopted:
            for row in stand_ins if retired else ():
                store.put_list(replace(row, role="adopted"), now)
    chosen_rows = adopted or (stand_ins if retired else [])
    if not chosen_rows and not retired:
        return Mended(outlet=facts.name, label=facts.label, result="bỏ danh sách thử: không tốt hơn")
    result = _describe(chosen_rows, retired)
    archive.notices.note_mended(facts.name, why=result, now=now)
    return Mended(
        outlet=facts.name, label=facts.label, result=result, adopted=tuple(row.address for row in chosen_rows),
        retired=tuple(row.address for row in retired),
    )  # fmt: skip


def _is_well(row: ListRow, now: datetime) -> bool:
    return row.state == "ok" and row.ok_at is not None and now - row.ok_at < timedelta(days=1)


def _describe(adopted: Sequence[ListRow], retired: Sequence[ListRow]) -> str:
    parts = [f"từ nay đọc {WAYS[row.way]} {row.address}" for row in adopted]
    parts += [f"thôi đọc {WAYS[row.way]} {row.address} ({row.why or row.label})" for row in retired]
    return "; ".join(parts)
