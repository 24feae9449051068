"""The dates of a list, read together: the order of day and month and the meaning of "Z" are the feed's, not an item's.

In: each item's publication string and address, the time of fetching, the order remembered of this list. Out: `ListDates`: a
moment for each item, where the reading rests (`date_from`), and whether it is doubtful. An order is decided, in this sequence,
by

- `vote`: dates that can be read in one order only ("5/31/2026" beside "6/1/2026");
- `stamp`: moments that stand in the addresses;
- `remembered`: what an earlier vote decided, `stated`: US order by the outlet's facts, as long as the time of fetching agrees;
- `fetch`: the order that puts the newest items shortly before the fetch, while the other puts some of them months away.

A date that needs no order is `written`; where nothing decides, the reading nearest to the fetch is taken as a `guess` and called
doubtful. A publication before the address was made, or after the fetch, is impossible and counts against its reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.discovery.address_stamps import Stamp, address_stamp
from data.text.dates import SLACK, DateReading, parse_date, read_date

ORDERS = ("dmy", "mdy")
NEAR_STAMP = timedelta(days=5)  # between the making of an address and the publication
AHEAD = timedelta(days=2)  # scheduled articles lie this far ahead at most
FRESH = timedelta(days=4)  # the newest items of a living feed are younger
SEVEN = timedelta(hours=7)
DRAFT = timedelta(minutes=10)  # how far a publication may lie before the stamp: clocks of two machines
CLEAR = 0.8  # share of the votes that decides
PROBED = 3  # items of a list without a fresh date whose pages are asked
FEWEST_DAYS = 3  # different days that agree with the fetch, before the fetch alone decides without doubt


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemDate:
    """The publication of one item: UTC or None, what the reading rests on, whether the page should be asked."""

    moment: datetime | None = None
    date_from: str = "none"
    is_doubtful: bool = False
    has_clock: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class ListDates:
    """The dates of all items, in their sequence; `order` is "dmy" or "mdy" of numbers, "iso" where none needs one, "" unknown."""

    dates: tuple[ItemDate, ...] = ()
    order: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    """One item's string in both orders, and the stamp in its address."""

    raw: str
    readings: dict[str, DateReading]
    stamp: Stamp | None

    @property
    def is_changeable(self) -> bool:
        return any(reading.is_changeable for reading in self.readings.values())

    def by_stamp(self) -> str:
        """The order that agrees with the stamp in the address, "" where none or both do."""
        stamp = self.stamp
        if stamp is None:
            return ""
        fits = [order for order, reading in self.readings.items() if abs(reading.moment - stamp.moment) <= NEAR_STAMP]
        return fits[0] if len(fits) == 1 and self.is_changeable else ""


def read_dates(
    announced: Sequence[tuple[str, str]], fetched_at: datetime, *, stated: str = "dmy", remembered: str = ""
) -> ListDates:
    """Reads the dates of one list. `announced`: publication string and address of each item. `stated`: the order by the outlet's
    facts; `remembered`: the order an earlier list of this address decided."""
    items = [_item(raw, url, fetched_at) for raw, url in announced]
    changeable = [item for item in items if item.is_changeable]
    order, basis = _order(items, changeable, fetched_at, stated, remembered)
    shift = _label_shift(items, order, fetched_at)
    dates = tuple(_date(item, order, basis, shift, fetched_at) for item in items)
    numeric = any(reading.order for item in items for reading in item.readings.values())
    if numeric:
        return ListDates(dates=_unless_all_old(dates, fetched_at), order="" if basis == "guess" else order)
    return ListDates(dates=dates, order="iso" if any(date.moment for date in dates) else "")


def _unless_all_old(dates: tuple[ItemDate, ...], fetched_at: datetime) -> tuple[ItemDate, ...]:
    """Dates in numbers of a list without a fresh one: it stands still, or all are misread. The pages of the newest decide."""
    moments = sorted((date.moment for date in dates if date.moment is not None), reverse=True)
    if not moments or moments[0] >= fetched_at - FRESH:
        return dates
    probed = set(moments[:PROBED])
    return tuple(replace(date, is_doubtful=True) if date.moment in probed else date for date in dates)


def _item(raw: str, url: str, fetched_at: datetime) -> _Item:
    readings = {}
    for order in ORDERS:
        reading = parse_date(raw, order=order, near=fetched_at) if raw else None
        if reading is not None:
            readings[order] = reading
    return _Item(raw, readings, address_stamp(url, fetched_at) if raw else None)


def _order(items: list[_Item], changeable: list[_Item], fetched_at: datetime, stated: str, remembered: str) -> tuple[str, str]:
    """The order of day and month, and what decided it."""
    written = Counter(
        reading.order for item in items if not item.is_changeable for reading in [_any(item)] if reading and reading.order
    )
    stamps = Counter(order for item in changeable if (order := item.by_stamp()))
    clear = _clear(written + stamps)
    if clear:
        return clear, "vote" if written[clear] else "stamp"
    if not changeable:
        return stated, "written"
    by_fetch, is_sure = _by_fetch(changeable, fetched_at)
    for order, basis in ((remembered, "remembered"), ("mdy" if stated == "mdy" else "", "stated")):
        if order in ORDERS and by_fetch in ("", order):
            return order, basis
    return (by_fetch, "fetch") if by_fetch and is_sure else (by_fetch or _nearest(changeable, fetched_at, stated), "guess")


def _any(item: _Item) -> DateReading | None:
    return next(iter(item.readings.values()), None)


def _clear(votes: Counter[str]) -> str:
    """The order that nearly all votes are for, "" where there is none."""
    order, count = next(iter(votes.most_common(1)), ("", 0))
    return order if count and count >= CLEAR * votes.total() else ""


def _by_fetch(changeable: list[_Item], fetched_at: datetime) -> tuple[str, bool]:
    """The order that agrees with the time of fetching, and whether that is sure; "" where both do or none does."""
    fresh: dict[str, set[object]] = {order: set() for order in ORDERS}
    ahead: Counter[str] = Counter()
    for item in changeable:
        for order, reading in item.readings.items():
            if reading.moment > fetched_at + AHEAD:
                ahead[order] += 1
            elif reading.moment >= fetched_at - FRESH:
                fresh[order].add((reading.moment + SEVEN).date())
    for order, other in (ORDERS, ORDERS[::-1]):
        if ahead[other] and not ahead[order]:
            return order, True
    for order, other in (ORDERS, ORDERS[::-1]):
        if len(fresh[order]) > 2 * len(fresh[other]):
            return order, len(fresh[order]) >= FEWEST_DAYS
    return "", False


def _nearest(changeable: list[_Item], fetched_at: datetime, stated: str) -> str:
    """The order whose newest past date is nearest to the fetch; the stated one where both are as near."""
    newest = {}
    for order in ORDERS:
        past = [r.moment for item in changeable if (r := item.readings.get(order)) and r.moment <= fetched_at + AHEAD]
        newest[order] = max(past, default=datetime.min.replace(tzinfo=fetched_at.tzinfo))
    return stated if newest["dmy"] == newest["mdy"] else max(ORDERS, key=lambda order: newest[order])


def _label_shift(items: list[_Item], order: str, fetched_at: datetime) -> dict[timedelta | None, timedelta]:
    """What must be added to moments by the offset they are written with: local time labelled UTC, UTC time labelled +07:00."""
    shifts: dict[timedelta | None, timedelta] = {}
    if _is_local_as_utc([pair for pair in _pairs(items, order) if pair[0].offset == timedelta(0)], fetched_at):
        shifts[timedelta(0)] = -SEVEN
    stamped = [(r, stamp) for r, stamp in _pairs(items, order) if r.offset == SEVEN and stamp is not None and stamp.has_clock]
    early = [
        r
        for r, stamp in stamped
        if stamp and timedelta(0) <= r.moment + SEVEN - stamp.moment + DRAFT and r.moment < stamp.moment - DRAFT
    ]
    if (
        len(early) >= FEWEST_DAYS
        and len(early) >= CLEAR * len(stamped)
        and all(r.moment + SEVEN <= fetched_at + SLACK for r in early)
    ):
        shifts[SEVEN] = SEVEN
    return shifts


def _pairs(items: list[_Item], order: str) -> list[tuple[DateReading, Stamp | None]]:
    readings = [(item.readings.get(order) or _any(item), item.stamp) for item in items]
    return [(reading, stamp) for reading, stamp in readings if reading is not None and reading.has_clock]


def _is_local_as_utc(pairs: list[tuple[DateReading, Stamp | None]], fetched_at: datetime) -> bool:
    """Whether a list writes local time with the label of UTC: several items lie ahead of the fetch by less than seven hours, or
    the stamps in the addresses say so. One item alone ahead may be a scheduled article."""
    for_local = against = ahead = 0
    for reading, stamp in pairs:
        moment = reading.moment
        ahead += fetched_at + SLACK < moment <= fetched_at + SLACK + SEVEN
        if stamp is not None and stamp.has_clock:
            against += moment - SEVEN < stamp.moment - DRAFT
            for_local += timedelta(0) <= moment - SEVEN - stamp.moment + DRAFT <= timedelta(hours=1)
    if against > for_local:
        return False
    return for_local > 2 * against or ahead >= max(2, len(pairs) // 10) or ahead == len(pairs) > 0


def _date(item: _Item, order: str, basis: str, shift: dict[timedelta | None, timedelta], fetched_at: datetime) -> ItemDate:
    reading = item.readings.get(order) or _any(item)
    if reading is None:
        return ItemDate(is_doubtful=bool(item.raw))
    date_from = basis if item.is_changeable and reading.order else "written"
    by_stamp = item.by_stamp()
    if by_stamp and by_stamp != order:
        reading, date_from = item.readings[by_stamp], "stamp"
    date = ItemDate(
        moment=reading.moment + shift.get(reading.offset, timedelta(0)),
        date_from=date_from, is_doubtful=date_from == "guess", has_clock=reading.has_clock,
    )  # fmt: skip
    return _checked(item, date, order, fetched_at)


def _checked(item: _Item, date: ItemDate, order: str, fetched_at: datetime) -> ItemDate:
    """The date held against the fetch and the stamp: the impossible gives way, what might hide a fresh article is doubtful."""
    moment = date.moment
    if moment is None:
        return date
    if moment > fetched_at + SLACK:
        sane = read_date(item.raw, order=order, near=fetched_at)
        return replace(date, moment=sane or moment, is_doubtful=date.is_doubtful or moment > fetched_at + AHEAD)
    if item.stamp is not None and moment < item.stamp.moment - timedelta(days=1) and date.date_from != "guess":
        return replace(date, moment=item.stamp.moment, date_from="address", is_doubtful=True, has_clock=item.stamp.has_clock)
    if date.date_from in ("remembered", "stated", "fetch"):
        others = [reading.moment for reading in item.readings.values()]
        is_hidden = moment < fetched_at - FRESH and any(fetched_at - FRESH <= other <= fetched_at + SLACK for other in others)
        return replace(date, is_doubtful=date.is_doubtful or is_hidden)
    return date
