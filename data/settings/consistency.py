"""Settings that contradict each other: each fault names both, says why they cannot both hold, and what to do.

In: the checked values of an office's settings by attribute name. Out: Vietnamese faults; each begins with the key to change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

HERE = ("127.0.0.1", "::1", "localhost")
USUAL_PORT = {"starttls": 587, "tls": 465}


def contradictions(values: Mapping[str, Any]) -> list[str]:
    """Every pair of settings that cannot both be meant."""
    return [*_network(values), *_mail(values), *_secure(values), *_hours(values), *_people(values)]


def _network(values: Mapping[str, Any]) -> Iterator[str]:
    has_proxy = values["crawl_proxy"] or values["crawl_proxy_http"] not in ("", "direct")
    for key, label in (("proxy_login_file", "tệp đăng nhập proxy"), ("no_proxy", "tên miền không qua proxy")):
        if values[f"crawl_{key}"] and not has_proxy:
            yield f"crawl.{key}: có {label} nhưng chưa có proxy. Cách xử lý: thêm proxy vào mục [crawl], hoặc bỏ dòng này."
    if has_proxy and values["crawl_replay"]:
        key = "proxy" if values["crawl_proxy"] else "proxy_http"
        yield f"crawl.{key}: crawl.replay chỉ đọc từ máy này, không qua proxy. Cách xử lý: bỏ một trong hai."


def _mail(values: Mapping[str, Any]) -> Iterator[str]:
    wanting = [
        (values["mail_recipients"], "mail.recipients", "nơi nhận"),
        (values["groups"], "group", "nhóm nhận"),
        (values["alert_recipients"], "alert.recipients", "nơi nhận tin nhanh"),
        (values["mail_officer"], "mail.officer", "cán bộ phụ trách báo chí"),
        (values["mail_operator"], "mail.operator", "người vận hành nhận thư"),
    ]
    reason = next(((key, label) for value, key, label in wanting if value), None)
    if reason is None:
        return
    for key, label in (("from", "địa chỉ gửi"), ("host", "máy chủ gửi thư")):
        if not values[f"mail_{key}"]:
            mend = f"Cách xử lý: thêm {key} vào mục [mail]."
            yield f"mail.{key}: đã có {reason[1]} ({reason[0]}) nhưng chưa có {label}. {mend}"


def _secure(values: Mapping[str, Any]) -> Iterator[str]:
    security, port = values["mail_security"], values["mail_port"]
    if values["mail_password"] and not values["mail_user"]:
        yield "mail.user: đã có mật khẩu (mail.password) nhưng chưa có tên đăng nhập. Cách xử lý: thêm user vào mục [mail]."
    if values["mail_password"] and security == "none" and values["mail_host"] not in HERE:
        yield ("mail.security: không gửi mật khẩu (mail.password) qua đường không mã hóa. Cách xử lý: dùng starttls hoặc tls.")
    if values["mail_ca_file"] and security == "none":
        yield (
            "mail.ca_file: có chứng thư gốc nhưng mail.security = none nên không có gì để kiểm tra. "
            "Cách xử lý: đặt mail.security = starttls hoặc tls, hoặc bỏ ca_file."
        )
    other = {"starttls": "tls", "tls": "starttls"}.get(security)
    if other and port == USUAL_PORT[other]:
        yield (
            f"mail.port: cổng {port} dùng cho {other} nhưng mail.security = {security}, hai bên sẽ chờ nhau mãi. "
            f"Cách xử lý: đặt mail.port = {USUAL_PORT[security]}, hoặc mail.security = {other}."
        )


def _hours(values: Mapping[str, Any]) -> Iterator[str]:
    if values["edition_send_at"] < values["edition_cutoff"]:
        yield (
            f"edition.send_at: giờ gửi {values['edition_send_at']} sớm hơn giờ chốt kỳ edition.cutoff "
            f"({values['edition_cutoff']}) nên chưa có bản tin để gửi. Cách xử lý: đặt giờ gửi sau giờ chốt kỳ."
        )
    if values["edition_hold"] and values["edition_send_at"] == values["edition_cutoff"]:
        yield (
            "edition.hold: chờ duyệt nhưng edition.send_at trùng edition.cutoff nên không còn lúc nào để duyệt. "
            "Cách xử lý: đặt giờ gửi muộn hơn giờ chốt kỳ."
        )


def _people(values: Mapping[str, Any]) -> Iterator[str]:
    if values["sensitive_hold"] and not values["mail_officer"]:
        yield (
            "mail.officer: sensitive.hold giữ lại nội dung nhạy cảm cho người phụ trách xem, nhưng chưa có ai nhận. "
            "Cách xử lý: thêm officer vào mục [mail], hoặc bỏ sensitive.hold."
        )
