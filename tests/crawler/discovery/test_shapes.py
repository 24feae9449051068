"""The shape of article addresses: what is an article's and what a section's, topic's or tag's, on invented links."""

from __future__ import annotations

import pytest
from lxml import html

from crawler.discovery import read_section
from crawler.discovery.shapes import PageLink, learn_shape, page_links, site_of
from crawler.outlet import OutletFacts
from data.text.dates import read_date

HOST = "go-noi.vn"
NOW = read_date("2026-12-01T02:00:00Z")
SENTENCES = (
    "xa-binh-an-khanh-thanh-cau-moi",
    "hop-tac-xa-mo-lop-day-nghe",
    "truong-lang-sua-xong-mai-ngoi",
    "cho-ben-moi-dong-khach-cuoi-nam",
)


def headline(path: str, text: str = "Xã Bình An khánh thành cây cầu mới") -> PageLink:
    return PageLink(url=f"https://{HOST}{path}", text=text)


def label(path: str, text: str = "Kinh tế") -> PageLink:
    return PageLink(url=f"https://{HOST}{path}", text=text)


def articles(form: str, start: int = 410000) -> list[PageLink]:
    return [headline(form.format(name=name, number=start + n)) for n, name in enumerate(SENTENCES)]


def fits(links: list[PageLink], *paths: str) -> list[bool]:
    shape = learn_shape(links, [HOST])
    assert shape is not None
    return [shape.fits(f"https://{HOST}{path}") for path in paths]


def test_topics_with_short_numbers_are_no_articles() -> None:
    links = articles("/{name}-{number}.htm") + [headline(f"/chuyen-quan-tam-trong-tuan-{n}.htm") for n in (8378, 8379, 8380)]
    assert fits(links, "/mot-bai-moi-hom-nay-410999.htm", "/chuyen-quan-tam-trong-tuan-8390.htm") == [True, False]


def test_folders_of_topics_and_tags_are_skipped_whatever_their_numbers() -> None:
    links = articles("/{name}-{number}.html") + [
        headline(f"/chu-de/xay-dung-nong-thon-moi-nang-cao-{n}.html") for n in (410001, 2)
    ]
    shape = learn_shape(links, [HOST])
    assert shape is not None
    assert shape.skip_pattern == "^/chu-de/"
    assert not shape.fits(f"https://{HOST}/chu-de/mot-chu-de-khac-nua-410009.html")


def test_sections_with_numbers_as_long_are_told_apart_by_their_names() -> None:
    sections = [label(f"/{name}-{410100 + n}.html") for n, name in enumerate(("kinh-te", "van-hoa", "the-thao", "phap-luat"))]
    links = (
        articles("/{name}-{number}.html") + articles("/{name}-{number}.html", 420000) + articles("/{name}-{number}.html", 430000)
    )
    assert fits(links + sections, "/doi-song-410109.html", "/lang-nghe-don-khach-tham-quan-410999.html") == [False, True]


def test_numbers_at_the_end_of_some_headlines_make_no_shape() -> None:
    links = [headline(f"/{name}-va-nhieu-chuyen-khac") for name in SENTENCES] + [
        headline(f"/{name}-trong-nam-qua-toan-xa") for name in SENTENCES
    ]
    links += [headline(f"/gia-lua-dong-xuan-tang-them-{n}") for n in (500, 600, 700)]
    assert fits(links, "/mot-bai-khong-co-so-nao-ca", "/gia-lua-he-thu-giam-con-450", "/kinh-te") == [True, True, False]


def test_a_year_at_the_end_is_no_number() -> None:
    links = [headline(f"/{name}-nam-2026.html") for name in SENTENCES]
    assert fits(links, "/hoi-lang-dau-xuan-nam-2027.html", "/lien-he.html") == [True, False]


def test_announced_articles_have_the_last_word() -> None:
    links = articles("/{name}-{number}.html")
    told = [PageLink(url=f"https://{HOST}/anh/lang-nghe-p{n}.html", is_announced=True) for n in range(71000, 71004)]
    assert fits(links + told, "/anh/cho-noi-p71009.html", "/x-y-z-t-410777.html") == [True, True]


def test_no_shape_stands_out_of_a_few_links() -> None:
    assert learn_shape([label("/kinh-te"), label("/van-hoa"), headline("/mot-bai-rieng-le-khong-du-410000.html")], [HOST]) is None


@pytest.mark.parametrize(
    ("host", "site"), [("a.b.com.vn", "b.com.vn"), ("www.go-noi.vn", "go-noi.vn"), ("en.x.gov.vn", "x.gov.vn")]
)
def test_the_registered_name_of_a_host(host: str, site: str) -> None:
    assert site_of(host) == site


PAGE = (
    "<html><body><a href='/kinh-te'>Kinh tế</a><a href='/lien-he'>Liên hệ</a>"
    + "".join(
        f"<h3><a href='/{name}-{410000 + n}.html'>Xã Bình An có chuyện mới số {n}</a></h3>" for n, name in enumerate(SENTENCES)
    )
    + "<h3><a href='https://bao-khac.vn/mot-bai-cua-bao-khac-410000.html'>Một bài của báo khác</a></h3></body></html>"
)


def facts(**stated: object) -> type[OutletFacts]:
    return type("Facts", (OutletFacts,), {"name": "go-noi", "hosts": (HOST,), **stated})


def test_a_section_is_read_by_shape_where_no_pattern_is_stated() -> None:
    assert NOW is not None
    urls = [link.url for link in read_section(PAGE, f"https://{HOST}/kinh-te", facts(), NOW).links]
    assert urls == [f"https://{HOST}/{name}-{410000 + n}.html" for n, name in enumerate(SENTENCES)]


def test_a_section_is_read_by_shape_where_the_pattern_fits_nothing_on_it() -> None:
    assert NOW is not None
    more = PAGE.replace("</body>", "<a href='/lang-nghe-don-khach-dau-xuan-410077.html'>Làng nghề đón khách đầu xuân</a></body>")
    wrong = facts(article_pattern=r"-i\d{5}$")
    assert len(read_section(more, f"https://{HOST}/kinh-te", wrong, NOW).links) == 5
    right = facts(article_pattern=r"-410001\.html$")
    assert len(read_section(more, f"https://{HOST}/kinh-te", right, NOW).links) == 1


def test_the_longest_text_of_a_link_counts_and_a_picture_speaks_for_itself() -> None:
    tree = html.fromstring(
        "<body><a href='/x'><img alt='Ảnh chợ nổi'></a><a href='/x#top'>Chợ nổi đông khách cuối năm</a></body>"
    )
    assert [(link.url, link.text) for link in page_links(tree, f"https://{HOST}/")] == [
        (f"https://{HOST}/x", "Chợ nổi đông khách cuối năm")
    ]


def test_announced_articles_may_have_slugs_of_one_word() -> None:
    told = [
        PageLink(url=f"https://{HOST}/tin/{slug}", is_announced=True)
        for slug in ("xabinhan", "hoilang", "choben", "cauben", "dinh")
    ]
    assert fits([*told, label("/thoi-su"), label("/kinh-te")], "/tin/benhvien", "/thoi-su") == [True, False]


@pytest.mark.parametrize("form", ["/Tin/{name}-I{number}.html", "/{name},{number}.html", "/{name}_{number}.HTML"])
def test_signs_are_kept_as_they_are_written(form: str) -> None:
    assert fits(articles(form), form.format(name="mot-bai-moi-hom-nay", number=410999)) == [True]


def test_pages_of_the_site_itself_are_no_articles_where_articles_end_with_a_slash() -> None:
    told = [PageLink(url=f"https://{HOST}/{slug}/", is_announced=True) for slug in SENTENCES]
    told += [PageLink(url=f"https://{HOST}/{slug}-va-ba-con/", is_announced=True) for slug in SENTENCES]
    pages = [label(f"/{name}", name) for name in ("lien-he", "gioi-thieu", "quang-cao", "video")]
    assert fits([*told, *pages], "/lien-he", "/lang-nghe-don-khach-dau-xuan/") == [False, True]
