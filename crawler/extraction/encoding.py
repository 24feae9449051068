"""Bytes of a page -> text, whatever the server claims about them.

In: bytes, and the charset named in the HTTP header (often wrong). Out: text with no NUL, double encoding undone. Bytes that are
valid UTF-8 are UTF-8: header and meta are asked only when they are not.
"""

from __future__ import annotations

import codecs
import html
import re

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})""", re.I)
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# UTF-8 read as Windows-1252 and encoded again: "Hải" has become "Háº£i". Genuine Vietnamese never holds these pairs.
DOUBLED = re.compile("á[º»][\u0080-\uffff]|Ä[\u0090‘]|Æ[°¡]|Ã[¡¢£¨©ª¬\u00ad²³´µ¹º½]")
# Scripts, styles, drawings and the doubles of lazy images hold most of a page's bytes and nothing that is read, JSON-LD apart.
# Comments and JSON-LD are matched too: a script's opening tag may stand in one of them.
SCRIPT = re.compile(
    rb"<(?=[!sn])(?:!--(?!-?>)[^-]*(?:-(?!-!?>)[^-]*)*--!?>|script\b(?![^<>]*ld\+json)[^<>]*>[^<]*(?:<(?!/script)[^<]*)*</script\s*>"
    rb"|style\b[^>]*>[^<]*(?:<(?!/style)[^<]*)*</style\s*>|svg\b[^>]*(?<!/)>[^<]*(?:<(?!/?svg)[^<]*)*</svg\s*>"
    rb"|noscript\b[^>]*>[^<]*(?:<(?!/?noscript)[^<]*)*</noscript\s*>|(script\b[^<>]*>[^<]*(?:<(?!/script)[^<]*)*</script\s*>))",
    re.I,
)
LEADS = ("áº", "á»")  # half of all Vietnamese vowels with a tone begin so when doubled: the quick look before the thorough one
DOUBLED_LEAD = "áº".encode()[:3]  # what both have in common
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def lean_page(body: bytes | str, header: str | None = None) -> bytes:
    """A page as UTF-8 bytes for the parser, without comments, styles, drawings and scripts, JSON-LD kept. Never raises."""
    source = body.encode("utf-8", "replace") if isinstance(body, str) else body
    if source.startswith(UTF_16):
        return decode(source, header).encode("utf-8", "replace")
    source = SCRIPT.sub(lambda match: b"<" + match[1] if match[1] else b"", source.removeprefix(codecs.BOM_UTF8))
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return decode(source, header).encode("utf-8", "replace")
    doubled = DOUBLED_LEAD in source
    return decode(source).encode("utf-8", "replace") if doubled else source.replace(b"\x00", b"")


def decode(body: bytes | str, header: str | None = None) -> str:
    """The text of a page. `header` is the charset of the HTTP header, None where there was none. Never raises."""
    if isinstance(body, str):
        return _undouble(body).replace("\x00", "")
    for mark, name in BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").replace("\x00", "")
    return _undouble(_decoded(body, header)).replace("\x00", "")


def _decoded(body: bytes, header: str | None) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = body.decode("utf-8", "replace")
    if lenient.count("\ufffd") <= max(2, len(body) // 2000):
        return lenient  # UTF-8 cut in the middle, or with one broken widget in it
    declared = DECLARED.search(body[:4096])
    names = [header, declared[1].decode("ascii") if declared else None, "windows-1258"]
    for name in names:
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return body.decode(name)
        except (LookupError, UnicodeError):
            continue
    return lenient


def _undouble(text: str) -> str:
    """Text that was encoded to UTF-8 twice, back to what was meant; other text as it is."""
    if not any(pair in text for pair in LEADS) or len(DOUBLED.findall(text)) < 5:
        return text
    try:
        return "".join(_bytes(char) for char in text).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _bytes(char: str) -> str:
    """One character of a Windows-1252 reading as the byte it came from (as a Latin-1 character)."""
    try:
        return char.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return char


def unescape(text: str) -> str:
    """HTML entities resolved; a second time where the site escaped twice (Tuổi Trẻ writes "&amp;#7871;" in its JSON-LD)."""
    once = html.unescape(text)
    return html.unescape(once) if "&" in once and ENTITY.search(once) else once


def charset_of(content_type: bytes | None) -> str | None:
    """The character set that the HTTP header claims."""
    match = DECLARED.search(content_type or b"")
    return match[1].decode("ascii") if match else None
