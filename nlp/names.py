"""The names of an article: persons, organisations and places, joined and typed.

In: tagged sentences (nlp/words.py). Out: `Name`s in order of first occurrence, each once. The tagger's known errors are mended by
the words around a name: "UBND xã Tân Lộ" is an organisation, "huyện Kim Thành" a place, "ông Trần Văn Khởi" a person; and
a person's short name ("ông Khởi") is completed from the full one. Words are taken apart into syllables first, because the
tokenizer glues names to their neighbours ("Kim Thành đổi", "thôn Đông").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.article import Name
from nlp.words import Row


def _phrases(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


UNIT = _phrases(
    "tỉnh|thành phố|tp|tp.|huyện|thị xã|quận|xã|phường|thị trấn|thôn|ấp|bản|làng|khu phố|sông|núi|hồ|đảo|biển|cầu|đường|phố|"
    "quốc lộ|đèo|cao tốc|cửa khẩu|cảng|sân bay|vịnh|bán đảo|"
    "khu công nghiệp|cụm công nghiệp|kcn|ccn|chợ|chùa|đền|khu di tích"
)
BODY = _phrases(
    "ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|sở|bộ|công an|công ty|tổng công ty|tập đoàn|trường|đại học|học viện|bệnh viện|"
    "cục|chi cục|tổng cục|viện|tòa án|tand|vksnd|viện kiểm sát|tỉnh ủy|huyện ủy|thành ủy|thị ủy|đảng ủy|hội|liên đoàn|báo|đài|"
    "hợp tác xã|htx|ngân hàng|phòng|văn phòng|bộ chỉ huy|ban quản lý|thanh tra|kho bạc|hạt kiểm lâm|đồn biên phòng|"
    "trung tâm|trạm y tế|ban thường vụ|câu lạc bộ|clb"
)
PERSON = _phrases(
    "ông|bà|anh|chị|em|cháu|bé|cụ|cô|thầy|bác sĩ|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|thiếu tướng|trung tướng|"
    "đồng chí|nghệ sĩ|ca sĩ|luật sư|kỹ sư|giáo sư|bị can|bị cáo|đối tượng|nghi phạm|tài xế|nạn nhân|thạc sĩ|tiến sĩ"
)
ROLE = _phrases("chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|bí thư|phó bí thư|trưởng ban|trưởng phòng|đội trưởng")
# Words inside the names of bodies: "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hải Dương", "Công ty cổ phần X".
INNER = _phrases(
    "và|của|nhân dân|cổ phần|tnhh|mtv|một thành viên|nông nghiệp|phát triển|nông thôn|môi trường|tài nguyên|kế hoạch|đầu tư|"
    "giáo dục|đào tạo|giao thông|vận tải|thông tin|truyền thông|văn hóa|du lịch|thể thao|khoa học|công nghệ|công thương|y tế|"
    "xây dựng|nội vụ|tư pháp|tài chính|ngoại vụ|lao động|thương binh|xã hội|đa khoa|kiểm sát|cảnh sát|điều tra|quản lý|dân tộc|"
    "kiểm lâm|thủy lợi|quân sự|biên phòng|hải quan|thuế|thống kê|khí tượng|thủy văn|kinh tế|hạ tầng|thương mại|sản xuất|tỉnh|"
    "phòng cháy|chữa cháy|cứu nạn|cứu hộ|trung ương|quốc gia"
)
LINKS = frozenset({"và", "của", "tỉnh"})  # a name never ends with these
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
LONGEST = 4  # syllables of the longest cue above; also of most names
BODY_SYLLABLES = 16

Piece = tuple[str, str]  # syllable, entity tag


def names(tagged: Iterable[Sequence[Row]]) -> list[Name]:
    """The names of some tagged sentences, each once, in order of first occurrence."""
    found: list[Name] = []
    for sentence in tagged:
        pieces = _pieces(sentence)
        place = 0
        while place < len(pieces):
            name, after = _name_at(pieces, place)
            if name:
                found.append(name)
            place = max(after, place + 1)
    return _once(_completed(found))


def _pieces(sentence: Sequence[Row]) -> list[Piece]:
    """The syllables of a sentence, each with its entity tag (the later syllables of a word continue its entity)."""
    found: list[Piece] = []
    for word, _, _, entity in sentence:
        for number, syllable in enumerate(word.split(" ")):
            found.append((syllable, entity.replace("B-", "I-") if number else entity))
    return found


def _name_at(pieces: Sequence[Piece], start: int) -> tuple[Name | None, int]:
    """The name that begins at a syllable, if any, and where reading goes on."""
    for vocabulary, kind in ((BODY, "organisation"), (UNIT, "place"), (PERSON, "person")):
        size = _cue(pieces, start, vocabulary)
        if not size or (kind == "organisation" and not pieces[start][0][:1].isupper()):
            continue
        end = _end_of_body(pieces, start + size) if kind == "organisation" else _end_of_proper(pieces, start + size)
        if end > start + size:
            return Name(text=_join(pieces[start + size if kind == "person" else start : end]), type=kind), end
    size = _cue(pieces, start, ROLE)
    if size:
        return None, start + size
    return _tagged(pieces, start)


def _tagged(pieces: Sequence[Piece], start: int) -> tuple[Name | None, int]:
    """The name that the tagger saw here, as far as it is written as one."""
    kind = TYPES.get(pieces[start][1][2:])
    if not kind or not _proper(pieces[start]):
        return None, start + 1
    end = start + 1
    while end < len(pieces) and pieces[end][1].startswith("I-") and _proper(pieces[end]):
        end += 1
    text = _join(pieces[start:end])
    if len(text) < 2 or text.lower() in PERSON | UNIT | BODY or (kind == "person" and end - start == 1):
        return None, end  # a lone capitalised syllable is more often the head of a sentence than a person
    return Name(text=text, type=kind), end


def _cue(pieces: Sequence[Piece], start: int, vocabulary: frozenset[str]) -> int:
    """How many syllables of a cue of this vocabulary begin here; 0 for none. The longest wins."""
    for size in range(LONGEST, 0, -1):
        if " ".join(piece[0] for piece in pieces[start : start + size]).lower() in vocabulary and start + size <= len(pieces):
            return size
    return 0


def _proper(piece: Piece) -> bool:
    return piece[0][:1].isalpha() and piece[0][:1].isupper()


def _end_of_proper(pieces: Sequence[Piece], start: int) -> int:
    end = start
    while end < len(pieces) and _proper(pieces[end]) and end - start < LONGEST:
        end += 1
    return end


def _end_of_body(pieces: Sequence[Piece], start: int) -> int:
    """A body's name runs over capitals, units and the small words inside; it ends with a capital or with what follows one."""
    end, last = start, start
    while end < len(pieces) and end - start < BODY_SYLLABLES:
        inner = _cue(pieces, end, INNER)
        size = max(_cue(pieces, end, UNIT), inner)
        capital = _proper(pieces[end])
        if not size and not capital:
            break
        link = _join(pieces[end : end + max(size, 1)]).lower() in LINKS
        end += max(size, 1)
        if capital or (inner and last > start and not link):
            last = end
    return last


def _join(pieces: Sequence[Piece]) -> str:
    return " ".join(piece[0] for piece in pieces)


def _completed(found: list[Name]) -> list[Name]:
    """A one-word person that is the given name of exactly one full name of the article becomes that full name."""
    full = {name.text for name in found if name.type == "person" and " " in name.text}
    out: list[Name] = []
    for name in found:
        owners = [text for text in sorted(full) if text.split(" ")[-1] == name.text] if name.type == "person" else []
        out.append(Name(text=owners[0], type="person") if len(owners) == 1 else name)
    return out


def _once(found: Iterable[Name]) -> list[Name]:
    """Each name once; a bare place ("Thanh Hà") is left out where the article also has it with its unit."""
    seen: dict[str, Name] = {}
    for name in found:
        seen.setdefault(name.text.casefold(), name)
    full = {name.text.partition(" ")[2] for name in seen.values() if name.type == "place"}
    return [name for name in seen.values() if name.type != "place" or name.text not in full]
