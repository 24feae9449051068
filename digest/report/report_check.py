"""The check that a report contradicts neither itself nor the editions it adds up.

In: a `Report`. Out: the broken identities, empty when it may be handed out.
"""

from __future__ import annotations

from digest.report.totals import COUNTS, Report


def check(report: Report) -> list[str]:
    """Every broken identity, in words for the operator; a report with any of them is not handed out."""
    own, broken = report.own_totals, []
    by_topic = {name: sum(getattr(line, name) for line in report.topics) for name in COUNTS}
    broken += [
        f"bảng lĩnh vực: {name} = {by_topic[name]}, tổng các bản tin = {own[name]}"
        for name in COUNTS
        if by_topic[name] != own[name]
    ]
    if sum(line.articles for line in report.outlets) != own["articles"]:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài")
    if sum(line.reprints for line in report.outlets) != report.reprints:
        broken.append("bảng cơ quan báo chí khác tổng số tin, bài đăng lại")
    if report.totals["positive"] + report.totals["neutral"] + report.totals["negative"] != report.totals["stories"]:
        broken.append("tích cực + trung tính + tiêu cực khác số nội dung")
    if len(report.issues) != own["issues"]:
        broken.append("số vấn đề báo nêu khác tổng các bản tin")
    return broken
