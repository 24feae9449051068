"""The generated parts of the operator's guide and the example settings file.

In: the table of settings, the closed lists of the record. Out: `README.vi.md` with its marked blocks rewritten, and
`data/office.example.toml`. Run `python -m ops.generated_docs` after a change; a test compares.
"""

from __future__ import annotations

import re

from crawler.outlet import WAYS, confidence_of, owner_word
from data.model import OWNER_TYPES, TONES, TOPICS, Outcome
from data.paths import ROOT
from data.settings import example, groups_table, settings_table

GUIDE = ROOT / "README.vi.md"
EXAMPLE = ROOT / "data" / "office.example.toml"


def settings_block() -> str:
    """One row per setting: key, default, help."""
    rows = ["| mục | mặc định | ý nghĩa |", "|---|---|---|"]
    for setting in (*settings_table(), *groups_table()):
        default = "bắt buộc" if setting.required else "" if setting.default in ("", None, ()) else f"`{shown(setting.default)}`"
        secret = " (bí mật)" if setting.secret else ""
        rows.append(f"| `{setting.key.replace('group.', 'group.TÊN.')}` | {default} | {' '.join(setting.help.split())}{secret} |")
    return "\n".join(rows)


def shown(value: object) -> str:
    """A default as TOML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def outcomes_block() -> str:
    """One row per outcome of the closed list."""
    return "\n".join(["| trong kho | nghĩa |", "|---|---|", *(f"| `{outcome.value}` | {outcome.label} |" for outcome in Outcome)])


def labels_block() -> str:
    """Fields, tones and owner types with their slugs."""
    rows = ["| viết trong lệnh | nghĩa |", "|---|---|"]
    rows += [f"| `{slug}` | {label} |" for slug, label in (TOPICS | TONES | OWNER_TYPES).items()]
    return "\n".join(rows)


def guide(text: str) -> str:
    """The guide with its marked blocks rewritten."""
    for name, block in (("settings", settings_block()), ("outcomes", outcomes_block()), ("labels", labels_block())):
        mark = re.compile(rf"(<!-- {name}:[^\n]*-->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(lambda found, block=block: f"{found[1]}{block}\n{found[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    GUIDE.write_text(guide(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
    EXAMPLE.write_text(example(), encoding="utf-8")


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
    return "\n".join(rows) + "\n"
