"""The register: every outlet file states what it must, and its facts agree with themselves."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.extraction.cms_families import FAMILIES, FIELDS
from crawler.outlet import ACCESS, OutletFacts
from crawler.register import UnknownOutlet, by_host, by_url, outlet_facts, spider_class, spider_classes
from data.gazetteer.units import province_rows
from data.model import OWNER_TYPES
from data.paths import ROOT
from data.text.urls import article_id
from diembao.cli.outlets import show_list

SPIDERS = ROOT / "crawler" / "spiders"
DEMO = {
    "tuoitre", "dantri", "soha", "vietnamnet", "thanhnien", "tienphong", "vov", "vnexpress", "vietnamplus", "nld", "cand",
    "nhandan",
    "congthuong", "cafef", "baochinhphu", "baotintuc", "yonhap", "laodong", "baogiaothong", "kinhtedothi", "plo", "sggp", "znews",
    "kenh14", "vtcnews", "vneconomy", "qdnd", "suckhoedoisong", "baodautu", "baohaiduong", "bnews", "24h",
}  # fmt: skip
# One address of each form that is known, and the number in it.
ADDRESSES = [
    ("tuoitre", "https://tuoitre.vn/bai-moi-20260307075519174.htm", "20260307075519174"),
    ("tuoitre", "https://m.tuoitre.vn/bai-100260617075519174.htm", "100260617075519174"),
    ("tuoitre", "https://tuoitre.vn/tin/chinh-tri-xa-hoi/20150323/bai/724115.html", "724115"),
    ("thanhnien", "https://thanhnien.vn/bai-185260717213044074.htm", "185260717213044074"),
    ("thanhnien", "https://thanhnien.vn/bai-post1523962.html", "1523962"),
    ("nld", "https://nld.com.vn/bai-196260307075519174.htm", "196260307075519174"),
    ("baochinhphu", "https://baochinhphu.vn/bai-102260228093004191.htm", "102260228093004191"),
    ("cafef", "https://cafef.vn/bai-18826030622484142.chn", "18826030622484142"),
    ("kenh14", "https://kenh14.vn/bai-21526071921041659.chn", "21526071921041659"),
    ("soha", "https://soha.vn/bai-198260720023243246.htm", "198260720023243246"),
    ("vnexpress", "https://vnexpress.net/bai-5047363.html", "5047363"),
    ("vnexpress", "https://vnexpress.net/bai-4925154-tong-thuat.html", "4925154"),
    ("vnexpress-en", "https://e.vnexpress.net/news/business/story-4925154.html", "4925154"),
    ("dantri", "https://dantri.com.vn/kinh-doanh/bai-20260307080054340.htm", "20260307080054340"),
    ("vietnamnet", "https://vietnamnet.vn/bai-2495349.html", "2495349"),
    ("nhandan", "https://nhandan.vn/bai-post976641.html", "976641"),
    ("vietnamplus", "https://www.vietnamplus.vn/bai-post1125344.vnp", "1125344"),
    ("vietnamplus", "https://www.vietnamplus.vn/bai-post1125344.amp", "1125344"),
    ("vietnamplus", "https://en.vietnamplus.vn/story-post174410.vnp", "174410"),
    ("tienphong", "https://tienphong.vn/bai-post1874068.tpo", "1874068"),
    ("baodautu", "https://baodautu.vn/bai-d538952.html", "538952"),
    ("laodong", "https://laodong.vn/xa-hoi/bai-1234567.ldo", "1234567"),
    ("vov", "https://vov.vn/xa-hoi/bai-post1234567.vov", "1234567"),
    ("baotintuc", "https://baotintuc.vn/the-gioi/bai-20260716171712046.htm", "20260716171712046"),
    ("bnews", "https://bnews.vn/bai-viet/123456.html", "123456"),
    ("znews", "https://znews.vn/bai-post1234567.html", "1234567"),
    ("vtcnews", "https://vtcnews.vn/bai-ar987654.html", "987654"),
    ("24h", "https://www.24h.com.vn/tin-tuc-trong-ngay/bai-c46a1234567.html", "1234567"),
    ("cand", "https://cand.com.vn/phap-luat/bai-i567123/", "567123"),
    ("nhandan-en", "https://en.nhandan.vn/story-post123456.html", "123456"),
    ("tuoitrenews", "https://news.tuoitre.vn/story-103250611.htm", "103250611"),
    ("vietnamnews", "https://vietnamnews.vn/society/1650001/story-of-a-village.html", "1650001"),
    ("anninhthudo", "https://www.anninhthudo.vn/bai-post612345.antd", "612345"),
    ("giadinhxahoi", "https://giadinh.suckhoedoisong.vn/bai-172260307075519174.htm", "172260307075519174"),
    ("baohatinh", "https://baohatinh.vn/bai-post301234.html", "301234"),
    ("baonghean", "https://baonghean.vn/bai-10312345.html", "10312345"),
    ("reuters", "https://www.reuters.com/world/lychee-exports-rise-2026-06-01/", "lychee-exports-rise-2026-06-01"),
    ("nikkei", "https://asia.nikkei.com/Economy/Vietnam-s-lychee-exports-rise-again", "Vietnam-s-lychee-exports-rise-again"),
    ("xinhua", "https://english.news.cn/20260601/0123456789abcdef0123456789abcdef/c.html", "0123456789abcdef0123456789abcdef"),
    ("apnews", "https://apnews.com/article/vietnam-lychee-0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
    ("straitstimes", "https://www.straitstimes.com/asia/se-asia/vietnam-lychee-exports-rise", "vietnam-lychee-exports-rise"),
    ("scmp", "https://www.scmp.com/week-asia/economics/article/3301234/vietnam-lychee", "3301234"),
    ("thediplomat", "https://thediplomat.com/2026/06/vietnam-lychee-exports/", "2026/06/vietnam-lychee-exports"),
    ("yonhap", "https://en.yna.co.kr/view/AEN20200601003400320", "AEN20200601003400320"),
]  # fmt: skip


def test_the_register_covers_the_press() -> None:
    kinds = Counter(cls.owner_type for cls in spider_classes().values())
    english = [cls for cls in spider_classes().values() if cls.lang == "en" and cls.owner_type != "nuoc-ngoai"]
    assert kinds.total() >= 130
    assert set(kinds) == set(OWNER_TYPES)
    assert kinds["nuoc-ngoai"] >= 10
    assert len(english) >= 7
    provinces = {cls.province for cls in spider_classes().values() if cls.province and not cls.successor}
    present = {slug for slug, rows in province_rows().items() if any(row.valid_until is None for row in rows)}
    assert len(present) == 34
    assert provinces == present


def test_the_outlets_of_the_demo_are_there() -> None:
    assert set(spider_classes()) >= DEMO


@pytest.mark.parametrize("name", spider_classes())
def test_every_outlet_states_what_it_must(name: str) -> None:
    cls = spider_classes()[name]
    outlet = cls.outlet()
    assert outlet.name == name
    assert all((outlet.label, outlet.full_label, outlet.short, outlet.home.startswith("https://")))
    assert outlet.owner_type in OWNER_TYPES
    assert outlet.foreign == bool(outlet.country)
    assert outlet.owner_type != "cua-tinh" or outlet.province
    assert cls.access in ACCESS
    assert cls.feeds or cls.news_sitemaps or cls.sections
    assert {"sections", "article_pattern"} <= set(cls.confidence)
    assert not cls.predecessors or "predecessors" in cls.confidence
    assert not cls.note or cls.note.endswith(".")
    assert cls.sections
    assert cls.family in FAMILIES
    assert set(cls.selectors) <= set(FIELDS)
    assert set(cls.confidence.values()) <= {"A", "B", "C"}
    assert "number" in re.compile(cls.article_pattern).groupindex
    for address in (cls.home, *cls.news_sitemaps, *cls.sections):
        assert cls.has_host(urlsplit(address).hostname or ""), address
        assert not cls.is_article(address), address
    assert all(urlsplit(feed).scheme == "https" for feed in cls.feeds)
    assert set(cls.host_langs) <= set(cls.hosts)


@pytest.mark.parametrize("path", sorted(p for p in SPIDERS.glob("*.py") if p.name != "__init__.py"), ids=lambda p: p.stem)
def test_an_outlet_file_is_facts_only(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 50
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    assert len(classes) == 1
    assert all(isinstance(node, ast.Assign | ast.Expr) for node in classes[0].body)


@pytest.mark.parametrize(("name", "url", "number"), ADDRESSES)
def test_article_addresses(name: str, url: str, number: str) -> None:
    cls = by_url(url)
    assert cls is spider_class(name)
    assert cls.is_article(url)
    assert cls.article_number(url) == number


def test_an_edited_slug_keeps_the_id() -> None:
    cls = spider_class("tuoitre")
    old, new = "https://tuoitre.vn/mot-20200601081500123.htm", "https://m.tuoitre.vn/hai-ba-20200601081500123.htm"
    assert article_id("tuoitre", old, cls.article_number(old)) == article_id("tuoitre", new, cls.article_number(new))


@pytest.mark.parametrize(
    "url",
    [
        "https://tuoitre.vn/thoi-su.htm", "https://tuoitre.vn/video/bai-20200601081500123.htm", "https://vnexpress.net/podcast/a-5047363.html",
        "https://dantri.com.vn/kinh-doanh/trang-2.htm", "https://tuoitre.vn.ke-xau.example/bai-20200601081500123.htm",
    ],
)  # fmt: skip
def test_what_is_no_article(url: str) -> None:
    cls = by_url(url)
    assert cls is None or not cls.is_article(url)


def test_hosts() -> None:
    assert by_host("m.tuoitre.vn") is by_host("www.tuoitre.vn") is by_host("TUOITRE.VN") is spider_class("tuoitre")
    assert by_host("ke-xau-tuoitre.vn") is None
    assert by_url("https://[") is None
    assert spider_class("vietnamplus").lang_of("https://en.vietnamplus.vn/a") == "en"
    assert spider_class("vietnamplus").lang_of("https://www.vietnamplus.vn/a") == "vi"
    names = [host for cls in spider_classes().values() if not cls.successor for host in cls.hosts]
    assert len(names) == len(set(names))


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownOutlet, match=r"bao-la.*tuoitre"):
        spider_class("bao-la")


def test_labels_are_those_of_the_model_digest() -> None:
    known = outlet_facts()
    assert known["tuoitre"].full_label == "Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)"
    assert known["vov"].full_label == "Báo điện tử VOV (Đài Tiếng nói Việt Nam)"
    assert known["yonhap"].label == "Yonhap (Hàn Quốc)"
    assert known["soha"].aggregator
    assert known["yonhap"].foreign
    types = {
        "tuoitre": "dia-phuong",
        "vnexpress": "bo-nganh",
        "thanhnien": "doan-the",
        "vietnamplus": "trung-uong",
        "cafef": "tong-hop",
    }
    assert {name: known[name].owner_type for name in types} == types


def test_the_register_starts_no_reactor() -> None:
    code = "import sys, crawler.register as o; o.spider_classes(); sys.exit('twisted.internet.reactor' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_outlets_list_prints_every_outlet() -> None:
    out = io.StringIO()
    assert show_list(None, now=datetime(2020, 6, 2, tzinfo=UTC), out=out) == 0
    told = out.getvalue()
    assert all(f" {name} " in told for name in spider_classes())
    assert "Loại nguồn" in told
    assert "chưa thu thập" in told


def test_plain_facts_need_nothing_else() -> None:
    assert not OutletFacts.is_article("https://tuoitre.vn/bai-20200601081500123.htm")
    assert OutletFacts.article_number("https://tuoitre.vn/bai-20200601081500123.htm") is None
