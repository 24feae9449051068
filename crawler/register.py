"""The register of outlets: every file in `crawler/spiders/` is in it, by being there.

In: the spider modules. Out: their classes by name, host or address, and the `Outlet` records for the archive. Importing a spider
class starts no reactor.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler import spiders
from crawler.engine import NewsSpider
from crawler.outlet import OutletFacts, UnknownOutlet
from data.model import Outlet
from data.settings import Office
from data.text.urls import canonical_url

if TYPE_CHECKING:
    from data.crawl_store import OutletState


@dataclass(frozen=True)
class ListedOutlet:
    """One line of `diembao outlets list`. `state` is None where the outlet was never crawled."""

    facts: type[NewsSpider]
    is_watched: bool
    state: OutletState | None


@cache
def spider_classes() -> dict[str, type[NewsSpider]]:
    """All spider classes by name, in order of the names. Treat it as read-only. Raises ValueError when two share a name."""
    classes: dict[str, type[NewsSpider]] = {}
    for info in pkgutil.iter_modules(spiders.__path__):
        for cls in _spiders_of(importlib.import_module(f"{spiders.__name__}.{info.name}")):
            if cls.name in classes:
                raise ValueError(f"two outlets share the name {cls.name!r}: {classes[cls.name].__module__} and {cls.__module__}")
            classes[cls.name] = cls
    return dict(sorted(classes.items()))


def _spiders_of(module: ModuleType) -> list[type[NewsSpider]]:
    """Spider classes defined in the module itself (not what it imports)."""
    values = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, OutletFacts)]
    return [value for value in values if value.__module__ == module.__name__ and value.name]  # type: ignore[misc]


def spider_class(name: str) -> type[NewsSpider]:
    """The spider class of one outlet. Raises UnknownOutlet with the names that exist."""
    try:
        return spider_classes()[name]
    except KeyError:
        raise UnknownOutlet(f"Không có nguồn tên “{name}”. Các nguồn có sẵn: {', '.join(spider_classes())}.") from None


def by_host(host: str) -> type[NewsSpider] | None:
    """The outlet that a host belongs to (www., m. and amp. forms too), None when it is none of ours."""
    exact = _by_exact_host().get(host.lower())
    return exact or next((cls for cls in spider_classes().values() if cls.has_host(host)), None)


@cache
def _by_exact_host() -> dict[str, type[NewsSpider]]:
    return {host: cls for cls in spider_classes().values() for host in cls.hosts}


def by_url(url: str) -> type[NewsSpider] | None:
    """The outlet that an address belongs to."""
    try:
        return by_host(urlsplit(url).hostname or "")
    except ValueError:
        return None


def outlet_of_page(url: str) -> tuple[type[NewsSpider], str]:
    """The outlet of a page that a person names, and its canonical address. Raises UnknownOutlet, in Vietnamese."""
    try:
        address = canonical_url(url)
    except ValueError:
        raise UnknownOutlet(f"“{url}” không phải địa chỉ trang tin") from None
    host = urlsplit(address).hostname or ""
    facts = by_host(host)
    if facts is None:
        raise UnknownOutlet(f"chưa có nguồn nào cho trang {host} (xem: diembao outlets list)")
    return facts, address


def list_outlets(office: Office | None, now: datetime) -> list[ListedOutlet]:
    """The whole register in order of the names; without an office every outlet counts as watched and none as crawled."""
    classes = spider_classes()
    watched = set(office.crawl_outlets) if office is not None and office.crawl_outlets else set(classes)
    states: Mapping[str, OutletState] = {}
    if office is not None and office.crawl_path.exists():
        from data.crawl_store import CrawlStore

        with CrawlStore.open(office.crawl_path, now=now) as store:
            states = store.outlet_states(classes, now)
    return [ListedOutlet(cls, name in watched, states.get(name)) for name, cls in classes.items()]


def outlet_facts() -> dict[str, Outlet]:
    """What a reader of the digest must know about each outlet, by name."""
    return {name: cls.outlet() for name, cls in spider_classes().items()}


def chosen(office: Office, names: Sequence[str]) -> list[type[NewsSpider]]:
    """The spiders by these names, else those of the office's settings, else all. Raises LookupError naming every unknown one."""
    register = spider_classes()
    wanted = list(dict.fromkeys(names or office.crawl_outlets or register))
    if unknown := [name for name in wanted if name not in register]:
        raise LookupError("không có nguồn: " + ", ".join(unknown) + " (xem: diembao outlets list)")
    return [register[name] for name in wanted]
