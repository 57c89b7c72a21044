"""Papers with files that are what they say."""

import os
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.core.texts import Texts
from enlace.files.testing import make_file
from enlace.meetings.testing import make_paper, make_paper_text


def pdf(pages: int = 1, size: int = 0, lock: str = "") -> bytes:
    """Of empty pages; `size` adds so many bytes that cannot be packed, `lock` is a password."""
    with pikepdf.Pdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        if size:
            noise = os.urandom(size)
            document.pages[0].obj["/Noise"] = document.make_stream(noise)
        target = BytesIO()
        document.save(target, encryption=pikepdf.Encryption(owner=lock, user=lock) if lock else None)
    return target.getvalue()


def upload(content: bytes | None = None, name: str = "nota.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def paper_in(language: str = "es", *, content: bytes | None = None, name: str = "nota.pdf", **overrides):
    """A released paper with a file in one language; `title` may be plain words."""
    title = overrides.pop("title", "Nota conceptual")
    paper = make_paper(title=Texts({"es": title}) if isinstance(title, str) else title, **overrides)
    add_language(paper, language, content=content, name=name)
    return paper


def add_language(paper, language: str, *, content: bytes | None = None, name: str = "nota.pdf"):
    text = make_paper_text(paper=paper, language=language)
    return make_file(text, content=pdf() if content is None else content, name=name)
