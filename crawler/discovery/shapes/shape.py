"""How the addresses of a site's articles look: two expressions, and what they are put together from.

In: parts of expressions. Out: `AddressShape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from crawler.discovery.shapes.address import TOPICS, Address

MONTHS = r"/20\d\d/?(?:0[1-9]|1[0-2])/(?:\d\d/)?"  # folders of a month or a day
NOTHING = r"(?!)"


@dataclass(frozen=True, kw_only=True)
class AddressShape:
    """How the addresses of a site's articles look. `article_pattern` is searched in the path, as in `OutletFacts`."""

    article_pattern: str
    skip_pattern: str
    links: int  # so many links have this shape
    share_announced: float = 0.0  # of the announced articles, the share that has it
    has_number: bool = True

    def fits(self, url: str) -> bool:
        """True when the address has the shape. The host is not looked at."""
        path = urlsplit(url).path
        return bool(self._article.search(path)) and not self._skip.search(path)

    @cached_property
    def _article(self) -> re.Pattern[str]:
        return re.compile(self.article_pattern)

    @cached_property
    def _skip(self) -> re.Pattern[str]:
        return re.compile(self.skip_pattern)


def escaped(text: str) -> str:
    """`text` for an expression that people read: only what must be escaped is."""
    return re.sub(r"[.^$*+?{}()|\[\]\\]", r"\\\g<0>", text)


def either(choices: Sequence[str], *, bare: bool = False) -> str:
    once = list(dict.fromkeys(choices))
    return once[0] if len(once) == 1 else "|".join(once) if bare else f"(?:{'|'.join(once)})"


def skip_pattern(usable: Iterable[Address]) -> str:
    topics = {
        folder for address in usable for folder in address.folders[:1] if folder in TOPICS and not address.link.is_announced
    }
    topics -= {folder for address in usable for folder in address.folders[:1] if address.link.is_announced}
    return f"^/{either(sorted(escaped(topic) for topic in topics))}/" if topics else NOTHING


def shape_of(pattern: str, skip: str, usable: Sequence[Address], *, has_number: bool) -> AddressShape:
    trial = AddressShape(article_pattern=pattern, skip_pattern=skip, links=0)
    fitting = [address for address in usable if trial.fits(address.link.url)]
    announced = sum(address.link.is_announced for address in usable)
    announced_fitting = sum(address.link.is_announced for address in fitting)
    return AddressShape(
        article_pattern=pattern, skip_pattern=skip, links=len(fitting), has_number=has_number,
        share_announced=announced_fitting / announced if announced else 0.0,
    )  # fmt: skip
