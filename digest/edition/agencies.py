"""Agencies a story may concern, suggested by field, place and era. A person decides; the mail says "(hệ thống gợi ý)".

In: a topic, place labels ("huyện Kim Thành"), the day. Out: names of agencies.
The departments and the days on which they changed stand in data/model/topics.toml; districts ended on 1 July 2025.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.model.topics import shipped_topics

NO_DISTRICTS = date(2025, 7, 1)  # two levels of local government: province and commune

POLICE_FIRST = "phap-luat"  # the one field whose keeper is named before the local committees
DISTRICT_KINDS = ("huyện ", "thị xã ", "thành phố ", "quận ")
COMMUNE_KINDS = ("xã ", "phường ", "đặc khu ")
AT_MOST = 3  # places with a committee of their own in the line


def suggest_agencies(topic: str, places: Sequence[str], *, day: date, unit: str = "tỉnh") -> tuple[str, ...]:
    """Agencies in the order the mail names them: police first for law and order, otherwise the local committee first.

    `day` is the local day of the edition; `unit` is "tỉnh" or "thành phố", as the province is called.
    """
    kinds = COMMUNE_KINDS if day >= NO_DISTRICTS else DISTRICT_KINDS
    committees = [f"UBND {place}" for place in places if place.startswith(kinds)][:AT_MOST]
    field = shipped_topics().get(topic)
    department = field.department(day).replace("{unit}", unit) if field else ""
    departments = [department] if department else []
    agencies = [*departments, *committees] if topic == POLICE_FIRST else [*committees, *departments]
    return tuple(dict.fromkeys(agencies))
