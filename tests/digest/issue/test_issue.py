"""Issuing and editing an edition as records: what is built, written, repeated, changed, refused, and what waits."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from data.archive import Archive, CaseError
from data.settings import Office
from digest.issue import issue_edition, read_file
from digest.issue.editing import EditRequest, approve, edit, undo
from digest.issue.errors import ChangeError, UnwrittenFiles
from digest.issue.out_folder import FILES
from digest.issue.review import review_edition
from tests.support import edition_day as model
from tests.support import office_desk as desk

BY = "Phạm Thu Lan"
AT = desk.NOW + timedelta(minutes=5)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = desk.office(tmp_path)
    desk.fill(office)
    return office


def test_an_edition_is_built_kept_and_written(office: Office) -> None:
    issued = desk.issue(office)
    assert (issued.day, issued.number, issued.is_sent, issued.part) == (model.DAY, 154, False, None)
    assert (issued.counts["stories"], issued.counts["articles"]) == (14, 31)
    assert issued.summary == "Bản tin số 154 ngày 02/06/2020 (chưa gửi): 14 nội dung, 31 tin, bài."
    assert issued.folder == office.out_dir / "2020-06-02"
    for form, name in FILES.items():
        assert (issued.folder / name).read_text("utf-8") == issued.texts[form]
    name, content = read_file(office, issued, "xlsx")
    assert (issued.folder / name).read_bytes() == content == issued.documents["xlsx"]
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.editions.get(model.DAY) == issued.edition
        run = archive.trail.runs()[0]
    assert (run.command, run.status, run.detail) == ("digest", "done", issued.summary)


def test_a_sent_edition_is_repeated_whatever_came_later(office: Office) -> None:
    first = desk.issue(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        archive.editions.freeze(model.DAY, desk.NOW)
        archive.corrections.correct(model.key(23), by=BY, now=AT, verdict="passing")
        again = issue_edition(archive, office, model.DAY, now=AT)
    assert again.is_sent
    assert again.texts == first.texts
    assert again.documents == first.documents
    assert again.summary == "Bản tin số 154 ngày 02/06/2020 (đã gửi): 14 nội dung, 31 tin, bài."


def test_a_folder_that_cannot_be_written_is_refused_and_the_edition_is_kept(office: Office) -> None:
    office.out_dir.parent.mkdir(parents=True, exist_ok=True)
    office.out_dir.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(UnwrittenFiles, match=r"Bản tin vẫn ở trong kho lưu trữ. Cách xử lý:"):
        desk.issue(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert archive.editions.get(model.DAY) is not None


def test_each_edit_tells_what_was_changed_and_how_the_edition_stands(office: Office) -> None:
    with Archive.open(office.archive_path, now=AT) as archive:
        story = edit(archive, office, model.DAY, EditRequest(action="drop", key="1", reason=" trùng "), by=BY, now=AT)
        assert [change.target for change in story.changes] == [model.key(row) for row in range(1, 6)]
        assert {(change.by, change.reason) for change in story.changes} == {(BY, "trùng")}
        assert story.edition.counts["stories"] == 13
        approval = approve(archive, office, model.DAY, by=BY, now=AT + timedelta(seconds=1))
        assert approval.approval is not None
        assert (approval.by, approval.approval.at) == (BY, AT + timedelta(seconds=1))
        assert json.loads(approval.edition.json)["review"]["by"] == BY
        undone = undo(archive, office, model.DAY, by=BY, now=AT + timedelta(seconds=2))
        assert ([change.action for change in undone.changes], undone.approval) == (["approve"], None)
        undone = undo(archive, office, model.DAY, by=BY, now=AT + timedelta(seconds=3))
        assert len(undone.changes) == 5
        assert undone.edition.counts["stories"] == 14


def test_one_article_of_a_story_is_dropped_by_its_id_and_the_whole_story_by_the_story_s(office: Office) -> None:
    with Archive.open(office.archive_path, now=AT) as archive:
        single = edit(archive, office, model.DAY, EditRequest(action="drop", key=model.key(2)), by=BY, now=AT)
        assert [change.target for change in single.changes] == [model.key(2)]
        assert (single.edition.counts["stories"], single.edition.counts["articles"]) == (14, 30)
        whole = edit(archive, office, model.DAY, EditRequest(action="drop", key=model.key(6)), by=BY, now=AT)
        assert [change.target for change in whole.changes] == [model.key(6), model.key(7)]


@pytest.mark.parametrize("by", ["", "  ", "A\nB"])
def test_nobody_changes_an_edition_without_a_name(office: Office, by: str) -> None:
    request = EditRequest(action="drop", key="1")
    with Archive.open(office.archive_path, now=AT) as archive:
        with pytest.raises(CaseError, match="Thiếu tên người thực hiện"):
            edit(archive, office, model.DAY, request, by=by, now=AT)
        with pytest.raises(CaseError, match="Thiếu tên người thực hiện"):
            approve(archive, office, model.DAY, by=by, now=AT)
        assert archive.reviews.changes(model.DAY) == []


def test_a_sent_edition_is_not_changed_any_more(office: Office) -> None:
    desk.issue(office)
    with Archive.open(office.archive_path, now=AT) as archive:
        archive.editions.freeze(model.DAY, desk.NOW)
        for refused in (
            lambda: edit(archive, office, model.DAY, EditRequest(action="drop", key="1"), by=BY, now=AT),
            lambda: approve(archive, office, model.DAY, by=BY, now=AT),
            lambda: undo(archive, office, model.DAY, by=BY, now=AT),
        ):
            with pytest.raises(ChangeError, match="edition erratum"):
                refused()
        review = review_edition(archive, office, model.DAY, now=AT)
    assert (review.held, review.near_misses, len(review.items)) == ((), (), 31)


def test_the_review_lists_what_waits_with_its_reason(office: Office) -> None:
    careful = replace(office, sensitive_hold=("accused",))
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        thief = replace(model.articles()[26], title="Khởi tố bị can trong nhóm trộm xe máy ở huyện Tứ Kỳ")
        archive.articles.keep(thief, None, now=desk.NOW, run="test")
        archive.judgements.write(thief.with_(versions=2), "stamp", now=desk.NOW, run="test")
        review = review_edition(archive, careful, model.DAY, now=desk.NOW)
        assert review.edition.counts["stories"] == 13
        (waiting,) = review.held
        assert (waiting.is_held, waiting.kinds, waiting.reason) == (True, ["accused"], "người bị nghi, bị cáo buộc")
        assert waiting.story.lead_article.id == model.key(27)
        approve(archive, careful, model.DAY, by=BY, now=AT)
        review = review_edition(archive, careful, model.DAY, now=AT)
    assert review.held == ()
    assert review.approval is not None
    assert [change.action for change in review.changes] == ["approve"]
