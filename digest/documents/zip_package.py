"""Settle the zip file of a DOCX or XLSX: the same content gives the same bytes. Clean text for XML.

In: a packed document as its library wrote it, a moment. Out: the same parts with that moment as their time. Text from outside
passes `clean_text` before it goes into a part.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from data.text import local, tidy

UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold
UNIX = 3  # the system that the entries say they come from, whatever machine wrote them
READABLE = 0o600 << 16


def clean_text(text: str) -> str:
    """Clean text for an XML part: tidy, one line, no control characters, surrogates or non-characters."""
    return UNFIT.sub("", tidy(UNFIT.sub(" ", text)))


def is_web(url: str) -> bool:
    """Whether an address is plain http or https, however its scheme is written."""
    return url[:8].casefold().startswith(("https://", "http://"))


def settle_package(packed: bytes, at: datetime) -> bytes:
    """Date every part `at`, in Vietnam time, as zip has no zones; the order stays. Raises BadZipFile."""
    moment = local(at)
    when = (max(moment.year, 1980), moment.month, moment.day, moment.hour, moment.minute, moment.second)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
            out.writestr(entry, source.read(name))
    return target.getvalue()
