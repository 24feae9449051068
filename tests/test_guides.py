"""The guides "How to add …" of the folders' READMEs, each followed to the letter in a copy of the repository.

How a guide is followed: `tests/support/guides.py`. The guide "How to add a block of the mail" has its test in `tests/digest`.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from data.paths import ROOT
from tests.support.guides import copy_checkout, follow, run

NOW = "2020-06-02T06:05"  # a working day of the press day that the archive of these tests holds
DESK = """
from pathlib import Path
from tests.support.office_desk import fill, office
fill(office(Path("desk")))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A stranger's checkout."""
    return copy_checkout(tmp_path)


def count_passed(outputs: dict[str, str]) -> list[int]:
    """How many tests passed in each command of a guide that runs tests."""
    return [int(re.findall(r"(\d+) passed", output)[-1]) for command, output in outputs.items() if "pytest" in command]


def test_an_outlet_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "crawler" / "README.md", "How to add an outlet")
    assert " baothunghiem " in outputs["diembao outlets list"]
    (tests,) = [output for command, output in outputs.items() if "pytest" in command]
    assert int(re.findall(r"(\d+) passed", tests)[-1]) >= 20  # its facts, 13 fields of its page, 8 of a replayed one
    (case,) = json.loads((copy / "tests/pages/baothunghiem/expected.json").read_text(encoding="utf-8")).values()
    assert (case["status"], case["fields"]["outlet"]) == (0, "baothunghiem")
    assert case["fields"]["title"] == "Hợp tác xã ở Thanh Hà thử máy sấy vải"
    assert case["fields"]["summary"] == "Mỗi mẻ được tám tạ quả khô."
    assert case["fields"]["published_at"] == "2026-06-01T16:35:00+07:00"
    assert case["fields"]["body"].count("\n") == 1
    assert "| `baothunghiem` | Báo Thử Nghiệm |" in (copy / "crawler/README.md").read_text(encoding="utf-8")


def test_an_office_corrects_adds_and_pauses_an_outlet_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "crawler" / "README.md", "How to correct, add or pause an outlet in an office")
    listed = " ".join(outputs["diembao outlets list"].replace("│", " ").split())
    assert " baogonoi " in listed
    assert "báo đề nghị" in listed
    assert "article_pattern = '-(?P<number>" in outputs["diembao outlets export"]
    assert "https://baogonoi.vn/rss/trang-chu.rss" in outputs["diembao outlets export --opml"]
    file = (copy / "outlets.toml").read_text(encoding="utf-8")
    assert "# ghi chú của cơ quan được giữ nguyên" in file
    assert "soha" not in file


def test_a_setting_is_added_by_following_the_guide(copy: Path) -> None:
    follow(copy, ROOT / "data" / "README.md", "How to add a setting")
    assert "| `crawl.quiet_hours` | `0` | Số giờ ban đêm" in (copy / "README.vi.md").read_text(encoding="utf-8")
    assert "quiet_hours = 0" in (copy / "data/office.example.toml").read_text(encoding="utf-8")
    office = copy / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n[crawl]\nquiet_hours = 5\n', encoding="utf-8")
    read = "import sys; from pathlib import Path; from data.settings.office import SettingsError, load_office\n"
    code = f"{read}print(load_office(Path('office.toml'), {{}}).crawl_quiet_hours)"
    assert run(copy, "-c", code) == "5\n"
    code = f"{read}print(load_office(Path('office.toml'), {{'DIEMBAO_CRAWL_QUIET_HOURS': '7'}}).crawl_quiet_hours)"
    assert run(copy, "-c", code) == "7\n"
    code = f"{read}try: load_office(Path('office.toml'), {{'DIEMBAO_CRAWL_QUIET_HOURS': '13'}})\n"
    refused = run(copy, "-c", code + "except SettingsError as error: print(error)")
    assert "quiet_hours" in refused.lower()
    assert "12" in refused


def test_a_field_of_the_news_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "data" / "README.md", "How to add a field of the news")
    assert min(count_passed(outputs)) >= 15
    assert "| `ton-giao` | Tôn giáo, tín ngưỡng |" in (copy / "README.vi.md").read_text(encoding="utf-8")
    shown = run(
        copy,
        "-c",
        "from datetime import date\n"
        "from data.model import TOPICS\n"
        "from data.model.taxonomy import topic_slug\n"
        "from digest.edition.agencies import suggest_agencies\n"
        "from digest.edition.ranking import FIELD_ORDER\n"
        "print(len(TOPICS), TOPICS['ton-giao'], topic_slug('Tôn giáo, tín ngưỡng'), FIELD_ORDER['ton-giao'])\n"
        "for day in (date(2025, 2, 28), date(2025, 3, 1)): print(*suggest_agencies('ton-giao', [], day=day))\n",
    )
    assert shown.splitlines() == ["13 Tôn giáo, tín ngưỡng ton-giao 12", "Sở Nội vụ", "Sở Dân tộc và Tôn giáo"]
    (copy / "office.toml").write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    checkup = " ".join(run(copy, "-m", "diembao", "doctor", status=1).split())
    assert "lĩnh vực “Tôn giáo, tín ngưỡng” (ton-giao): mô hình topic.npz chưa học, chưa phân loại được" in checkup
    assert "huấn luyện lại bằng “diembao train all --data THƯ_MỤC”." in checkup
    # The command is there; it trains on material that is no part of a checkout.
    refusal = run(copy, "-m", "diembao", "train", "all", "--data", "data", status=2)
    assert "không thấy data/gold/relevance.dev.jsonl.gz" in refusal
    failure = run(copy, "-m", "pytest", "tests/nlp/features/test_weights.py", status=1)
    assert "ton-giao" in failure


def test_an_overlay_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "data" / "provinces" / "README.md", "How to add an overlay")
    (command,) = outputs
    place = (
        "from data.gazetteer import load_province\n"
        "province = load_province('ninh-binh')\n"
        "for text in ('Lễ hội chùa Bái Đính.', 'Bão ở Nho Quan.', 'Anh Yên Khánh kể.', 'Kẹo của bánh kẹo Tràng An.'):\n"
        "    print([(mention.kind, province.describe(mention.place or '')) for mention in province.find(text)])\n"
    )
    assert run(copy, "-c", place).splitlines() == [
        "[('landmark', 'huyện Gia Viễn')]",
        "[('district', 'huyện Nho Quan')]",
        "[('namesake', 'tỉnh Ninh Bình')]",
        "[('namesake', 'tỉnh Ninh Bình')]",
    ]
    # A case that does not hold is named.
    overlay = copy / "data" / "provinces" / "ninh-binh.toml"
    text = overlay.read_text(encoding="utf-8")
    overlay.write_text(text.replace('"namesake:người Tràng An"', '"landmark:Tràng An"'), encoding="utf-8")
    assert "ninh-binh-1" in run(copy, *command.split()[1:-1], "ninh-binh", status=1)


def test_a_rule_of_deadlines_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "data" / "README.md", "How to add a rule of deadlines")
    assert min(count_passed(outputs)) >= 30
    assert "`quy-che-thu-nghiem`" in (copy / "README.vi.md").read_text(encoding="utf-8")
    script = (
        "from datetime import datetime\n"
        "from data.calendar import RuleError, legal_deadlines, load_rule\n"
        "from data.text import local\n"
        "rule = load_rule('quy-che-thu-nghiem')\n"
        "print(rule.basis, rule.check)\n"
        "sent = datetime.fromisoformat('2026-04-24T09:00:00+07:00')\n"
        "for row in legal_deadlines(rule, published=None, sent=sent): print(row.label, f'{local(row.due):%d/%m %H:%M}')\n"
        "try: legal_deadlines(rule, published=None, sent=sent.replace(year=2025))\n"
        "except RuleError as error: print(error)\n"
        "try: load_rule('khong-co')\n"
        "except RuleError as error: print(error)\n"
    )
    basis, check, report, outside, names = run(copy, "-c", script).splitlines()
    assert basis == "Quy chế giả định, Điều 4 True"
    assert (check, report) == ("xác minh 25/04 09:00", "báo cáo kết quả 06/05 23:59")
    assert "không có hiệu lực ngày 24/04/2025" in outside
    assert "quy-che-thu-nghiem" in names
    # In an office's own folder it outranks the one that is shipped.
    (copy / "rules").mkdir()
    shutil.copyfile(copy / "data/rules/quy-che-thu-nghiem.toml", copy / "rules/quy-che-thu-nghiem.toml")
    own = copy / "rules" / "quy-che-thu-nghiem.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("count = 5", "count = 3"), encoding="utf-8")
    script = script.replace("load_rule('quy-che-thu-nghiem')", "load_rule('quy-che-thu-nghiem', Path('rules'))")
    assert "báo cáo kết quả 04/05 23:59" in run(copy, "-c", f"from pathlib import Path\n{script}")


def test_a_stage_is_added_by_following_the_guide(copy: Path) -> None:
    outputs = follow(copy, ROOT / "diembao" / "README.md", "How to add a stage")
    assert min(count_passed(outputs)) >= 5
    (copy / "desk").mkdir()
    (copy / "desk" / "office.toml").write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    run(copy, "-c", DESK)
    command = ["-m", "diembao", "--office", "desk/office.toml", "day", "--no-send", "--now", NOW, "--skip"]
    shown = run(copy, *command, "crawl,annotate")
    counts = re.findall(r"^(\S+): (\d+) tin, bài$", shown, re.MULTILINE)
    assert counts
    assert [int(count) for _, count in counts] == sorted((int(count) for _, count in counts), reverse=True)
    assert shown.index(" tin, bài\n") < shown.index("Bản tin số")  # counted before the edition is built
    assert (copy / "desk/var/out/2020-06-02/digest.html").is_file()
    runs = (
        "from datetime import UTC, datetime\n"
        "from pathlib import Path\n"
        "from data.archive import Archive\n"
        "with Archive.open(Path('desk/var/hai-duong.db'), now=datetime.now(UTC)) as archive:\n"
        "    print({run.command: (run.status, run.detail) for run in archive.trail.runs() if run.command in ('day', 'tally')})\n"
    )
    listed = run(copy, "-c", runs)
    assert f"'tally': ('done', 'đã đếm {len(counts)} cơ quan báo chí')" in listed
    assert "tally: 0" in listed
    assert "chỉ viết crawl, annotate, tally, cách nhau dấu phẩy" in run(copy, *command, "dem", status=2)
    assert not re.search(r"^\S+: \d+ tin, bài$", run(copy, *command, "crawl,annotate,tally"), re.MULTILINE)
