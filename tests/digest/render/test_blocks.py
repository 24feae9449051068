"""Every form of an edition prints every block."""

from __future__ import annotations

from digest.documents import edition as documents
from digest.model import Block
from digest.render import html, text


def test_every_renderer_knows_every_block() -> None:
    missing = [
        f"{module.__name__}.RENDERERS lacks Block.{block.name}"
        for module in (html, text, documents)
        for block in Block
        if block not in module.RENDERERS
    ]
    templates = html.load_template("edition.html.j2").environment.list_templates()
    missing += [
        f"digest/templates lacks block-{block.value}.html.j2"
        for block in Block
        if f"block-{block.value}.html.j2" not in templates
    ]
    assert not missing, "; ".join(missing)
