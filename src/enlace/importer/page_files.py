"""Files that hold pages: one saved page, an export with many, a folder of both."""

from pathlib import Path

from enlace.importer.decoding import LIMIT_MB
from enlace.importer.language_runs import LANGUAGES
from enlace.importer.page_export import read_csv
from enlace.importer.page_import import PageReading, read
from enlace.importer.unreadable import Unreadable

PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht", ".txt"})
EXPORTS = frozenset({".csv"})
type Pages = list[tuple[str, PageReading | Unreadable]]

SAVED_WITH = ("_files", "_archivos", "_arquivos")


def page_files(folder: Path) -> list[Path]:
    """Every page and export below `folder`, in one order on every machine; what a browser saved along is left out."""
    found = [path for path in folder.rglob("*") if path.suffix.lower() in PAGES | EXPORTS and _is_page(path, folder)]
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def is_export(name: str) -> bool:
    return Path(name).suffix.lower() in EXPORTS


def read_file(path: Path, name: str, languages: tuple[str, ...] = LANGUAGES) -> Pages:
    """As read_data. A file that is too large is refused unread. Raises Unreadable, OSError."""
    size = path.stat().st_size
    if size > LIMIT_MB * 1024 * 1024:
        raise Unreadable("too_large", name=name, size=round(size / 1024 / 1024), limit=LIMIT_MB)
    return read_data(path.read_bytes(), name, languages)


def read_data(data: bytes, name: str, languages: tuple[str, ...] = LANGUAGES) -> Pages:
    """The one page, or each row of an export, each with a name. Raises Unreadable for the file as a whole."""
    if is_export(name):
        return [(f"{name}:{row}", found) for row, found in read_csv(data, name, languages)]
    return [(name, read(data, name, languages))]


def _is_page(path: Path, folder: Path) -> bool:
    inner = path.relative_to(folder).parts
    hidden = any(part.startswith(".") for part in inner)
    saved_with = any(part.lower().endswith(SAVED_WITH) for part in inner[:-1])
    return not hidden and not saved_with and path.is_file()
