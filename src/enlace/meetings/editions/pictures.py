"""A picture as it is kept: a JPEG of a sensible size, in the colours of every screen, without what a camera wrote."""

import struct
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

from enlace.files.contents import PICTURES
from enlace.files.kinds import extension
from enlace.files.uploads import check_upload

LONGEST_SIDE = 1600
QUALITY = 85
BROKEN = (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError)
"""What Pillow raises on pictures that end early or deceive."""


def bare_picture(upload: Any) -> ContentFile[bytes]:
    """The picture of an upload, made anew. Raises ValidationError for `file` where it is none, or too large to open."""
    if extension(upload.name or "") not in PICTURES:
        raise _refused(_("This is no picture that can be shown. Choose one that ends in .jpg, .png or .webp."))
    check_upload(upload)
    upload.seek(0)
    try:
        return ContentFile(_made_anew(upload), "photo.jpg")
    except BROKEN as error:
        raise _refused(_("This picture is damaged and cannot be opened. Save it anew and choose it again.")) from error


def _made_anew(upload: Any) -> bytes:
    with Image.open(upload, formats=sorted(set(PICTURES.values()))) as opened:
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(opened)
    shown = _on_white(_in_common_colours(upright))
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = Image.new("RGB", shown.size)
    kept.paste(shown)
    made = BytesIO()
    kept.save(made, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return made.getvalue()


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """A profile of colours that cannot be read is left out of account."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, theirs, ours, outputMode=mode) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def _refused(sentence: str) -> ValidationError:
    return ValidationError({"file": sentence})
