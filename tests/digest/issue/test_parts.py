"""Recipient groups: each gets its own part of the edition, honest about being one, and no other; settings that contradict."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.archive import Archive, FrozenError
from data.model import TOPICS
from data.settings import Group, Office, SettingsError, load_office
from data.settings.groups import KINDS
from diembao.cli.digest import describe_mail
from digest.delivery.letters import Erratum, send_erratum
from digest.edition.counts import check_edition
from digest.issue import Issued, issue_part, read_file, selection
from digest.issue.errors import MissingPart
from digest.render.edition_json import as_json
from digest.render.text import as_short_text
from digest.wording.edition import join_pieces, write_subject, write_totals
from tests.support import edition_day as model
from tests.support import office_desk as desk

LEADERS = desk.RECIPIENTS[0]
HEALTH = Group(
    slug="so-y-te", name="Sở Y tế", recipients=("yte@tinh.example",), fields=("y-te", "giao-duc"), attachments=("xlsx",)
)
DISTRICT = Group(slug="kim-thanh", recipients=("kimthanh@tinh.example",), places=("huyện Kim Thành", "toàn tỉnh"))
PRESS = Group(slug="bao-chi", name="Báo chí", recipients=("nhom@tinh.example",), withhold=("accused",), form="short")
WHOLE = Group(slug="thuong-truc", recipients=("thuongtruc@tinh.example",), attachments=("docx",))
GROUPS = (HEALTH, DISTRICT, PRESS, WHOLE)


def office_of(base: Path, port: int, **changes: Any) -> Office:
    office = desk.office(base, port, **({"groups": GROUPS, "mail_recipients": (LEADERS,)} | changes))
    desk.fill(office)
    return office


def part_of(office: Office, group: str) -> Issued:
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        return issue_part(archive, office, model.DAY, group, now=desk.NOW)


def correct(office: Office, number: int, why: str) -> Erratum:
    later = desk.NOW + timedelta(hours=1)
    with Archive.open(office.archive_path, now=later) as archive:
        return send_erratum(archive, office, model.DAY, number, why=why, by="Phạm Thu Lan", now=later)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_each_group_gets_its_own_part_and_says_so(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    assert desk.send(office_of(tmp_path, port)) == (0, "Bản tin số 154: đã gửi 5 thư.\n")
    got = dict(zip(box.to, box.taken, strict=True))
    assert got[LEADERS]["Subject"] == "[Điểm tin Hải Dương] Thứ Ba 02/06/2020: 14 nội dung, 2 báo nêu, 1 tin nhanh"
    health = got[HEALTH.recipients[0]]
    assert health["Subject"] == "[Điểm tin Hải Dương] Thứ Ba 02/06/2020 (bản chọn lọc): 2 nội dung"
    text = one_line(health.get_body(("plain",)).get_content())
    assert "Số 154 · Bản chọn lọc: Sở Y tế · Thứ Ba, ngày 02/06/2020" in text
    assert "Kính gửi: Sở Y tế Bản chọn lọc này có 3 tin, bài về 2 nội dung liên quan đến tỉnh" in text
    chosen = "Phần chọn của nhóm “Sở Y tế”: chỉ gồm lĩnh vực Y tế, Giáo dục; bản tin đầy đủ số 154: 14 nội dung, 31 tin, bài."
    assert chosen in text
    assert "THEO DÕI XỬ LÝ" not in text
    assert "so với hôm trước" not in text
    assert chosen in one_line(health.get_body(("html",)).get_content().replace("<b>", "").replace("</b>", ""))
    assert [part.get_filename() for part in health.iter_attachments()] == ["Diem-tin-Hai-Duong-2020-06-02.xlsx"]
    district = one_line(got[DISTRICT.recipients[0]].get_body(("plain",)).get_content())
    assert "mương đổi màu" in district
    assert "Kinh Thầy" not in district
    assert "chỉ gồm địa bàn huyện Kim Thành, toàn tỉnh" in district
    press = got[PRESS.recipients[0]]
    assert press.get_content_type() == "text/plain"
    assert press["Subject"] == "[Điểm tin Hải Dương] Thứ Ba 02/06/2020 (bản chọn lọc): 13 nội dung, 2 báo nêu, 1 tin nhanh"
    assert "[bản chọn lọc: Báo chí] 13 nội dung, 29 tin, bài" in press.get_content()
    assert len(press.get_content()) <= 900
    whole = got[WHOLE.recipients[0]]
    assert whole["Subject"] == got[LEADERS]["Subject"]
    assert [part.get_filename() for part in whole.iter_attachments()] == ["Diem-tin-Hai-Duong-2020-06-02.docx"]
    assert len({str(mail["Message-ID"]) for mail in box.taken}) == 5


def test_parts_are_frozen_with_the_edition_and_a_new_group_begins_with_the_next(
    tmp_path: Path, post: tuple[desk.Post, int]
) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    desk.send(office)
    later = Group(slug="moi", recipients=("moi@tinh.example",), fields=("y-te",))
    status, said = desk.send(replace(office, groups=(*GROUPS, later)))
    assert (status, "Nhóm nhận moi: thêm sau khi bản tin đã duyệt hoặc đã gửi" in said) == (0, True)
    assert len(box.taken) == 5
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        parts = archive.groups.parts(model.DAY)
        assert [part.slug for part in parts] == ["bao-chi", "kim-thanh", "so-y-te", "thuong-truc"]
        with pytest.raises(Exception, match="cannot be changed"):
            archive.groups.save(model.DAY, parts[:1])
        with pytest.raises(FrozenError):
            archive.editions.discard_draft(model.DAY)


def test_a_group_set_up_after_the_approval_begins_with_the_next_edition(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port, groups=())
    assert desk.approved(office, by="Phạm Thu Lan").by == "Phạm Thu Lan"
    status, said = desk.send(replace(office, groups=(HEALTH,)), now=desk.NOW + timedelta(minutes=1))
    assert (status, box.to) == (0, [LEADERS])
    assert "bắt đầu từ bản tin sau" in said


def test_the_figures_of_a_part_are_compared_with_parts_of_the_same_choice(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    _, port = post
    office = office_of(tmp_path, port)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        before = {"stories": 5, "articles": 9, "positive": 2, "neutral": 2, "negative": 1, "issues": 1}
        for slug, chosen in ((HEALTH.slug, selection.describe_selection(HEALTH)), (DISTRICT.slug, "chỉ gồm lĩnh vực khác")):
            archive.store.run_sql(
                "INSERT INTO edition_groups VALUES (?, ?, 'full', ?, ?, '', '', '', '', NULL, NULL)",
                ("2020-06-01", slug, chosen, json.dumps(before)),
            )
    health = part_of(office, HEALTH.slug)
    assert "so với hôm trước giảm 3 nội dung, 6 tin, bài" in one_line(health.texts["txt"])
    assert "Cộng: 7 nội dung, 12 tin, bài" in one_line(health.texts["txt"])
    assert (health.counts["stories"], health.edition.counts["stories"], health.folder) == (2, 14, None)
    assert "so với" not in part_of(office, DISTRICT.slug).texts["txt"]
    with pytest.raises(MissingPart, match=r"“khong-co”.*Cách xử lý"):
        part_of(office, "khong-co")
    with pytest.raises(MissingPart, match=r"không có tệp docx.*group\.so-y-te\.attachments"):
        read_file(office, health, "docx")


PLACES = ["huyện Kim Thành", "Cẩm Giàng", "toàn tỉnh", "huyện Tứ Kỳ"]
SOME = st.builds(
    Group,
    slug=st.just("nhom"),
    fields=st.lists(st.sampled_from(sorted(TOPICS)), max_size=4, unique=True).map(tuple),
    places=st.lists(st.sampled_from(PLACES), max_size=3, unique=True).map(tuple),
    withhold=st.lists(st.sampled_from(KINDS), max_size=3, unique=True).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(SOME)
def test_every_identity_holds_within_any_part(group: Group) -> None:
    whole = model.edition()
    part = selection.select_part(whole, group, kinds={story.id: {"accused"} for story in whole.stories[::3]}, history={})
    assert check_edition(part) == []
    assert {story.id for story in part.stories} <= {story.id for story in whole.stories}
    if not group.selects:
        assert (part.stories, part.selection) == (whole.stories, None)
        return
    assert "bản chọn lọc" in write_subject(part)
    assert f"{whole.figures.stories} nội dung, {whole.figures.articles} tin, bài" in join_pieces(write_totals(part))
    for story in part.stories:
        assert not group.fields or story.topic in group.fields
    said = json.loads(as_json(part))
    assert len(said["annex"]["rows"]) == part.figures.articles == sum(len(story["articles"]) for story in said["stories"])
    assert len(as_short_text(part)) <= 901
    assert "không có nội dung thuộc phần chọn" in said["subject"] or part.stories


def test_a_district_covers_its_communes_and_what_followed_them() -> None:
    group = Group(slug="x", places=("Bình Giang",))
    story = replace(model.edition().stories[3], places=("thị trấn Kẻ Sặt",))
    covered = selection.covered("hai-duong", group.places)
    assert selection.is_wanted(story, group, covered, ())
    assert selection.is_wanted(replace(story, places=("xã Kẻ Sặt",)), group, covered, ())
    assert not selection.is_wanted(replace(story, places=("huyện Cẩm Giàng",)), group, covered, ())
    assert not selection.is_wanted(replace(story, places=()), group, covered, ())


def test_a_correction_goes_only_to_those_who_were_told_and_in_their_numbers(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    desk.send(office)
    why = "không thuộc tỉnh Hải Dương"
    erratum = correct(office, 9, why)
    assert sorted(erratum.recipients) == sorted(box.to[5:]) == sorted(erratum.letters.sent)
    assert not erratum.letters.has_failed
    letters = {to: mail.get_content().strip() for to, mail in zip(box.to[5:], box.taken[5:], strict=True)}
    assert sorted(letters) == sorted([LEADERS, *HEALTH.recipients, *DISTRICT.recipients, *PRESS.recipients, *WHOLE.recipients])
    assert "nội dung 9 không thuộc" in letters[LEADERS]
    assert "nội dung 2 không thuộc" in letters[HEALTH.recipients[0]]
    assert "Số liệu đúng: 1 nội dung, 1 tin, bài." in letters[HEALTH.recipients[0]]
    box.to.clear()
    assert len(correct(office, 11, why).recipients) == 2
    assert sorted(box.to) == sorted([LEADERS, *WHOLE.recipients])


def test_a_trial_mail_of_a_part_and_the_log(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    assert desk.trial(office, "toi@tinh.example", group=HEALTH.slug).is_sent
    assert str(box.taken[0]["Subject"]).startswith("[Gửi thử] [Điểm tin Hải Dương] Thứ Ba 02/06/2020 (bản chọn lọc)")
    box.rcpt = lambda address: "450 4.2.0 later" if address == LEADERS else "250 OK"
    desk.send(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        tries = archive.outbox.tries(model.DAY)
        said = "".join(describe_mail(row, tries) for row in archive.outbox.rows(model.DAY))
    assert f"{LEADERS}: hoãn, sẽ gửi lại lúc 06:06" in said
    assert "    06:05 02/06/2020  hoãn, sẽ gửi lại: máy chủ hẹn lần sau (450 4.2.0 later)" in said
    assert "yte@tinh.example (nhóm so-y-te): đã gửi" in said


MAIL = """
[office]
province = "hai-duong"
[mail]
from = "diemtin@tinh.example"
host = "thu.tinh.example"
recipients = ["a@tinh.example"]
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[group.x]\nrecipients = ["A@tinh.example"]', ("group.x.recipients", "mail.recipients")),
        (
            '[group.x]\nrecipients = ["b@tinh.example"]\n[group.y]\nrecipients = ["b@tinh.example"]',
            ("group.y.recipients", "group.x.recipients"),
        ),
        ("[group.x]\nfields = []", ("group.x.recipients",)),
        ('[group.x]\nrecipients = ["b@tinh.example"]\nfields = ["y-t"]', ("group.x.fields", "y-te")),
        ('[group.x]\nrecipients = ["b@tinh.example"]\nplaces = ["huyện Vụ Bản"]', ("group.x.places", "huyện Vụ Bản")),
        ('[group.x]\nrecipients = ["b\\nc@tinh.example"]', ("group.x.recipients",)),
        ('[group.x]\nrecipients = ["b@tinh.example"]\nfield = ["y-te"]', ("group.x.field", "fields")),
        ('[group."Sở Y tế"]\nrecipients = ["b@tinh.example"]', ("group.Sở Y tế", "không dấu")),
        ('group = "x"', ("group", "[group]")),
        ('[edition]\nsend_at = "05:30"', ("edition.send_at", "edition.cutoff")),
        ('[edition]\nsend_at = "06:00"\nhold = true', ("edition.hold", "edition.send_at", "edition.cutoff")),
        ('[sensitive]\nhold = ["minors"]', ("mail.officer", "sensitive.hold")),
    ],
)
def test_settings_that_contradict_name_both(tmp_path: Path, text: str, named: tuple[str, ...]) -> None:
    path = tmp_path / "office.toml"
    top, rest = (text, "") if text.startswith("group =") else ("", text)
    path.write_text(f"{top}\n{MAIL}{rest}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_office(path, {})
    assert len(caught.value.errors) == 1
    assert all(name in caught.value.errors[0] for name in named)
    assert "Cách xử lý" in caught.value.errors[0]


@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({"PORT": "465"}, ("mail.port", "mail.security")),
        ({"SECURITY": "none", "CA_FILE": "ca.pem"}, ("mail.ca_file", "mail.security")),
        ({"PASSWORD": "x"}, ("mail.user", "mail.password")),
        ({"SECURITY": "none", "USER": "u", "PASSWORD": "x"}, ("mail.security", "mail.password")),
        ({"HOST": ""}, ("mail.host", "mail.recipients")),
    ],
)
def test_mail_settings_that_contradict_name_both(tmp_path: Path, env: dict[str, str], named: tuple[str, ...]) -> None:
    path = tmp_path / "office.toml"
    path.write_text(MAIL, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_office(path, {f"DIEMBAO_MAIL_{key}": value for key, value in env.items()})
    assert len(caught.value.errors) == 1
    assert all(name in caught.value.errors[0] for name in named)


@pytest.mark.parametrize(("mode", "good"), [(0o600, True), (0o400, True), (0o440, True), (0o644, False), (0o660, False)])
def test_a_password_file_that_others_can_read_is_refused(tmp_path: Path, mode: int, good: bool) -> None:
    path, secret = tmp_path / "office.toml", tmp_path / "mat-khau"
    path.write_text(MAIL, encoding="utf-8")
    secret.write_text("mat khau\n", encoding="utf-8")
    secret.chmod(mode)
    env = {"DIEMBAO_MAIL_USER": "u", "DIEMBAO_MAIL_PASSWORD_FILE": str(secret)}
    if good:
        assert load_office(path, env).mail_password == "mat khau"  # noqa: S105 - invented
        return
    with pytest.raises(SettingsError, match=f"mail.password: tệp bí mật .*mat-khau .*quyền {mode:o}.*chmod 600"):
        load_office(path, env)


def test_groups_are_read_in_order_and_a_variable_for_them_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text(MAIL + '[group.b]\nrecipients = ["b@tinh.example"]\n[group.a]\nrecipients = ["c@tinh.example"]\n', "utf-8")
    office = load_office(path, {})
    assert [group.slug for group in office.groups] == ["b", "a"]
    assert office.everybody == {"a@tinh.example": "", "b@tinh.example": "b", "c@tinh.example": "a"}
    with pytest.raises(SettingsError, match="DIEMBAO_GROUP_A_FIELDS"):
        load_office(path, {"DIEMBAO_GROUP_A_FIELDS": "y-te"})
