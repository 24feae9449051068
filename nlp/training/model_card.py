"""The card of a model: what it is, what it learned from, what it scores, where it fails.

In: a model's name and its cross-validated scores. Out: `data/models/<name>.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TEXTS: dict[str, tuple[str, str]] = {
    "meaning": (
        "Latent semantic analysis of hashed syllable n-grams: where a text lies in a small space of meaning.",
        "Unsupervised; 12,000 articles of 2016-2019 and 14,000 feed items of 2025-2026. Texts of other kinds lie less well.",
    ),
    "rarity": (
        "How rare each hashed term is in general Vietnamese news (inverse document frequency), for grouping stories.",
        "Counted once; words that became common later weigh too much until it is counted again.",
    ),
    "topic": (
        (
            "The field of an article, one of twelve. Hashed n-grams learned from gold pairs and from unlabelled texts "
            "that the cue words of nlp/features/cue_words.py label clearly; cue counts and the space of meaning learned "
            "from gold "
            "pairs only."
        ),
        (
            "Accidents of every kind (drowning, electric shock) are giao-thong, as the labelling guide has them; "
            "building fires are moved to phap-luat by a rule in nlp/classification/topics.py. The outlet's section is a "
            "hand-set vote, "
            "not learned: the gold pairs carry none. Economy, society and land are taken for one another most often."
        ),
    ),
    "tone": (
        "The tone of an article toward the province: positive, neutral or negative.",
        (
            "Learned from 477 gold pairs and 3,061 pairs read besides (data/gold/corpus-readings.tsv; tone-readings.tsv, drawn "
            "where an earlier model was in doubt). The figure above leaves the rules of nlp/classification/tone.py out "
            "and hangs on the folds: "
            "over six foldings, with the rules, 0.856 (spread 0.004, error of the sample 0.016), 0.92 where the gold is sure and "
            "0.69 where it is not. Half of the neutral news is taken for another tone: curiosities, finds and "
            "notices with grave words for negative, plans, visits and matches for positive. Of an earlier model's 85 errors 28 "
            "were of the first kind, 28 lay between neutral and positive, 16 were bad news in calm words, 13 good deeds amid bad "
            "news; the gold calls 46 of the 85 arguable. 1,140 more readings drawn by chance gave half a point."
        ),
    ),
    "issue": (
        "Whether the press raises something that an authority should verify, handle or answer (báo nêu).",
        (
            "Learned from 477 gold pairs, 112 of them issues, and 3,061 pairs read besides; the decision point is chosen on "
            "the cross-validated "
            "scores, so the figure is slightly kind. Trials of officials and ordinary crime are confused most often."
        ),
    ),
}


@dataclass(frozen=True)
class Scores:
    """The cross-validated figures of one model, and over how many records."""

    name: str
    figures: Mapping[str, float]  # a whole number is a count, anything else a share
    records: int
    confusion: str = ""

    @classmethod
    def of(cls, name: str, labels: Sequence[str], got: Sequence[int], gold: Sequence[int]) -> Scores:
        """Accuracy, F1 of each label and the commonest confusions."""
        pairs = list(zip(got, gold, strict=True))
        figures = {"accuracy": sum(left == right for left, right in pairs) / len(pairs)}
        for number, label in enumerate(labels):
            both = sum(left == right == number for left, right in pairs)
            either = sum(int(left == number) + int(right == number) for left, right in pairs)
            figures[f"F1 {label}"] = 2 * both / max(either, 1)
        wrong: dict[str, int] = {}
        for left, right in pairs:
            if left != right:
                key = f"{labels[right]} taken for {labels[left]}"
                wrong[key] = wrong.get(key, 0) + 1
        common = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:5]
        return cls(name, figures, len(pairs), "; ".join(f"{pair} {times}" for pair, times in common))

    def line(self) -> str:
        """The figures in one line."""
        values = (f"{value}" if isinstance(value, int) else f"{value:.3f}" for value in self.figures.values())
        return ", ".join(f"{name} {value}" for name, value in zip(self.figures, values, strict=True))


def write_card(scores: Scores, out: Path, seed: int) -> None:
    """Writes `<name>.md` beside `<name>.npz`."""
    purpose, limits = TEXTS[scores.name]
    size = (out / f"{scores.name}.npz").stat().st_size / 1e6
    lines = [
        f"# {scores.name}", "", purpose, "",
        f"- File: `{scores.name}.npz`, {size:.1f} MB, int8 weights with float32 scales, no pickle.",
        (
            "- Data: gold/relevance.dev.jsonl.gz (verdict subject), data/gold/corpus-readings.tsv and tone-readings.tsv, "
            "corpus/articles-30k.jsonl.gz, corpus/feeds-2025-2026.jsonl.gz of the shared material; no text of it is in the file."
        ),
        f"- Command: `diembao train all --data ../shared`, seed {seed}.",
        (
            f"- Scores, 5-fold cross-validation over the {scores.records} gold pairs (what was read besides is learned from, "
            f"never measured on): {scores.line()}."
        )
        if scores.confusion else f"- Size: {scores.line()}, from {scores.records} texts.",
    ]  # fmt: skip
    if scores.confusion:
        lines.append(f"- Commonest confusions: {scores.confusion}.")
    lines.append(f"- Limits: {limits}")
    (out / f"{scores.name}.md").write_text("\n".join(lines) + "\n", "utf-8")
