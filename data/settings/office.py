"""An office's settings, as one table: what there is, its default, its check, whether it is secret, what it is for.

In: the office's TOML file and the environment (DIEMBAO_<SECTION>_<KEY> outranks the file; a secret may come from the file that
DIEMBAO_<SECTION>_<KEY>_FILE names). Out: `Office`, frozen, one attribute per key ("mail.host" -> office.mail_host), or one
`SettingsError` that names every fault. The example file, the masked dump and the documentation are made from the same table.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from data.settings.consistency import contradictions
from data.settings.groups import SECTION, Group, groups_table, read_groups
from data.settings.groups import together as groups_together
from data.settings.loader import MASK, Setting, SettingsError, as_toml, read_settings
from data.settings.parsers import (  # fmt: skip
    Reader,
    address,
    choice,
    clock_time,
    domain,
    flag,
    host,
    loopback,
    many,
    maybe,
    moment,
    number,
    one_line,
    optional,
    outlet_name,
    proxy_address,
    secret_text,
    slug_text,
    term,
    whole,
)

__all__ = ["Office", "Setting", "SettingsError", "example", "load_office", "settings_table"]

SECTIONS = {
    "office": "Cơ quan",
    "watch": "Theo dõi thêm, ngoài tên tỉnh và các đơn vị hành chính",
    "paths": "Nơi lưu dữ liệu",
    "crawl": "Thu thập",
    "edition": "Bản tin",
    "mail": "Thư",
    "document": "Văn bản (Word, Excel)",
    "sensitive": "Nội dung nhạy cảm",
    "alert": "Tin nhanh",
    "cases": "Theo dõi xử lý vấn đề báo nêu",
    "retention": "Thời hạn lưu",
}


def setting(read: Reader, default: Any, text: str, *, secret: bool = False, example: Any = None, required: bool = False) -> Any:
    """One row of the table, as the metadata of a dataclass field."""
    row = {"read": read, "default": default, "help": text, "secret": secret, "example": example, "required": required}
    options = {} if required else {"default": default}
    return field(metadata={"setting": row}, repr=not secret, **options)


@dataclass(frozen=True, kw_only=True)
class Office:
    """The settings of one office. Times of day are Vietnam time, "HH:MM"; lists are tuples."""

    office_province: str = setting(slug_text, "", "Tỉnh được theo dõi, viết không dấu.", example="hai-duong", required=True)
    office_parent: str = setting(one_line, "", "Cơ quan chủ quản, in ở đầu bản tin.", example="UBND TỈNH HẢI DƯƠNG")
    office_name: str = setting(one_line, "", "Tên cơ quan phát hành bản tin.", example="SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH")
    office_addressees: str = setting(
        one_line, "", "Nơi nhận, in sau “Kính gửi:”.", example="Thường trực Tỉnh ủy, Thường trực HĐND tỉnh, lãnh đạo UBND tỉnh"
    )
    office_sender_name: str = setting(one_line, "Điểm tin báo chí", "Tên người gửi thư.", example="Điểm tin báo chí Hải Dương")
    office_contact: str = setting(one_line, "", "Cách liên hệ cán bộ trực, in ở cuối bản tin.", example="máy lẻ 118")
    office_duty_officer: str = setting(one_line, "", "Họ tên cán bộ trực rà soát bản tin; để trống nếu chưa có người rà soát.")
    office_demo: bool = setting(flag, False, "Chạy trình diễn với dữ liệu giả định: mọi trang, thư và tài liệu đều ghi rõ.")
    office_demo_now: datetime | None = setting(  # noqa: RUF009 - a field, like dataclasses.field
        optional(moment), None, "Thời điểm giả định; chỉ dùng khi demo = true.", example=""
    )

    watch_terms: tuple[str, ...] = setting(
        many(term), (), "Dự án, cơ quan, người cần theo dõi thêm; viết đúng chữ hoa, chữ thường.", example=["cao tốc phía đông"]
    )

    paths_var: str = setting(one_line, "var", "Thư mục dữ liệu; đường dẫn tương đối tính từ thư mục của tệp cài đặt này.")

    crawl_outlets: tuple[str, ...] = setting(many(outlet_name), (), "Các nguồn được thu thập; để trống là tất cả.", example=[])
    crawl_user_agent: str = setting(one_line, "", "Tên xưng với các trang báo; để trống là tên mặc định của phần mềm.")
    crawl_contact: str = setting(one_line, "", "Địa chỉ để trang báo liên hệ khi cần, kèm trong tên xưng.")
    crawl_max_age_days: int = setting(whole(1, 60), 3, "Bỏ qua bài đăng quá số ngày này khi mới thấy lần đầu.")
    crawl_catch_up_days: int = setting(
        whole(0, 30), 3, "Sau khi ngừng thu thập, tìm lại tin, bài của nhiều nhất số ngày này; 0 là không tìm lại."
    )
    crawl_every_minutes: int = setting(whole(5, 720), 30, "Lệnh watch thu thập mỗi bấy nhiêu phút.")
    crawl_delay_seconds: float = setting(number(0, 60), 1.0, "Nghỉ giữa hai lần tải của cùng một trang, tính bằng giây.")
    crawl_concurrency_per_site: int = setting(whole(1, 8), 2, "Số lần tải cùng lúc với một trang.")
    crawl_page_budget: int = setting(whole(1, 100000), 400, "Số trang nhiều nhất tải từ một nguồn trong một lượt chạy.")
    crawl_timeout_seconds: float = setting(number(1, 300), 30.0, "Chờ một trang trả lời lâu nhất, tính bằng giây.")
    crawl_replay: str = setting(
        maybe(loopback), "", "Máy chủ phát lại một ngày báo chí, trên chính máy này; chỉ dùng khi office.demo = true."
    )

    crawl_proxy: str = setting(
        maybe(proxy_address), "", "Proxy HTTP của cơ quan, viết như “http://proxy.tinh.example:8080”; để trống là ra mạng trực "
        "tiếp. Biến môi trường HTTPS_PROXY của máy không được dùng.",
    )  # fmt: skip
    crawl_proxy_http: str = setting(
        lambda value: value if value == "direct" else maybe(proxy_address)(value), "", "Proxy riêng cho địa chỉ http://; để "
        "trống là dùng crawl.proxy; “direct” là không qua proxy.",
    )  # fmt: skip
    crawl_no_proxy: tuple[str, ...] = setting(many(domain), (), "Các tên miền (kể cả tên miền con) không đi qua proxy.")
    crawl_proxy_login_file: str = setting(
        one_line, "", "Tệp chứa một dòng “tên:mật khẩu” để đăng nhập proxy, chỉ tài khoản chạy phần mềm đọc được; đường dẫn "
        "tương đối tính từ tệp cài đặt này.",
    )  # fmt: skip
    crawl_ca_file: str = setting(
        one_line, "", "Chứng thư gốc riêng (tệp PEM) của thiết bị kiểm tra kết nối mã hóa trong mạng cơ quan, nếu có; dùng thêm "
        "bên cạnh chứng thư của hệ điều hành.",
    )  # fmt: skip

    edition_cutoff: str = setting(clock_time, "06:00", "Giờ chốt kỳ tổng hợp.")
    edition_send_at: str = setting(clock_time, "06:30", "Giờ gửi thư.")
    edition_first_number: int | None = setting(
        optional(whole(1, 100000)), None, "Số của bản tin đầu tiên do hệ thống phát hành; để trống là bắt đầu từ 1.", example=""
    )
    edition_include_home: bool = setting(flag, False, "Tính cả tin, bài của báo, đài của tỉnh.")
    edition_attention: int = setting(whole(0, 10), 3, "Số nội dung nhiều nhất trong mục “Nội dung cần chú ý”.")

    edition_days: str = setting(
        choice("daily", "working"),
        "daily",
        "Ngày phát hành: daily mọi ngày; working chỉ ngày làm việc (bản tin thứ Hai gồm ba ngày).",
    )
    edition_hold: bool = setting(flag, False, "Chờ cán bộ trực duyệt: lệnh day chỉ gửi khi đã duyệt hoặc khi đến giờ gửi.")

    mail_from: str = setting(maybe(address), "", "Địa chỉ gửi.", example="diemtin@tinh.example")
    mail_reply_to: str = setting(maybe(address), "", "Hộp thư trực nhận phản hồi; để trống là địa chỉ gửi.")
    mail_recipients: tuple[str, ...] = setting(
        many(address), (), "Nơi nhận, mỗi địa chỉ một thư riêng.", example=["lanhdao@tinh.example"]
    )
    mail_officer: str = setting(
        maybe(address), "", "Cán bộ phụ trách báo chí: lúc chốt kỳ nhận thư chờ duyệt với nội dung nhạy cảm và những bài suýt "
        "đưa vào; nhận thư báo khi bản tin chưa gửi. Để trống là không gửi thư chờ duyệt.", example="baochi@tinh.example",
    )  # fmt: skip
    mail_operator: str = setting(
        maybe(address), "", "Người vận hành nhận thư báo khi một nguồn hỏng và khi hoạt động lại, khi thư không gửi được; "
        "để trống là không gửi.",
        example="vanhanh@tinh.example",
    )  # fmt: skip
    mail_host: str = setting(maybe(host), "", "Máy chủ gửi thư (SMTP).", example="thu.tinh.example")
    mail_port: int = setting(whole(1, 65535), 587, "Cổng của máy chủ gửi thư.")
    mail_security: str = setting(
        choice("starttls", "tls", "none"),
        "starttls",
        "Mã hóa: starttls (cổng 587), tls (cổng 465), none (chỉ trong mạng nội bộ).",
    )
    mail_user: str = setting(one_line, "", "Tên đăng nhập; để trống nếu máy chủ không đòi.")
    mail_password: str = setting(
        secret_text,
        "",
        "Mật khẩu. Nên đặt ngoài tệp này, trong tệp do biến DIEMBAO_MAIL_PASSWORD_FILE chỉ tới.",
        secret=True,
    )
    mail_ca_file: str = setting(one_line, "", "Chứng thư gốc riêng của cơ quan (tệp PEM), nếu có.")
    mail_timeout_seconds: float = setting(number(1, 600), 30.0, "Chờ máy chủ thư lâu nhất, tính bằng giây.")

    mail_per_connection: int = setting(
        whole(0, 10000), 50, "Số thư nhiều nhất qua một lần kết nối, theo giới hạn của máy chủ thư; 0 là không giới hạn."
    )
    mail_per_minute: int = setting(
        whole(0, 10000), 0, "Số thư nhiều nhất trong một phút, theo giới hạn của máy chủ thư; 0 là không giới hạn."
    )
    mail_attachments: tuple[str, ...] = setting(
        many(choice("docx", "xlsx")), (), "Tệp đính kèm thư: docx, xlsx; khi có thì thư không in lại danh mục tin, bài.",
        example=["docx", "xlsx"],
    )  # fmt: skip

    document_place: str = setting(one_line, "", "Địa danh ghi trước ngày tháng; để trống là tên tỉnh.", example="Hải Dương")
    document_symbol: str = setting(one_line, "", "Ký hiệu ghi sau số văn bản; để trống thì chỉ ghi số.")
    document_receivers: tuple[str, ...] = setting(many(one_line), ("Như trên", "Lưu: VT"), "Các dòng của mục “Nơi nhận”.")
    document_signer_title: str = setting(one_line, "", "Chức vụ người ký; để trống nếu không ký.")
    document_signer: str = setting(one_line, "", "Họ tên người ký; để trống nếu không ký.")

    sensitive_hold: tuple[str, ...] = setting(
        many(choice("leaders", "minors", "accused")), (), "Nội dung xấu nêu tên lãnh đạo tỉnh (leaders), trẻ em (minors), "
        "người bị nghi, bị cáo buộc (accused): chỉ đưa vào bản tin khi có người rà soát.",
    )  # fmt: skip

    alert_recipients: tuple[str, ...] = setting(
        many(address), (), "Nhóm nhận tin nhanh; để trống là không gửi tin nhanh.", example=["truc@tinh.example"]
    )
    alert_quiet_from: str = setting(clock_time, "22:30", "Giờ yên tĩnh bắt đầu: tin nhanh chờ đến hết giờ này.")
    alert_quiet_until: str = setting(clock_time, "05:00", "Giờ yên tĩnh kết thúc; trùng giờ bắt đầu là không có giờ yên tĩnh.")
    alert_daily_limit: int = setting(whole(1, 50), 6, "Số thư tin nhanh nhiều nhất trong một ngày.")
    alert_growth: float = setting(number(1.1, 100), 3.0, "Báo lại một nội dung khi số tin, bài đã tăng ít nhất bấy nhiêu lần.")
    alert_fast_outlets: int = setting(whole(2, 50), 5, "Nội dung xấu được báo khi có từ bấy nhiêu cơ quan báo chí cùng đăng …")
    alert_fast_hours: float = setting(number(0.5, 24), 3.0, "… trong bấy nhiêu giờ.")

    cases_rule: str = setting(
        maybe(slug_text),
        "co-quan",
        "Quy tắc thời hạn dùng khi không nêu quy tắc khác (tên một tệp trong data/rules); trống: không có.",
    )
    cases_rules_dir: str = setting(
        one_line, "", "Thư mục quy tắc thời hạn và ngày nghỉ của cơ quan, tính từ tệp cài đặt; tệp cùng tên thay tệp kèm sẵn."
    )

    retention_pages_days: int = setting(whole(1, 36500), 90, "Số ngày giữ trang gốc đã tải.")
    retention_trail_days: int = setting(whole(1, 36500), 30, "Số ngày giữ nhật ký xử lý của các địa chỉ không được lưu.")
    retention_text_days: int = setting(whole(1, 36500), 730, "Số ngày giữ toàn văn; tiêu đề và nhãn giữ lâu dài.")

    groups: tuple[Group, ...] = ()  # the [group.NAME] sections
    base: Path = field(default=Path(), repr=False)  # the folder of the settings file; not a setting

    @property
    def everybody(self) -> dict[str, str]:
        """Who gets an edition -> the slug of the group, empty for those of mail.recipients, who get it whole."""
        return dict.fromkeys(self.mail_recipients, "") | {who: group.slug for group in self.groups for who in group.recipients}

    def group(self, slug: str) -> Group | None:
        """The group of that slug."""
        return next((group for group in self.groups if group.slug == slug), None)

    @property
    def var_dir(self) -> Path:
        """Where everything made at run time lies."""
        return self.base / self.paths_var

    @property
    def archive_path(self) -> Path:
        """The office's archive."""
        return self.var_dir / f"{self.office_province}.db"

    @property
    def crawl_path(self) -> Path:
        """The crawl store, shared by the offices of this folder."""
        return self.var_dir / "crawl.db"

    @property
    def outlets_path(self) -> Path:
        """What this office states about outlets; the file need not exist."""
        return self.base / "outlets.toml"

    @property
    def run_lock(self) -> Path:
        """Held by the one process that may work on this office."""
        return self.var_dir / f"{self.office_province}.lock"

    @property
    def send_lock(self) -> Path:
        """Held by the one process that may send this office's mails."""
        return self.var_dir / f"{self.office_province}.send.lock"

    @property
    def out_dir(self) -> Path:
        """Where built editions are written."""
        return self.var_dir / "out"

    def masked(self) -> list[tuple[str, str]]:
        """(key, value) of every setting as the operator may see it; secrets only say whether they are set."""
        shown = []
        for row in settings_table():
            value = getattr(self, row.attribute)
            shown.append((row.key, (MASK if value else '""') if row.secret else as_toml(value)))
        return shown


def settings_table() -> list[Setting]:
    """Every setting, in the order of the example file."""
    table = []
    for item in fields(Office):
        if "setting" in item.metadata:
            section, _, name = item.name.partition("_")
            table.append(Setting(key=f"{section}.{name}", **item.metadata["setting"]))
    return table


def load_office(path: Path | None, env: Mapping[str, str]) -> Office:
    """The settings of the office at `path` (None: the environment alone). Raises SettingsError with every fault at once."""
    values = read_settings(settings_table(), path, env, _together, {SECTION: read_groups})
    return Office(**values, base=Path() if path is None else path.parent)


def _together(values: Mapping[str, Any]) -> list[str]:
    """Faults that only show when several settings are looked at together, and names that do not exist."""
    faults = [_unknown_province(values["office_province"])]
    if values["office_demo_now"] is not None and not values["office_demo"]:
        faults.append("office.demo_now: chỉ dùng khi office.demo = true. Cách xử lý: bỏ dòng này.")
    if values["crawl_replay"] and not values["office_demo"]:
        faults.append("crawl.replay: chỉ dùng khi office.demo = true. Cách xử lý: bỏ dòng này để thu thập từ báo thật.")
    faults += contradictions(values)
    faults += groups_together(values["groups"], values["mail_recipients"], values["office_province"])
    return [fault for fault in faults if fault]


def _unknown_province(slug: str) -> str:
    from data.gazetteer.units import province_rows

    slugs = sorted(province_rows())
    if not slug or slug in slugs:
        return ""
    close = difflib.get_close_matches(slug, slugs, n=3, cutoff=0.5)
    meant = f"; có phải ý là {' hoặc '.join(close)}" if close else ""
    return f"office.province: không có tỉnh “{slug}”{meant}. Cách xử lý: viết tên tỉnh không dấu, nối bằng gạch ngang."


def example() -> str:
    """The commented example of an office's settings file; it loads as it stands."""
    lines = [
        "# Cài đặt của một cơ quan. Sao chép thành office.toml rồi sửa. Dòng có dấu # ở đầu là giá trị mặc định.",
        "# Mỗi cài đặt đều có thể đặt bằng biến môi trường, như DIEMBAO_MAIL_HOST; biến môi trường được ưu tiên.",
    ]
    section = ""
    for row in settings_table():
        if row.section != section:
            section = row.section
            lines += ["", f"# {SECTIONS[section]}", f"[{section}]"]
        value = row.default if row.example is None else row.example
        shown = row.required or (row.example not in (None, "", []) and not row.secret)
        lines += [f"# {row.help}", f"{'' if shown else '# '}{row.name} = {as_toml(value)}"]
    lines += ["", "# Nhóm nhận, mỗi nhóm một mục; nhóm không chọn gì thì nhận bản tin đầy đủ.", f"# [{SECTION}.so-y-te]"]
    for row in groups_table():
        lines += [f"# {row.help}", f"# {row.name} = {as_toml(row.default if row.example is None else row.example)}"]
    return "\n".join(lines) + "\n"
