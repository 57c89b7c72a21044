"""Names of files that deceive a reader or upset a computer. No Django."""

import re
import unicodedata
from typing import Literal

from enlace.files.kinds import PRIVATE, extension

type NameFault = Literal["empty", "path", "unseen", "edge", "reserved", "long", "ending", "runs", "kind"]

LONGEST_NAME = 200
PATH_PARTS = re.compile(r'[\\/:*?"<>|]')
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of Unicode: control, format (it turns the direction of writing), halves, private, unknown, separators."""
RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
RUNS = frozenset(
    {
        *["ade", "apk", "app", "appx", "bat", "chm", "cmd", "cpl", "deb", "dll", "dmg", "docm", "dotm", "exe"],
        *["gadget", "hta", "htm", "html", "img", "inf", "iso", "jar", "js", "jse", "jsp", "lnk", "mht", "mhtml"],
        *[
            "mjs",
            "msc",
            "msi",
            "msp",
            "ocx",
            "php",
            "phar",
            "phtml",
            "pif",
            "pl",
            "potm",
            "ppam",
            "ppsm",
            "pptm",
            "ps1",
        ],
        *["ps1", "psm1", "py", "rb", "reg", "rpm", "scf", "scr", "sct", "sh", "shtml", "svg", "svgz", "swf"],
        *[
            "url",
            "vb",
            "vbe",
            "vbs",
            "vhd",
            "ws",
            "wsc",
            "wsf",
            "wsh",
            "xhtml",
            "xlam",
            "xlsb",
            "xlsm",
            "xltm",
            "xml",
            "xsl",
        ],
    }
)
"""Endings that a computer or a browser may run. `com` is left out: addresses of sites end in it."""


def fault_in_name(name: str) -> NameFault | None:
    """What speaks against `name` for a private file; None if nothing does. Asked of the whole name, unchanged."""
    if not name.strip(" ."):
        return "empty"
    if any(unicodedata.category(letter) in UNSEEN for letter in name):
        return "unseen"
    if PATH_PARTS.search(name):
        return "path"
    if name != name.strip() or name.startswith(".") or name.endswith("."):
        return "edge"
    if RESERVED.fullmatch(name):
        return "reserved"
    if len(name) > LONGEST_NAME:
        return "long"
    return _fault_in_endings(name)


def _fault_in_endings(name: str) -> NameFault | None:
    endings = [part.strip().lower() for part in name.split(".")[1:]]
    if not endings or not endings[-1]:
        return "ending"
    if any(ending in RUNS for ending in endings):
        return "runs"
    return None if extension(name) in PRIVATE else "kind"


def kept_name(name: str) -> str:
    """The name as it is kept: letters with accents are written as one, however the computer wrote them."""
    return unicodedata.normalize("NFC", name)
