"""Text in the picture of a page, by Tesseract where it is installed. For `intake.pdf_reader`. No Django."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pypdfium2 import PdfPage
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

PROGRAM = "tesseract"
SECONDS_A_PAGE = 60
DOTS = 300
WIDEST, HIGHEST = 2600, 3600
LARGEST_TEXT = 200_000
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


def installed_languages() -> list[str]:
    """Codes of three letters; none where Tesseract is not there."""
    try:
        answer = subprocess.run(  # noqa: S603
            [PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError, ValueError):
        return []
    return [line.strip() for line in answer.stdout.splitlines()[1:] if line.strip().isalnum() and line.strip() != "osd"]


def chosen(wanted: Iterable[str], installed: Iterable[str]) -> list[str]:
    """Those of the network that are installed; else whatever there is."""
    there = list(installed)
    return [code for code in wanted if code in there] or there[:3]


def has_picture(page: PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3))


def recognise(page: PdfPage, languages: list[str], folder: str) -> str:
    """Empty where the page holds no picture, or Tesseract makes nothing of it."""
    if not has_picture(page):
        return ""
    width, height = page.get_size()
    scale = min(DOTS / 72, WIDEST / max(width, 1), HIGHEST / max(height, 1))
    picture = Path(folder) / "page.png"
    page.render(scale=scale, grayscale=True).to_pil().save(picture, compress_level=1)
    command: list[Any] = [PROGRAM, picture, "stdout", "-l", "+".join(languages), "--dpi", str(DOTS)]
    try:
        answer = subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=SECONDS_A_PAGE, check=True, env={**os.environ, **ONE_THREAD}
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout[:LARGEST_TEXT].decode("utf-8", "ignore").strip("\n\f ")
