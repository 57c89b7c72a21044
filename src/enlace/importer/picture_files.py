"""Where the pictures of a saved page lie: beside it, among files uploaded with it, or inside its own text."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

LARGEST = 20 * 1024 * 1024
DATA = re.compile(r"data:image/([a-z0-9.+-]{2,20})((?:;[\w=-]+)*),", re.I)


@dataclass(frozen=True)
class PictureFile:
    name: str
    data: bytes


type FindPicture = Callable[[str], PictureFile | None]


def no_pictures(address: str) -> PictureFile | None:
    return None


def pictures_beside(page: Path, folder: Path | None = None) -> FindPicture:
    """Finds what a browser saved along with `page`. Nothing outside `folder`, by default the page's own, is read."""
    root = (folder or page.parent).resolve()

    def find(address: str) -> PictureFile | None:
        for path in _places(address, page, root):
            try:
                real = path.resolve()
                if real.is_relative_to(root) and real.is_file() and real.stat().st_size <= LARGEST:
                    return PictureFile(path.name, real.read_bytes())
            except (OSError, ValueError):
                continue
        return None

    return find


def pictures_among(files: Mapping[str, bytes]) -> FindPicture:
    """Finds by name alone: an upload tells no folders."""
    by_name = {name.casefold(): PictureFile(name, data) for name, data in files.items()}

    def find(address: str) -> PictureFile | None:
        parts = _parts(address)
        return by_name.get(parts[-1].casefold()) if parts else None

    return find


def picture_in_address(address: str) -> PictureFile | None:
    """The picture that a `data:` address is itself."""
    start = DATA.match(address)
    if start is None or len(address) > LARGEST * 4 // 3 + 200:
        return None
    kind, content = start[1].lower(), address[start.end() :]
    try:
        data = base64.b64decode(unquote(content)) if ";base64" in start[2].lower() else unquote_to_bytes(content)
    except (binascii.Error, ValueError):
        return None
    return PictureFile(f"picture.{'svg' if kind == 'svg+xml' else kind}", data)


def is_remote(address: str) -> bool:
    return address.lower().startswith(("http:", "https:"))


def _parts(address: str) -> tuple[str, ...]:
    try:
        path = PurePosixPath(unquote(urlsplit(address).path).replace("\\", "/").replace("\x00", ""))
    except ValueError:
        return ()
    return tuple(part for part in path.parts if part != "/")


def _places(address: str, page: Path, root: Path) -> list[Path]:
    """Where the file may lie. A whole address was a short one in the saved page, or belongs to a mirrored site."""
    parts = _parts(address)
    if not parts:
        return []
    if not is_remote(address) and not address.startswith("/"):
        return [page.parent.joinpath(*parts)]
    saved_with = [page.parent / f"{page.stem}{ending}" / parts[-1] for ending in ("_files", "_archivos", "_arquivos")]
    ends = [page.parent.joinpath(*parts[-2:])] if len(parts) > 1 else []
    return [root.joinpath(*parts), *ends, *saved_with]
