"""Uploads and folders for the tests of private files."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from enlace.files.testing import PDF

ODT, ODS = (f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet"))


def upload(name="carta.pdf", content=PDF):
    """As an action gets it: with the name that was sent, which Django's own class would tidy first."""
    made = SimpleUploadedFile("x", content)
    made._name = name
    return made


def office(*names, **contents):
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "<x/>"))
    return whole.getvalue()


def picture(kind="PNG", width=40, height=30):
    content = BytesIO()
    Image.new("RGB", (width, height), "#98224a").save(content, kind)
    return content.getvalue()


def on_disk() -> set[Path]:
    return set((Path(settings.DATA) / "private").rglob("*")) - {Path(settings.DATA) / "private" / "files"}
