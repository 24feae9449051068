"""The second look: a text that hardly names the province but tells the same event as texts about it. All events are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from data.gazetteer import load_province
from data.model import Article
from nlp.annotate import promote
from nlp.grouping.stories import Grouper
from nlp.judge import judge_article

FLASH = Article(
    id="flash", url="https://a.example/1", outlet="tuoitre", lang="vi", published_at=datetime(2020, 7, 14, 2, 0, tzinfo=UTC),
    title="Lũ ống ở xã Tả Lèng, Lào Cai: một người chết, hai trẻ em mất tích",
    summary="Rạng sáng 14/7, lũ ống tràn qua thôn Nậm Pẻn, xã Tả Lèng, huyện Bát Xát, tỉnh Lào Cai, cuốn trôi bốn ngôi nhà.",
    body="Khoảng 3h ngày 14/7, sau bốn giờ mưa lớn, lũ ống đổ về thôn Nậm Pẻn, xã Tả Lèng, huyện Bát Xát. Bốn ngôi nhà bị cuốn "
    "trôi, một phụ nữ 52 tuổi thiệt mạng, hai trẻ em mất tích.\nĐường vào xã Tả Lèng bị sạt lở năm điểm. UBND tỉnh Lào Cai "
    "huy động hơn 150 bộ đội, công an tìm kiếm hai cháu bé.",
)  # fmt: skip
LATER = Article(
    id="later", url="https://b.example/2", outlet="vnexpress", lang="vi", published_at=datetime(2020, 7, 14, 6, 0, tzinfo=UTC),
    title="150 người tìm hai trẻ mất tích do lũ ống ở Bát Xát",
    summary="Lực lượng cứu hộ Lào Cai chia ba mũi dọc suối Nậm Pẻn tìm hai cháu bé bị lũ ống cuốn trôi.",
    body="Đến trưa 14/7, hơn 150 bộ đội, công an và người dân xã Tả Lèng, huyện Bát Xát vẫn tìm kiếm hai trẻ em mất tích. "
    "Lũ ống rạng sáng cùng ngày làm một phụ nữ thiệt mạng, bốn ngôi nhà bị cuốn trôi.\nLãnh đạo huyện Bát Xát cho biết năm điểm "
    "sạt lở trên đường vào xã chưa thông.",
)  # fmt: skip
FAINT = Article(
    id="faint", url="https://c.example/3", outlet="vov", lang="vi", published_at=datetime(2020, 7, 14, 12, 0, tzinfo=UTC),
    title="Dựng lán, nối đường, tìm hai cháu nhỏ bị lũ ống cuốn ở Tả Lèng",
    summary="Chiều 14/7, máy phát điện được khiêng vào trung tâm xã Tả Lèng để phục vụ tìm kiếm hai trẻ em mất tích.",
    body="Tới 18h, ba trong năm điểm sạt lở trên đường vào xã Tả Lèng đã được san gạt. Lũ ống rạng sáng 14/7 ở thôn Nậm Pẻn "
    "làm một phụ nữ thiệt mạng, bốn ngôi nhà bị cuốn trôi.\nNgành điện lực Lào Cai cử hai tổ thợ thay bảy cột đổ. Việc tìm "
    "kiếm tạm dừng "
    "sau 19h vì trên núi còn mưa.",
)  # fmt: skip
ELSEWHERE = Article(
    id="else", url="https://d.example/4", outlet="nld", lang="vi", published_at=datetime(2020, 7, 14, 12, 0, tzinfo=UTC),
    title="Lũ quét ở Sơn La cuốn trôi sáu ngôi nhà, một người mất tích",
    summary="Mưa lớn đêm 13/7 gây lũ quét tại huyện Mường La, tỉnh Sơn La.",
    body="Sáng 14/7, UBND huyện Mường La cho biết lũ quét làm sáu ngôi nhà bị cuốn trôi, một người mất tích.\n"
    "Tỉnh Sơn La huy động 200 bộ đội tìm kiếm. Mưa lớn còn kéo dài ở Sơn La, Điện Biên, Lai Châu, Lào Cai.",
)  # fmt: skip


@cache
def grouper() -> Grouper:
    province = load_province("lao-cai")
    made = Grouper(common=(province.name,))
    for article in (FLASH, LATER):
        judged = judge_article(article, province)
        assert judged.relevance == "subject"
        made.add(judged)
    return made


def passing(article: Article) -> Article:
    """The article as the archive holds it after the first look, called passing."""
    judged = judge_article(article, load_province("lao-cai"))
    return replace(judged, relevance="passing", score=min(judged.score or 0.0, 0.4))


def test_a_follow_up_that_hardly_names_the_province_is_promoted_with_its_reason() -> None:
    promoted = promote(grouper(), passing(FAINT), load_province("lao-cai"))
    assert promoted is not None
    assert promoted.relevance == "subject"
    assert promoted.reasons[0] == "Cùng nội dung với tin, bài viết về tỉnh (mã nội dung flash)"
    assert promoted.topic is not None
    assert promoted.tone == "negative"


def test_a_like_event_elsewhere_stays_passing() -> None:
    assert promote(grouper(), passing(ELSEWHERE), load_province("lao-cai")) is None


def test_a_persons_verdict_is_never_promoted() -> None:
    assert promote(grouper(), replace(passing(FAINT), corrected=("relevance",)), load_province("lao-cai")) is None


def test_looking_changes_nothing() -> None:
    before = grouper().story("flash"), grouper().nearest_story(judge_article(FAINT, load_province("lao-cai")))
    assert grouper().nearest_story(judge_article(FAINT, load_province("lao-cai"))) == before[1]
    assert grouper().story("faint") is None
