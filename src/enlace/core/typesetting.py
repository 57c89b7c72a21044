"""Documents on paper: a template of ours and data, set as a PDF that screen readers can read (PDF/UA).

Data never becomes markup: it reaches the template as JSON in `sys.inputs.data`, where it is text whatever stands in it.
The network is not asked for anything, and no font of the machine is used, so that a document looks the same everywhere.
"""

import json
import logging
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from typst import Compiler, Fonts, TypstError

FONTS = Path(__file__).parent / "fonts"
UNCOVERED = "could not be displayed with font"
log = logging.getLogger(__name__)


@cache
def _fonts() -> Fonts:
    """Ours, and the typesetter's own for alphabets that ours lack: Greek, Cyrillic."""
    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def typeset(template: Path, data: Mapping[str, Any], *, language: str, title: str, at: datetime) -> bytes:
    """The PDF. `template` may import what lies beside it; it finds `language`, `title` and `data` in `sys.inputs`.

    A letter that no font has is printed as an empty box, and then the document does not claim to be PDF/UA.
    """
    inputs = {
        "language": language.split("-")[0],
        "title": _printable(title),
        "data": json.dumps(_printable(data), ensure_ascii=False),
    }
    nowhere = str(FONTS / "no-packages")
    compiler = Compiler(
        root=str(template.parent), font_paths=_fonts(), package_path=nowhere, package_cache_path=nowhere
    )
    try:
        return _set(compiler, template, inputs, at, "ua-1")
    except TypstError as error:
        if UNCOVERED not in error.message:
            raise
        log.warning("%s holds letters that no font has: %s", template.name, error.message)
        return _set(compiler, template, inputs, at)


def _set(compiler: Compiler, template: Path, inputs: dict[str, str], at: datetime, *standards: Any) -> bytes:
    made = compiler.compile(
        input=str(template),
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=list(standards),
        timestamp=int(at.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template.name} was not set as one document.")
    return made


def _printable(value: Any) -> Any:
    """Without control characters and halves of characters, which no font has; the ends of lines stay."""
    if isinstance(value, str):
        return "".join(c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    if isinstance(value, Mapping):
        return {str(key): _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
