"""What may come in as an image or a document: a file that is what its name says, and runs nothing.

Asked by the models when a new file is set, so that every form and every import passes here.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from enlace.files.contents import fault_in, points_in
from enlace.files.kinds import extension
from enlace.files.uploads import refused
from enlace.website.svg_safety import is_safe_svg

LARGEST_SVG = 2 * 1024 * 1024


def check_image(file: Any) -> None:
    """Raises ValidationError for what is no image, is larger than this machine should open, or carries a program."""
    if extension(file.name) == "svg":
        _check_svg(file)
        return
    points = points_in(file)
    if not points:
        raise refused(_("This file is not an image that can be read."))
    if points > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise refused(
            _("This image is too large to be opened safely: at most %(limit)d million pixels are taken."),
            limit=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000,
        )


def _check_svg(file: Any) -> None:
    if file.size > LARGEST_SVG or not is_safe_svg(_read(file)):
        raise refused(
            _(
                "This SVG image carries a program, calls another address or is not well formed. "
                "Save it as plain shapes, or as PNG."
            )
        )


def check_document(file: Any) -> None:
    """Raises ValidationError where the bytes are not what the ending of the name promises."""
    kind = extension(file.name)
    if kind not in settings.WAGTAILDOCS_EXTENSIONS or fault_in(kind, file):
        raise refused(
            _("This file is not what its name says: it holds no %(kind)s that can be read."), kind=kind.upper()
        )


def _read(file: Any) -> bytes:
    file.seek(0)
    content = file.read()
    file.seek(0)
    return content
