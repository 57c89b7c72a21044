"""Pictures of imported pages become images of the site, each file once."""

from pathlib import PurePath

from django.core.files.base import ContentFile
from wagtail.utils.file import hash_filelike

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.importer.picture_files import PictureFile
from enlace.importer.picture_names import checked_name
from enlace.importer.rules import can_import_pages
from enlace.website.models import SiteImage


def store_picture(file: PictureFile, *, by: Anyone | None) -> tuple[SiteImage, bool]:
    """The image with these bytes, and whether it was made now. Raises ValidationError for what must not come in.

    Call it inside the transaction of the page; who rolls that back also removes the file.
    """
    require(can_import_pages(by))
    name = checked_name(file)
    content = ContentFile(file.data, name=name)
    file_hash = hash_filelike(content)
    known = SiteImage.objects.filter(file_hash=file_hash).order_by("pk").first()
    if known:
        return known, False
    image = SiteImage(
        title=PurePath(file.name).stem[:255] or name,
        file=content,
        file_size=len(file.data),
        file_hash=file_hash,
        uploaded_by_user=by,
    )
    image.full_clean()
    image.save()
    record("import_picture", image, by=by, after={"hash": file_hash})
    return image, True
