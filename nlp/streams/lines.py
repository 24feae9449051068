"""The answers of the stream commands `judge`, `names` and `group`, line by line.

In: lines of JSON. Out: the objects that the commands print; nothing is printed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.gazetteer import Province
from data.model import Article
from nlp.entities import extract_tagged_names
from nlp.grouping import Grouper
from nlp.judge import judge_article
from nlp.streams.jsonl import TEXT_FIELDS, Answer, BadLine, answer_of, article_of, numbered, read_line
from nlp.tagging import tag_text


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one line, and the message to tell where the line could not be used (else None)."""

    number: int  # of the line, from 1
    answer: Answer
    problem: str | None = None


def judge_line(line: str, province: Province) -> Answer:
    """Judge the article of one line. Mentions count code points of the texts as given. Raises BadLine."""
    row = read_line(line)
    judged = judge_article(article_of(row), province)
    as_given = article_of(row, as_given=True)
    if any(as_given.field(name) != judged.field(name) for name in TEXT_FIELDS):
        judged = judged.with_(mentions=province.find_article(as_given))
    return answer_of(judged, row)


def name_line(line: str) -> Answer:
    """Tag the text of one line and find its names. Raises BadLine."""
    row = read_line(line)
    text = row.get("text")
    if not isinstance(text, str):
        raise BadLine("thiếu trường text", row["id"])
    tagged = tag_text(text)
    names = [{"text": name.text, "type": name.type} for name in extract_tagged_names(tagged)]
    return {"id": row["id"], "sentences": [[list(tags) for tags in sentence] for sentence in tagged], "names": names}


def group_lines(lines: Iterable[str]) -> list[Answered]:
    """Read all lines, group their articles in order of arrival; the final state, in the order of the lines."""
    answers: list[Answered] = []
    articles: dict[str, Article] = {}
    for number, line in numbered(lines):
        try:
            row = read_line(line)
            article = article_of(row)
            _refuse_again(row["id"], article.id in articles)
        except BadLine as error:
            answers.append(Answered(number, {"id": error.id, "error": str(error)}, str(error)))
            continue
        articles[article.id] = article
        answers.append(Answered(number, {"id": row["id"]}))
    groups = group_all(articles.values())
    for answered in answers:
        if answered.problem is None:
            same_as, story = groups[str(answered.answer["id"])]
            answered.answer.update(same_as=same_as, story=story)
    return answers


def _refuse_again(id_: object, is_seen: bool) -> None:
    """Raises BadLine for an id that an earlier line had."""
    if is_seen:
        raise BadLine("id đã có ở dòng trước", id_)


def group_all(articles: Iterable[Article]) -> dict[str, tuple[str | None, str]]:
    """Group a whole stream in order of arrival: id -> (same_as, story), the final state after all merges."""
    grouper = Grouper()
    order = sorted(enumerate(articles), key=lambda item: _arrival(item[1], item[0]))
    groupings = {article.id: grouper.add(article) for _, article in order}
    return {key: (grouper.same_as(key), grouper.story(key) or grouping.story) for key, grouping in groupings.items()}


def _arrival(article: Article, number: int) -> tuple[bool, float, int]:
    """Order of arrival: found_at, else published_at, else the input's order (those without a time come first)."""
    at = article.found_at or article.published_at
    return at is not None, at.timestamp() if at else 0.0, number
