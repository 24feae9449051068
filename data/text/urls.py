"""URLs in canonical form and the id of an article.

In: a URL as a page or feed gives it. Out: the canonical URL; 16 hex digits.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from data.text.normal import tidy

TRACKING = re.compile(
    r"utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|zarsrc|ref|ref_src|spm|vnexpress_source"
    r"|amp|outputtype|gidzl|itm_.*|at_(?:medium|campaign|custom.*)|s_cid|cmpid|from_?source|share",
    re.I,
)
MOBILE_HOST = re.compile(r"(?:m|amp|mobile|touch|wap)\.(?=[^.]+\.[^.]+)")


def canonical_url(url: str) -> str:
    """The one address we know a page by: https, small host, main host for m. and amp., no fragment, no tracking, query sorted.

    Applying it twice changes nothing. Raises ValueError for what is no http(s) address of a public host name.
    """
    parts = urlsplit(tidy(url))
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not a web address: {url[:200]!r}")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"a web address with a user name: {parts.hostname}")
    host = _host(parts.hostname)
    port = parts.port
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(k))
    path = re.sub(r"/(?:amp|index\.html?)/?$", "/", _quoted(parts.path)) or "/"
    return urlunsplit(("https", host, path, urlencode(query), ""))


def key_forms(key: str) -> list[str]:
    """The forms under which a person's key may be known: as typed, and its canonical URL where it is one."""
    forms = [key.strip()]
    with suppress(ValueError):  # an id, or no URL at all
        forms.append(canonical_url(key.strip()))
    return list(dict.fromkeys(forms))


@lru_cache(maxsize=4096)
def _host(name: str) -> str:
    name = name.lower().rstrip(".")
    while MOBILE_HOST.match(name):
        name = MOBILE_HOST.sub("", name, count=1)
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise ValueError(f"not a host name: {name[:200]!r}") from error
    if not re.fullmatch(r"[a-z0-9._:\[\]-]+", name):
        raise ValueError(f"not a host name: {name[:200]!r}")
    return f"[{name}]" if ":" in name else name


def _quoted(path: str) -> str:
    """Percent-encoding in one form: what needs none has none, hex digits are capitals; an encoded slash or percent stays."""
    pieces = re.split(r"(%(?:2[fF]|25))", path)
    return "".join(p.upper() if n % 2 else quote(unquote(p), safe="/!$&'()*+,;=:@~-._") for n, p in enumerate(pieces))


def article_id(outlet: str, url: str, number: str | None = None) -> str:
    """16 hex digits that name one article of one outlet: by the site's own article number where it has one, else by its URL."""
    key = f"{outlet}\n{number or canonical_url(url)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
