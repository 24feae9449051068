"""The guide "How to add a block of the mail" in digest/README.md, followed word by word on a copy of the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support.edition_day import edition

ROOT = Path(__file__).parents[2]
GUIDE = re.compile(r"^## How to add a block of the mail$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
STEP = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHECK = """
from tests.digest.render.test_blocks import test_every_renderer_knows_every_block
test_every_renderer_knows_every_block()
"""
SHOW = """
import io, docx, digest.model
from digest.documents.edition import Imprint, as_docx
from digest.render.html import as_html
from digest.render.text import as_text
from tests.support.edition_day import edition
built = edition()
paper = docx.Document(io.BytesIO(as_docx(built, Imprint())))
print(digest.model.__file__)
for page in (as_html(built), as_text(built), "\\n".join(paragraph.text for paragraph in paper.paragraphs)):
    print("<<page>>")
    print(page)
"""


def copy_tree(target: Path) -> None:
    """Copy what the repository holds, new files included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


def apply_step(tree: Path, step: str) -> None:
    """Apply one diff of the guide; its context must stand exactly once in the file."""
    name, *lines = step.splitlines()
    path = tree / name.removeprefix("+++ ")
    before = "".join(line[1:] + "\n" for line in lines if line[:1] != "+")
    after = "".join(line[1:] + "\n" for line in lines if line[:1] != "-")
    if not before:
        assert not path.exists(), f"{path.name} is there already"
        path.write_text(after, encoding="utf-8")
        return
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{name}: the guide's context stands {text.count(before)} times:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


def run(tree: Path, program: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(tree), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run([sys.executable, "-c", program], cwd=tree, env=environment, capture_output=True, text=True, check=False)


def test_a_stranger_adds_a_block_by_the_guide(tmp_path: Path) -> None:
    guide = GUIDE.search((ROOT / "digest/README.md").read_text(encoding="utf-8"))
    assert guide is not None
    member, *steps = STEP.findall(guide[1])
    copy_tree(tmp_path)
    apply_step(tmp_path, member)
    failure = run(tmp_path, CHECK)
    for module in ("digest.render.html", "digest.render.text", "digest.documents.edition"):
        assert f"{module}.RENDERERS lacks Block.OUTLETS" in failure.stderr, failure.stderr
    for step in steps:
        apply_step(tmp_path, step)
    shown = run(tmp_path, CHECK + SHOW)
    assert shown.returncode == 0, shown.stderr
    source, *pages = shown.stdout.split("<<page>>\n")
    assert Path(source.strip()) == tmp_path / "digest/model.py"
    assert len(pages) == 3
    names = [article.source.label for article in edition().articles]
    for page in pages:
        flat = " ".join(page.split())
        assert "VI. CƠ QUAN BÁO CHÍ ĐƯA TIN" in flat
        assert f"{names[0]}: {names.count(names[0])} tin, bài;" in flat
