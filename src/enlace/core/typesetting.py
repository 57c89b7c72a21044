"""Documents on paper: a template of ours and data, set as a PDF that screen readers can read (PDF/UA).

Data never becomes markup: it reaches the template as JSON in `sys.inputs.data`, where it is text whatever stands in it.
The network is not asked for anything, and no font of the machine is used, so that a document looks the same everywhere.
"""

import json
import logging
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from typst import Compiler, Fonts, TypstError

FONTS = Path(__file__).parent / "fonts"
SHARED = Path(__file__).parent / "typst"
"""What templates share, as packages of Typst: `#import "@enlace/cloth:1.0.0": *`."""
NOWHERE = str(SHARED / "no-packages")
UNCOVERED = "could not be displayed with font"
log = logging.getLogger(__name__)


@cache
def _fonts() -> Fonts:
    """Ours, and the typesetter's own for alphabets that ours lack: Greek, Cyrillic."""
    return Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    language: str,
    title: str,
    at: datetime,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """The PDF. `template` may import what lies beside it and in `SHARED`.

    It finds `language`, `title` and `data` in `sys.inputs`.
    `pictures`, by name, lie in the folder `pictures` beside it. A letter that no font has is printed as an empty box,
    and then the document does not claim to be PDF/UA.
    """
    inputs = {
        "language": language.split("-")[0],
        "title": _printable(title),
        "data": json.dumps(_printable(data), ensure_ascii=False),
    }
    with _folder(template.parent, pictures or {}) as root:
        compiler = Compiler(root=str(root), font_paths=_fonts(), package_path=str(SHARED), package_cache_path=NOWHERE)
        try:
            return _set(compiler, root / template.name, inputs, at, "ua-1")
        except TypstError as error:
            if UNCOVERED not in error.message:
                raise
            log.warning("%s holds letters that no font has: %s", template.name, error.message)
            return _set(compiler, root / template.name, inputs, at)


@contextmanager
def _folder(templates: Path, pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """The only one from which a template may read. Raises ValueError for a picture whose name is a path."""
    if not pictures:
        yield templates
        return
    with TemporaryDirectory(prefix="enlace-typeset-") as made:
        root = Path(made) / "templates"
        copytree(templates, root)
        (root / "pictures").mkdir()
        for name, content in pictures.items():
            if Path(name).name != name:
                raise ValueError(f"{name[:80]} is no name of a picture.")
            (root / "pictures" / name).write_bytes(content)
        yield root


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
