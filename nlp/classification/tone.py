"""The tone of an article toward the province, with the sentence that shows it.

In: an `Article` and the province's mentions in it. Out: positive, neutral or negative, and the evidence sentence.
Crime, accident, disaster, disease and complaints located in the province are negative even when its police did well; notices,
plans and appointments are neutral; achievements, investment and good deeds are positive (the labelling guide's rule).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.model import Article, Mention
from nlp.classification import english
from nlp.features import cue_words as lexicon
from nlp.features import weights as models
from nlp.features.concepts import features_of
from nlp.features.vectors import plain
from nlp.tagging.underthesea import paragraph_sentences

BAD = ("death", "hurt", "fire", "disaster", "crime", "accident", "wrongdoing", "complaint", "disease", "loss", "unrest", "arrest")
GRAVE = ("death", "hurt", "fire", "crime", "accident", "wrongdoing", "complaint", "unrest", "arrest")
GOOD = ("praise", "kindness")
TONE_GROUPS = {"negative": BAD, "positive": GOOD, "neutral": ("plan",)}
# Where the headline speaks plainly for one side the model, which has seen few examples of it, is helped by this much.
# Less than what served a model with coarser features: no worse on the gold pairs, best on the written cases it has not seen.
PLAIN_HEADLINE = 0.5
DONE_HEADLINE = 2.25  # what was promised is done, and no cue of anything bad
CALM = 0.3  # taken from "negative"
NOTICE_HEADLINE = 1.5  # a notice or a plan, and no cue of either side
ENGLISH_SAYS, ENGLISH_NOTICE = 4.0, 2.0
NOTICE = re.compile(
    r"(?<!\w)(?:từ ngày \d|từ hôm nay|từ \d+/\d+|lịch thi|lấy ý kiến|thông báo|phân luồng|điều chỉnh|dự kiến|bổ nhiệm|kế hoạch|"
    r"phương án|chuẩn bị|tạm dừng|tái đắc cử|đề xuất|sửa mặt đường|sửa chữa|thi (?:vào )?lớp 10|giữ chức|dự báo|ứng phó|"
    r"trao quyền|phân cấp|trước (?:ngày|tháng|quý) \d+|trước \d+/\d+)(?!\w)"
)
DONE = re.compile(
    r"(?<!\w)(?:hoàn thành|phủ kín|cán đích|về đích|đạt chuẩn|khánh thành|thông xe|vượt (?:kế hoạch|chỉ tiêu|mục tiêu))(?!\w)"
)
# Headline words that only look like a cue: powers are handed over, work begins, completion is still to come.
INNOCENT = re.compile(
    r"(?<!\w)(?:trao quyền|trao đổi|bắt đầu|bắt buộc|bắt kịp|bắt nhịp|bắt tay|nắm bắt|"
    r"(?:hoàn thành|khánh thành|thông xe|khởi công|khai mạc)"
    r"(?=[^.;:]{0,60} (?:trước (?:ngày|tháng|quý|năm|\d)|vào (?:quý|năm|cuối))))(?!\w)"
)
EVIDENCE_SENTENCES = 12  # the evidence is looked for in the headline, the sapo and the first sentences of the body


def tone(article: Article, mentions: Sequence[Mention] = ()) -> tuple[str, str]:
    """(tone, evidence sentence of the article itself; empty when the article has no text)."""
    chances = tone_chances(article)
    found = max(chances, key=lambda name: (chances[name], name))
    return found, evidence(article, TONE_GROUPS[found], mentions)


def tone_chances(article: Article) -> dict[str, float]:
    """The chance of each tone."""
    model = models.blend("tone")
    scores = model.scores(features_of(article), models.meaning()).copy()
    foreign = english.is_english(article)
    scores *= english.GLOSSED if foreign else 1.0
    for label, help_ in (english_help(article) if foreign else headline_help(article)).items():
        scores[model.labels.index(label)] += help_
    return model.chances_from(scores)


def english_help(article: Article) -> dict[str, float]:
    """What an English headline and lead add: the model sees only a gloss of them."""
    said = english.tone(article)
    return {said: ENGLISH_SAYS} if said else {"neutral": ENGLISH_NOTICE}


def calm(article: Article) -> bool:
    """True when neither the headline names anything bad nor the lead anything grave."""
    lead = plain(article.summary) or plain(article.body)[:300]
    title, told = lexicon.tally(_headline(article), "sign"), lexicon.tally(lead, "sign")
    return not any(title[group] for group in BAD) and not any(told[group] for group in GRAVE)


def headline_help(article: Article) -> dict[str, float]:
    """What the headline, and the lead where both are calm, add to the score of a tone."""
    said = headline_tone(article)
    help_ = {said: PLAIN_HEADLINE} if said else {}
    title = _headline(article)
    count = lexicon.tally(title, "sign")
    if DONE.search(title) and not any(count[group] for group in BAD):
        help_["positive"] = DONE_HEADLINE
    if NOTICE.search(title) and not any(count[group] for group in (*BAD, *GOOD)):
        help_["neutral"] = NOTICE_HEADLINE
    if calm(article):
        help_["negative"] = help_.get("negative", 0.0) - CALM
    return help_


def _headline(article: Article) -> str:
    return INNOCENT.sub(" ", plain(article.title))


def headline_tone(article: Article) -> str | None:
    """The tone that the cue words of the headline plainly speak for, when they speak for one only."""
    count = lexicon.tally(_headline(article), "sign")
    bad = sum(count[group] for group in BAD)
    good = sum(count[group] for group in GOOD)
    if bad and not good:
        return "negative" if count["crime"] + count["death"] + count["fire"] + count["accident"] + count["complaint"] else None
    if good and not bad:
        return "positive" if good > count["plan"] else None
    return "neutral" if count["plan"] and not bad and not good else None


def evidence(article: Article, groups: Sequence[str], mentions: Sequence[Mention] = ()) -> str:
    """The sentence with most cues of these groups; one that names the province is preferred, then an earlier one."""
    surfaces = {plain(mention.surface) for mention in mentions if mention.kind != "namesake"}
    best, best_score = "", -1.0
    for place, sentence in enumerate(_first_sentences(article)):
        text = plain(sentence)
        count = lexicon.tally(text, "sign")
        score = min(sum(count[group] for group in groups), 3) * 1.0
        score += 0.5 * any(surface in text for surface in surfaces) - 0.05 * place
        if score > best_score:
            best, best_score = sentence, score
    return best


def _first_sentences(article: Article) -> list[str]:
    found = [article.title] if article.title else []
    found += paragraph_sentences(article.summary or "")
    return found + paragraph_sentences((article.body or "")[:2500])[:EVIDENCE_SENTENCES]
