"""What a picture beside a page is by its bytes, whatever its name says."""

from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image

from enlace.importer.picture_files import LARGEST, PictureFile
from enlace.website.uploads import check_image

ENDINGS = {"AVIF": "avif", "GIF": "gif", "JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}


def checked_name(file: PictureFile) -> str:
    """A plain name with the ending of what the bytes are. Raises ValidationError for what must not come in."""
    if len(file.data) > LARGEST:
        raise ValidationError(_("This image is larger than 20 MB."))
    path = PurePath(file.name)
    check_image(ContentFile(file.data, name=path.name))
    ending = "svg"
    if path.suffix.lower() != ".svg":
        ending = ENDINGS.get(_kind(file.data), "")
    if not ending:
        raise ValidationError(_("This kind of image is not taken: use JPEG, PNG, WebP, AVIF, GIF or SVG."))
    return f"{slugify(path.stem)[:60] or 'picture'}.{ending}"


def _kind(data: bytes) -> str:
    """What PIL calls it; the whole picture is decoded, since one that breaks off would fail where it is shown."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            return picture.format or ""
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValidationError(_("This file is not an image that can be read.")) from None
