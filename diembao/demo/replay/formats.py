"""Small text work of the replay server: dates, addresses and escapes as Vietnamese news sites write them.

In: strings and aware times. Out: strings. No press day and no web server here.
"""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from datetime import datetime, timedelta, timezone

WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy", "nhật")
TONE_PAIRS = {
    "oa": ("òa óa ỏa õa ọa", "oà oá oả oã oạ"),
    "oe": ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"),
    "uy": ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"),
}
OLD_TONE = {new: old for news, olds in TONE_PAIRS.values() for new, old in zip(news.split(), olds.split(), strict=True)}
OLD_TONE |= {new.upper(): old.upper() for new, old in OLD_TONE.items()} | {
    n.capitalize(): o.capitalize() for n, o in OLD_TONE.items()
}
OLD_TONE_PATTERN = re.compile("(?<![qQ])(" + "|".join(OLD_TONE) + r")(?!\w)")


def slugify(text: str) -> str:
    """ "Hải Dương: mưa lớn" -> "hai-duong-mua-lon"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def use_old_tone(text: str) -> str:
    """The old tone placement: hòa -> hoà, thủy -> thuỷ, khỏe -> khoẻ (open syllables only)."""
    return OLD_TONE_PATTERN.sub(lambda match: OLD_TONE[match[1]], text)


def make_digits(key: str, count: int) -> str:
    """A stable number of `count` digits made from `key`; never begins with 0."""
    number = int(hashlib.sha256(key.encode()).hexdigest(), 16)
    return str(10 ** (count - 1) + number % (9 * 10 ** (count - 1)))


def escape_entities(text: str, *, times: int) -> str:
    """Letters beyond Latin-1 as &#NNNN; (VCCorp's habit); with `times` = 2 the ampersand is escaped once more."""
    if times == 0:
        return text
    once = "".join(f"&#{ord(letter)};" if ord(letter) > 255 else letter for letter in text)
    return once if times == 1 else once.replace("&", "&amp;")


def to_local(moment: datetime, hours: float = 7) -> datetime:
    """`moment` on the clock `hours` east of UTC."""
    return moment.astimezone(timezone(timedelta(hours=hours)))


def format_iso(moment: datetime) -> str:
    """ "2020-06-01T08:15:00+07:00"."""
    return moment.isoformat(timespec="seconds")


def format_naive(moment: datetime) -> str:
    """ "2020-06-01T08:15:00", without an offset."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def format_us_date(moment: datetime) -> str:
    """ "6/1/2020 8:15:00 AM": month first, twelve-hour clock."""
    hour = moment.hour % 12 or 12
    return f"{moment.month}/{moment.day}/{moment.year} {hour}:{moment:%M:%S} {'AM' if moment.hour < 12 else 'PM'}"


def format_rfc(moment: datetime) -> str:
    """ "Mon, 01 Jun 2020 08:15:00 +0700"."""
    return moment.strftime("%a, %d %b %Y %H:%M:%S %z")


def format_page_date(moment: datetime, pattern: str) -> str:
    """The date as printed on a page, by a pattern of outlets.toml."""
    day = WEEKDAYS[moment.weekday()]
    weekday = f"Chủ {day}" if day == "nhật" else f"Thứ {day}"
    filled = pattern.replace("{weekday}", weekday).replace("{Weekday}", weekday.title())
    return moment.strftime(filled.replace("{d}", str(moment.day)).replace("{m}", str(moment.month)))


def build_element(selector: str, inner: str) -> str:
    """HTML for a small CSS selector: tag, .class, #id, [attr=value], and ">" for a child; `inner` is HTML."""
    first, _, rest = selector.partition(">")
    if rest:
        inner = build_element(rest, inner)
    tag = re.match(r"[a-z0-9]+", first)
    classes = " ".join(re.findall(r"\.([\w-]+)", re.sub(r"\[.*?\]", "", first)))
    id_match = re.search(r"#([\w-]+)", first)
    attributes = [f'id="{id_match[1]}"'] if id_match else []
    attributes += [f'class="{classes}"'] if classes else []
    attributes += [f'{key}="{html.escape(value)}"' for key, value in re.findall(r"\[([\w-]+)=([^\]]*)\]", first)]
    attributes += ['href="#"'] if tag and tag[0] == "a" else []
    name = tag[0] if tag else "div"
    return f"<{' '.join([name, *attributes])}>{inner}</{name}>"
