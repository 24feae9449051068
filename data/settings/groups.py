"""Recipient groups ("nhóm nhận"): who gets which part of the edition, in which form.

In: the `[group.NAME]` sections of the office's TOML file. Out: a tuple of `Group`, and Vietnamese faults, each with its key. A
group without a choice gets the whole edition. Groups stand in the file only; there is no environment variable for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from data.model import TOPICS
from data.settings.loader import Setting, nearest
from data.settings.parsers import Reader, address, choice, many, one_line, slug_text
from data.text import compare_key

SECTION = "group"
WHOLE = "toàn tỉnh"  # as a place: stories that name no part of the province
KINDS = ("leaders", "minors", "accused")


def setting(read: Reader, default: Any, text: str, *, example: Any = None) -> Any:
    """One row of the table, as the metadata of a dataclass field."""
    row = {"read": read, "default": default, "help": text, "secret": False, "example": example, "required": False}
    return field(default=default, metadata={"setting": row})


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group of recipients and what it is to get."""

    slug: str
    name: str = setting(
        one_line, "", "Tên nhóm, in trong bản chọn lọc; để trống là tên trong dấu ngoặc vuông.", example="Sở Y tế"
    )
    recipients: tuple[str, ...] = setting(
        many(address), (), "Nơi nhận của nhóm; một địa chỉ chỉ ở một nhóm.", example=["yte@tinh.example"]
    )
    fields: tuple[str, ...] = setting(
        many(choice(*TOPICS)), (), "Chỉ những lĩnh vực này; để trống là mọi lĩnh vực.", example=["y-te", "an-sinh"]
    )
    places: tuple[str, ...] = setting(
        many(one_line), (), "Chỉ nội dung ở những địa bàn này; “toàn tỉnh” là nội dung không nêu địa bàn nào; để trống là mọi "
        "nơi. Có cả fields thì phải hợp cả hai.",
        example=["huyện Kim Thành", "toàn tỉnh"],
    )  # fmt: skip
    withhold: tuple[str, ...] = setting(
        many(choice(*KINDS)), (), "Không gửi cho nhóm nội dung xấu nêu tên lãnh đạo tỉnh (leaders), trẻ em (minors), "
        "người bị nghi, bị cáo buộc (accused).", example=["leaders"],
    )  # fmt: skip
    form: str = setting(choice("full", "short"), "full", "full là bản tin đầy đủ; short chỉ là tin ngắn.")
    attachments: tuple[str, ...] = setting(
        many(choice("docx", "xlsx")), (), "Tệp đính kèm thư của nhóm: docx, xlsx.", example=["xlsx"]
    )

    @property
    def label(self) -> str:
        """What the group is called in its mail."""
        return self.name or self.slug

    @property
    def selects(self) -> bool:
        """Whether the group gets less than the whole edition."""
        return bool(self.fields or self.places or self.withhold)


def groups_table() -> list[Setting]:
    """Every setting of a group."""
    return [Setting(key=f"{SECTION}.{row.name}", **row.metadata["setting"]) for row in fields(Group) if "setting" in row.metadata]


def read_groups(content: Mapping[str, Any]) -> tuple[tuple[Group, ...], list[str]]:
    """The groups in the order of the file, and every fault."""
    groups, faults = [], []
    table = {row.name: row for row in groups_table()}
    for slug, section in content.items():
        key = f"{SECTION}.{slug}"
        try:
            slug_text(slug)
        except ValueError:
            faults.append(
                f"{key}: tên nhóm không dùng được. Cách xử lý: viết không dấu, nối bằng gạch ngang, như [group.so-y-te]."
            )
            continue
        if not isinstance(section, dict):
            faults.append(f"{key}: phải là một mục. Cách xử lý: viết [{key}] rồi các dòng cài đặt ở dưới.")
            continue
        values: dict[str, Any] = {}
        for name, value in section.items():
            if name not in table:
                faults.append(f"{key}.{name}: không có cài đặt này.{nearest(name, sorted(table))}")
                continue
            try:
                values[name] = table[name].read(value)
            except ValueError as error:
                faults.append(f"{key}.{name}: giá trị {value!r} không dùng được. {error}")
        if not values.get("recipients") and not any(fault.startswith(f"{key}.recipients") for fault in faults):
            faults.append(f'{key}.recipients: chưa có nơi nhận. Cách xử lý: thêm recipients = ["…"] hoặc bỏ nhóm này.')
        groups.append(Group(slug=slug, **values))
    return tuple(groups), faults


def together(groups: tuple[Group, ...], recipients: tuple[str, ...], province: str) -> list[str]:
    """Faults that show only when the groups are seen side by side, with `mail.recipients`, and with the province's places."""
    faults = []
    home: dict[str, str] = {who.casefold(): "mail.recipients" for who in recipients}
    for group in groups:
        key = f"{SECTION}.{group.slug}.recipients"
        for who in group.recipients:
            if other := home.get(who.casefold()):
                faults.append(
                    f"{key}: {who} đã có trong {other} nên sẽ nhận hai bản tin khác nhau. Cách xử lý: chỉ để ở một nơi."
                )
            home.setdefault(who.casefold(), key)
    for group in groups:
        strange = [place for place in group.places if place != WHOLE and not covered(province, (place,))]
        if strange:
            faults.append(
                f"{SECTION}.{group.slug}.places: tỉnh ({province}) không có địa bàn {', '.join(strange)}. "
                "Cách xử lý: viết như trong “diembao province show”, hoặc “toàn tỉnh”."
            )
    return faults


def covered(province: str, places: Sequence[str]) -> frozenset[str]:
    """What these places cover, as keys for `compare_key`: themselves, the units inside them, and those that followed them."""
    from data.gazetteer.units import MERGER, land_units, province_rows

    if province not in province_rows():
        return frozenset()
    land = {unit for on in (None, MERGER) for unit in land_units(province, on) if unit.kind != "province"}
    keys = {compare_key(place) for place in places}
    inside = {unit.id for unit in land if compare_key(unit.label) in keys or compare_key(unit.name) in keys}
    grown = True
    while grown:
        more = {unit.id for unit in land if unit.parent in inside}
        more |= {after for unit in land if unit.id in inside for after in unit.successors}
        grown = not more <= inside
        inside |= more
    return frozenset(compare_key(unit.label) for unit in land if unit.id in inside)
