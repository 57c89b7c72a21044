"""Text that XML 1.0 can hold."""

import re
from typing import Any

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: Any) -> str:
    """`text` without the characters that XML 1.0 cannot hold (production 2, Char), which a paste may bring along."""
    return NOT_IN_XML.sub("", str(text))
