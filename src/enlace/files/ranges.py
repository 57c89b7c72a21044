"""A part of a file, as who resumes a download or opens one page of it asks for (RFC 9110, section 14). No Django.

One stretch is answered. Who asks for several, or in another unit, gets the whole file, as the standard allows.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

ONE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)
AT_ONCE = 65_536

type Stretch = tuple[int, int]
"""The first byte and the one after the last."""


def asked_stretch(header: str, size: int) -> Stretch | None:
    """Of a `Range` header; None where the whole file answers it. Raises ValueError where the file ends before it."""
    found = ONE.fullmatch(header)
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        start, end = max(size - int(found[2]), 0), size
    else:
        start, end = int(found[1]), min(int(found[2]) + 1, size) if found[2] else size
        if found[2] and int(found[2]) < start:
            return None
    if start >= size or start >= end:
        raise ValueError(f"no byte of {size} is in {header}")
    return start, end


def read_stretch(content: BinaryIO, stretch: Stretch) -> Iterator[bytes]:
    """Closes the file at the end."""
    start, end = stretch
    with content:
        content.seek(start)
        while start < end and (block := content.read(min(AT_ONCE, end - start))):
            start += len(block)
            yield block
