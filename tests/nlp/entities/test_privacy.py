"""nlp/entities/privacy.py: suspects and minors are not indexed by name, officials and citizens are; in a real archive too."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.archive import Archive
from data.model import Article, Name
from data.settings import load_office
from nlp import annotate
from nlp.entities.privacy import redact_names

NOW = datetime(2020, 6, 1, 23, 0, tzinfo=UTC)


def article(body: str, *names: str) -> Article:
    found = tuple(Name(text=name, type="person") for name in names)
    return Article(id="a" * 16, url="https://x.vn/1", outlet="tuoitre", title="Tin trong ngày", body=body, names=found)


@pytest.mark.parametrize(
    ("body", "kept", "gone"),
    [
        ("Công an khởi tố bị can Lê Tiến Dõng, Đỗ Văn Khoát về tội trộm cắp.", [], ["Lê Tiến Dõng", "Đỗ Văn Khoát"]),
        ("Đại tá Phạm Hữu Tạo cho biết đã bắt giữ Lê Tiến Dõng.", ["Phạm Hữu Tạo"], ["Lê Tiến Dõng"]),
        ("Cháu Đỗ Thị Nhài bị lạc, ông Trần Văn Khởi đưa về nhà.", ["Trần Văn Khởi"], ["Đỗ Thị Nhài"]),
        ("Đỗ Thị Nhài (14 tuổi) đoạt giải nhất, cô giáo Hà Thị Mận rất vui.", ["Hà Thị Mận"], ["Đỗ Thị Nhài"]),
        ("Ông Trần Văn Khởi, 61 tuổi, trồng vải.\nTối qua Lê Tiến Dõng bị bắt.", ["Trần Văn Khởi"], ["Lê Tiến Dõng"]),
        ("Lê Tiến Dõng nuôi gà.\nNay Lê Tiến Dõng bị truy tố.", [], ["Lê Tiến Dõng"]),
        ("Luật sư Hà Thị Mận bào chữa cho bị cáo Lê Tiến Dõng.", ["Hà Thị Mận"], ["Lê Tiến Dõng"]),
        ("Bà Hà Thị Mận có 17 năm công tác, khánh thành trường mới.", ["Hà Thị Mận"], []),
    ],
)
def test_who_is_kept(body: str, kept: list[str], gone: list[str]) -> None:
    assert [name.text for name in redact_names(article(body, *kept, *gone)).names] == kept


def test_bodies_and_places_stay_and_an_expired_text_keeps_none() -> None:
    office = Name(text="Công an huyện Kim Thành", type="organisation")
    one = article("Công an huyện Kim Thành bắt giữ Lê Tiến Dõng.", "Lê Tiến Dõng").with_(names=(office,))
    assert redact_names(one).names == (office,)
    assert redact_names(one.with_(body=None)).names == ()


def test_the_archive_keeps_no_suspect_and_no_child(tmp_path: Path) -> None:
    settings = tmp_path / "office.toml"
    settings.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    office = load_office(settings, {})
    body = (
        "Sáng 1/6, Công an huyện Kim Thành, tỉnh Hải Dương khởi tố bị can Lê Tiến Dõng về tội trộm cắp tài sản.\n"
        "Ông Trần Văn Khởi, trưởng thôn Tân Lộ, là người trình báo. Cháu Đỗ Thị Nhài nhìn thấy sự việc."
    )
    one = article(body).with_(title="Khởi tố vụ trộm cắp ở huyện Kim Thành, Hải Dương", published_at=NOW, found_at=NOW, lang="vi")
    with Archive.open(office.archive_path, now=NOW) as archive:
        archive.articles.keep(one, None, now=NOW, run="crawl")
        annotate.annotate_archive(archive, office, now=NOW, run="judge")
        kept = archive.articles.get(one.id)
    assert kept is not None and kept.relevance == "subject"
    assert [name.text for name in kept.names if name.type == "person"] == ["Trần Văn Khởi"]
