"""ENLACE_DATA: the one folder in which everything lies that Enlace keeps."""

import os
import secrets
from pathlib import Path


def data_folder(root: Path) -> Path:
    """`ENLACE_DATA`, or `data` beside the program; made with what must stand in it, readable by its owner alone."""
    folder = Path(os.environ.get("ENLACE_DATA") or root / "data").expanduser().resolve()
    for part in ("media", "private", "cache/locale", "cache/static"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def secret_key(folder: Path) -> str:
    """`ENLACE_SECRET_KEY`, or the key in the file `secret_key`, made at the first start. Two starts agree on one."""
    if key := os.environ.get("ENLACE_SECRET_KEY"):
        return key
    path = folder / "secret_key"
    if not path.exists():
        draft = folder / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
