"""What a field of a page holds, as a short mark that does not change when the CMS saves the same text again."""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')


def fingerprint(value: Any) -> str:
    """Of a text, a date, or raw blocks. Ids of blocks and marks of the text editor do not count."""
    plain = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value).replace("\r\n", "\n").strip()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        is_block = value.keys() >= {"type", "value"}
        return {name: _plain(inner) for name, inner in value.items() if not (is_block and name == "id")}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
