"""The register of outlets: every file in `crawler/spiders/` is in it, by being there; an office's `outlets.toml` lies over it.

In: the spider modules, the office's file. Out: the classes by name, host or address, where each fact comes from, and the `Outlet`
records for the archive. Importing a spider class starts no reactor.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler import spiders
from crawler.engine import NewsSpider
from crawler.local_facts import FACTS, OutletEntry, Pause, hosts_of, read_outlets_file
from crawler.outlet import OutletFacts, UnknownOutlet
from data.model import Outlet
from data.settings import Office
from data.text import local
from data.text.urls import canonical_url

if TYPE_CHECKING:
    from data.crawl_store import OutletState

BUNDLED, OFFICE, DISCOVERED = "kèm sẵn", "cơ quan", "tự tìm"
UNVERIFIED_OWNER = "chua-kiem-chung"


@dataclass(frozen=True)
class Register:
    """The outlets that there are: bundled ones under the office's own facts, and those that the office added."""

    classes: Mapping[str, type[NewsSpider]]  # by name, in order of the names
    entries: Mapping[str, OutletEntry] = field(default_factory=dict)  # what the office states

    def outlet_class(self, name: str) -> type[NewsSpider]:
        """The spider class of one outlet. Raises UnknownOutlet with the names that exist."""
        try:
            return self.classes[name]
        except KeyError:
            raise UnknownOutlet(f"Không có nguồn tên “{name}”. Các nguồn có sẵn: {', '.join(self.classes)}.") from None

    def by_host(self, host: str) -> type[NewsSpider] | None:
        """The outlet that a host belongs to (www., m. and amp. forms too), None when it is none of ours."""
        exact = self._by_exact_host.get(host.lower())
        return exact or next((cls for cls in self._present_first if cls.has_host(host)), None)

    def owner_of_host(self, host: str) -> str:
        """The name of the outlet that a host belongs to, "" when it is none of ours."""
        facts = self.by_host(host)
        return facts.name if facts is not None else ""

    def by_url(self, url: str) -> type[NewsSpider] | None:
        """The outlet that an address belongs to."""
        try:
            return self.by_host(urlsplit(url).hostname or "")
        except ValueError:
            return None

    def outlet_of_page(self, url: str) -> tuple[type[NewsSpider], str]:
        """The outlet of a page that a person names, and its canonical address. Raises UnknownOutlet, in Vietnamese."""
        try:
            page_address = canonical_url(url)
        except ValueError:
            raise UnknownOutlet(f"“{url}” không phải địa chỉ trang tin") from None
        host = urlsplit(page_address).hostname or ""
        facts = self.by_host(host)
        if facts is None:
            raise UnknownOutlet(f"chưa có nguồn nào cho trang {host} (xem: diembao outlets list)")
        return facts, page_address

    def pause_of(self, name: str, day: date) -> Pause | None:
        """The pause of an outlet on a local day, None where it is crawled."""
        entry = self.entries.get(name)
        return entry.paused if entry is not None and entry.paused is not None and entry.paused.since <= day else None

    def origins(self, name: str) -> dict[str, str]:
        """Where each fact of the outlet that differs from the default comes from: BUNDLED, OFFICE or DISCOVERED."""
        entry, base = self.entries.get(name), bundled().classes.get(name)
        facts = {
            key: BUNDLED for key in FACTS if base is not None and getattr(base, key, None) != getattr(OutletFacts, key, None)
        }
        if entry is not None:
            facts |= {key: DISCOVERED if key in entry.found_on else OFFICE for key in entry.facts}
        return facts

    def followed(self, names: Sequence[str], day: date) -> list[type[NewsSpider]]:
        """The outlets by these names, none named: all that are switched on; a retired one gives way to its successor.

        Paused ones are among them. Raises LookupError naming every unknown one.
        """
        wanted = list(dict.fromkeys(names or (name for name, cls in self.classes.items() if cls.is_enabled())))
        if unknown := [name for name in wanted if name not in self.classes]:
            raise LookupError("không có nguồn: " + ", ".join(unknown) + " (xem: diembao outlets list)")
        present = [self.classes[name] for name in wanted]
        present = [self.classes[cls.successor] if cls.is_retired(day) else cls for cls in present]
        return list(dict.fromkeys(present))

    @cached_property
    def _present_first(self) -> tuple[type[NewsSpider], ...]:
        return tuple(sorted(self.classes.values(), key=lambda cls: bool(cls.successor)))

    @cached_property
    def _by_exact_host(self) -> dict[str, type[NewsSpider]]:
        return {host: cls for cls in reversed(self._present_first) for host in cls.hosts}


@dataclass(frozen=True)
class ListedOutlet:
    """One line of `diembao outlets list`. `state` is None where the outlet was never crawled."""

    facts: type[NewsSpider]
    is_watched: bool
    state: OutletState | None
    pause: Pause | None = None
    origins: Mapping[str, str] = field(default_factory=dict)
    found_on: Mapping[str, date] = field(default_factory=dict)
    is_retired: bool = False


@cache
def bundled() -> Register:
    """The register as it comes with the program. Raises ValueError when two outlets share a name."""
    classes: dict[str, type[NewsSpider]] = {}
    for info in pkgutil.iter_modules(spiders.__path__):
        for cls in _spiders_of(importlib.import_module(f"{spiders.__name__}.{info.name}")):
            if cls.name in classes:
                raise ValueError(f"two outlets share the name {cls.name!r}: {classes[cls.name].__module__} and {cls.__module__}")
            classes[cls.name] = cls
    return Register(MappingProxyType(dict(sorted(classes.items()))))


def _spiders_of(module: ModuleType) -> list[type[NewsSpider]]:
    """Spider classes defined in the module itself (not what it imports)."""
    values = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, OutletFacts)]
    return [value for value in values if value.__module__ == module.__name__ and value.name]  # type: ignore[misc]


def load_register(outlets_file: Path | None) -> Register:
    """The bundled outlets with the office's file over them. Raises BrokenOutlets, an OperatorError, with every fault."""
    base = bundled()
    entries = read_outlets_file(outlets_file, base.classes) if outlets_file is not None else {}
    if not entries:
        return base
    classes = dict(base.classes)
    for name, entry in entries.items():
        classes[name] = _overlaid(entry, base.classes.get(name))
    return Register(MappingProxyType(dict(sorted(classes.items()))), MappingProxyType(entries))


def _overlaid(entry: OutletEntry, base: type[NewsSpider] | None) -> type[NewsSpider]:
    """The outlet's class with the entry's facts over it; for a new outlet, a class of its own."""
    facts: dict[str, Any] = dict(entry.facts)
    facts["hosts"] = hosts_of(entry, base)
    if entry.enabled is not None:
        facts["enabled"] = entry.enabled
    if base is None:
        facts = {"owner_type": UNVERIFIED_OWNER, "checked": "", "name": entry.name} | facts
    else:
        for key in ("confidence", "sources"):
            if key in facts:
                facts[key] = MappingProxyType({**getattr(base, key), **facts[key]})
    parent = base or NewsSpider
    return type(f"{parent.__name__}OfTheOffice", (parent,), {"__module__": __name__, **facts})


def spider_classes() -> Mapping[str, type[NewsSpider]]:
    """All bundled spider classes by name, in order of the names."""
    return bundled().classes


def spider_class(name: str) -> type[NewsSpider]:
    """The bundled spider class of one outlet. Raises UnknownOutlet with the names that exist."""
    return bundled().outlet_class(name)


def by_host(host: str) -> type[NewsSpider] | None:
    """The bundled outlet that a host belongs to, None when it is none of ours."""
    return bundled().by_host(host)


def by_url(url: str) -> type[NewsSpider] | None:
    """The bundled outlet that an address belongs to."""
    return bundled().by_url(url)


def list_outlets(office: Office | None, now: datetime) -> list[ListedOutlet]:
    """The whole register in order of the names; without an office every outlet that is on counts as watched, none as crawled."""
    register = load_register(office.outlets_path if office is not None else None)
    day = local(now).date()
    names = [name for name in office.crawl_outlets if name in register.classes] if office is not None else []
    watched = {cls.name for cls in register.followed(names, day)}
    states: Mapping[str, OutletState] = {}
    if office is not None and office.crawl_path.exists():
        from data.crawl_store import CrawlStore

        with CrawlStore.open(office.crawl_path, now=now) as store:
            states = store.outlet_states(register.classes, now)
    return [
        ListedOutlet(
            facts=cls, is_watched=name in watched, state=states.get(name), pause=register.pause_of(name, day),
            origins=register.origins(name), is_retired=cls.is_retired(day),
            found_on=register.entries[name].found_on if name in register.entries else {},
        )
        for name, cls in register.classes.items()
    ]  # fmt: skip


def outlet_facts() -> dict[str, Outlet]:
    """What a reader of the digest must know about each bundled outlet, by name."""
    return {name: cls.outlet() for name, cls in spider_classes().items()}


@dataclass(frozen=True)
class Selection:
    """What one run is about: the outlets to crawl, and those left out because the office paused them."""

    classes: list[type[NewsSpider]]
    paused: Mapping[type[NewsSpider], Pause]
    merged: Mapping[str, str]  # retired outlets that the office still names -> the one crawled in their place
    register: Register


def select(office: Office, names: Sequence[str], now: datetime) -> Selection:
    """The outlets by these names, else those of the office's settings, else all that are on.

    Raises LookupError naming every unknown one and a paused one that was named; BrokenOutlets.
    """
    register, day = load_register(office.outlets_path), local(now).date()
    followed = register.followed(names or office.crawl_outlets, day)
    paused = {cls: pause for cls in followed if (pause := register.pause_of(cls.name, day)) is not None}
    if names and paused:
        listed = ", ".join(f"{cls.name} (từ {pause.since:%d/%m/%Y}: {pause.why})" for cls, pause in paused.items())
        raise LookupError(f"nguồn đang tạm dừng: {listed}. Cách xử lý: chạy “diembao outlets resume TÊN” trước")
    wanted = [register.classes[name] for name in names or office.crawl_outlets]
    merged = {cls.name: cls.successor for cls in wanted if cls.is_retired(day)}
    return Selection([cls for cls in followed if cls not in paused], paused, merged, register)
