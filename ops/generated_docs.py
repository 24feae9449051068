"""The generated parts of the guides, and the example settings file.

In: the table of settings, the closed lists of the record, the register of outlets. Out: `README.vi.md`, `crawler/README.md` and
`docs/outlets.md` with their marked blocks rewritten, and `data/office.example.toml`. Run
`python -m ops.generated_docs` after a change; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from crawler.outlet import WAYS, OutletFacts, confidence_of, owner_word, source_of
from data.model import OWNER_TYPES, TONES, TOPICS, Outcome
from data.paths import ROOT
from data.settings import example, groups_table, settings_table

GUIDE = ROOT / "README.vi.md"
OUTLETS = ROOT / "crawler" / "README.md"
FACTS = ROOT / "docs" / "outlets.md"
EXAMPLE = ROOT / "data" / "office.example.toml"


def settings_block() -> str:
    """One row per setting: key, default, help."""
    rows = ["| mục | mặc định | ý nghĩa |", "|---|---|---|"]
    for setting in (*settings_table(), *groups_table()):
        default = "bắt buộc" if setting.required else show_default(setting.default)
        secret = " (bí mật)" if setting.secret else ""
        rows.append(f"| `{setting.key.replace('group.', 'group.TÊN.')}` | {default} | {' '.join(setting.help.split())}{secret} |")
    return "\n".join(rows)


def show_default(value: object) -> str:
    """A default as TOML writes it, as Markdown code; empty where there is none."""
    if value in ("", None, ()):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def outcomes_block() -> str:
    """One row per outcome of the closed list."""
    return "\n".join(["| trong kho | nghĩa |", "|---|---|", *(f"| `{outcome.value}` | {outcome.label} |" for outcome in Outcome)])


def labels_block() -> str:
    """Fields, tones and owner types with their slugs."""
    rows = ["| viết trong lệnh | nghĩa |", "|---|---|"]
    rows += [f"| `{slug}` | {label} |" for slug, label in (TOPICS | TONES | OWNER_TYPES).items()]
    return "\n".join(rows)


def outlet_table() -> str:
    """The register as the Markdown table of `crawler/README.md`."""
    from crawler.register import spider_classes

    rows = ["| name | outlet | merged in | type | family | feeds | sitemaps | lists | find | read | access |"]
    rows.append("|---|---|---|---|---|---:|---:|---:|---|---|---|")
    for name, cls in spider_classes().items():
        numbers = " | ".join(str(len(getattr(cls, way))) for way, _ in WAYS)
        find, read = confidence_of(cls)
        merged = ", ".join(f"{label} ({cls.confidence.get('predecessors', 'C')})" for label in cls.predecessors)
        outlet = cls.outlet()
        words = (outlet.full_label, merged or "–", owner_word(outlet), cls.family, numbers, find, read, cls.access or "–")
        rows.append(f"| `{name}` | " + " | ".join(words) + " |")
    return "\n".join(rows)


DOCUMENTED = ("owner_type", "home", "hosts", "predecessors", "successor", "access", "feeds", "news_sitemaps", "sections",
              "feed_order", "list_order", "family", "selectors", "article_pattern")  # fmt: skip


def facts_table() -> str:
    """Every fact that an outlet states, how sure it is, where it was seen and when: the table of `docs/outlets.md`."""
    from crawler.register import spider_classes

    rows = ["| outlet | fact | value | sure | source | date |", "|---|---|---|---|---|---|"]
    for name, cls in spider_classes().items():
        for fact in DOCUMENTED:
            value = getattr(cls, fact)
            if value != getattr(OutletFacts, fact) and value:
                sure = cls.confidence.get(fact, "–")
                place, month = source_of(cls, fact)
                rows.append(f"| `{name}` | {fact} | {_show_fact(value)} | {sure} | {place} | {month} |")
    return "\n".join(rows)


def _show_fact(value: object) -> str:
    """A fact's value in a cell of a table."""
    if isinstance(value, Mapping):
        value = tuple(f"{key}: {part}" for key, part in value.items())
    parts = value if isinstance(value, tuple) else (value,)
    return "<br>".join(f"`{part}`".replace("|", "\\|") for part in parts)


BLOCKS: Mapping[Path, Mapping[str, Callable[[], str]]] = {
    GUIDE: {"settings": settings_block, "outcomes": outcomes_block, "labels": labels_block},
    OUTLETS: {"outlets": outlet_table},
    FACTS: {"facts": facts_table},
}


def fill_marks(text: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """The text with what stands between `<!-- name: … -->` and `<!-- /name -->` written anew, for each block by its name."""
    for name, block in blocks.items():
        mark = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        match = mark.search(text)
        if match is None:
            raise LookupError(f"no marks for the generated block {name}")
        text = f"{text[: match.end(1)]}{block()}\n{text[match.start(2) :]}"
    return text


def generated() -> dict[Path, str]:
    """Every generated document: its file, and the text that should stand there."""
    texts = {path: fill_marks(path.read_text(encoding="utf-8"), blocks) for path, blocks in BLOCKS.items()}
    return texts | {EXAMPLE: example()}


def main() -> None:
    """Rewrites every generated document."""
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
