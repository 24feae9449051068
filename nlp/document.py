"""One article, prepared once for all judges: normal forms, lead, sentences, tags, mentions, features.

In: an `Article` and, where its mentions are still to be found, a `Province`. Out: `Document`. Each form is made when a judge
first asks for it, and kept as long as the document. Offsets of mentions count code points of the texts as given; where these are
NFC (as the archive keeps them) they count in `composed` and in `plain` too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from data.gazetteer import Province
from data.model import Article, Mention
from data.text import nfc
from nlp.features import weights
from nlp.features.concepts import gloss
from nlp.features.texts import Texts, lead
from nlp.features.vectors import PLAIN_CHARACTERS, Features, Floats, extract_features, plain
from nlp.tagging import underthesea as tagging

__all__ = ["Document", "Texts", "in_lead", "is_in_lead", "lead"]

NO_PLACE = frozenset({"namesake", "watch"})  # kinds of mention that name nothing of the province


class Document:
    """An article with everything that is computed from its text alone; the article itself is not changed."""

    def __init__(self, article: Article, province: Province | None = None) -> None:
        self.article = article
        self.province = province
        self._cuts: dict[str, list[str]] = {}
        self._plain: dict[str, str] = {}

    @cached_property
    def given(self) -> Texts:
        """Title, sapo and body as given; empty where the article has none."""
        article = self.article
        return Texts(article.title or "", article.summary or "", article.body or "")

    @cached_property
    def composed(self) -> Texts:
        """The three texts in Unicode NFC."""
        return Texts(*map(nfc, self.given))

    @cached_property
    def plain(self) -> Texts:
        """NFC, modern tone placement, lower case, as the cue words are written; the body's first PLAIN_CHARACTERS only."""
        title, summary, body = self.composed
        return Texts(plain(title), plain(summary), plain(body[:PLAIN_CHARACTERS]))

    @cached_property
    def is_english(self) -> bool:
        """True for an article that its page says is written in English."""
        return (self.article.lang or "vi").startswith("en")

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What the texts name of the province, namesakes included; without a province, what an earlier judgement found."""
        return self.article.mentions if self.province is None else self.province.find_article(self.article)

    @cached_property
    def local_mentions(self) -> tuple[Mention, ...]:
        """The mentions that name the province or something in it: no namesakes, no terms that an office watches."""
        return tuple(mention for mention in self.mentions if mention.kind not in NO_PLACE)

    @cached_property
    def is_on_new_map(self) -> bool:
        """True where the article speaks of the units in force since 1 July 2025. Raises ValueError without a province."""
        if self.province is None:
            raise ValueError("a document without a province is on no map")
        return self.province.on_new_map(self.article)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of title, sapo and body as given, as underthesea cuts them."""
        return tuple(sentence for text in self.given for sentence in self._cut(text))

    @cached_property
    def tagged_sentences(self) -> tuple[list[tagging.Row], ...]:
        """The rows (word, part of speech, chunk, entity) of each of `sentences`."""
        return tuple(tagging.tag_sentences(self.sentences))

    def paragraph_sentences(self, text: str, most: int | None = None) -> list[str]:
        """The first `most` sentences of a piece of the article, none over a line's end; a line cut before is not cut again."""
        sentences: list[str] = []
        for line in text.split("\n"):
            if most is not None and len(sentences) >= most:
                break
            sentences += tagging.join_small_beginnings(line, self._cut(line))
        return sentences[:most]

    def plain_sentence(self, sentence: str) -> str:
        """One sentence in the form of `plain`."""
        if sentence not in self._plain:
            self._plain[sentence] = plain(sentence)
        return self._plain[sentence]

    @cached_property
    def features(self) -> Features:
        """Sparse n-grams and cue counts; an English article is read through `gloss`, for the models know Vietnamese only."""
        if not self.is_english:
            return extract_features(self.composed, self.plain)
        glossed = Texts(*map(gloss, self.given))
        return extract_features(glossed, Texts(*map(plain, glossed)))

    @cached_property
    def meaning(self) -> Floats:
        """The place of the n-grams in the shipped space of meaning: a float32 vector of length one, zeros for an empty text."""
        return weights.meaning().place(self.features.ngrams)

    def _cut(self, text: str) -> list[str]:
        if text not in self._cuts:
            self._cuts[text] = tagging.sentences(text)
        return self._cuts[text]


def is_in_lead(mention: Mention, characters: int) -> bool:
    """True for a mention in headline or sapo, or in the first `characters` of the body."""
    return mention.field != "body" or mention.start < characters


def in_lead(mentions: Sequence[Mention], characters: int) -> list[Mention]:
    """The mentions that `is_in_lead`."""
    return [mention for mention in mentions if is_in_lead(mention, characters)]
