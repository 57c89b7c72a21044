from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.registry import registered


def private_storage() -> FileSystemStorage:
    """Outside MEDIA: nothing in it has an address of its own."""
    return FileSystemStorage(location=settings.DATA / "private", file_permissions_mode=0o640)


class FileQuerySet(models.QuerySet["File"]):
    def visible_to(self, user: Anyone, file_id: int | None = None) -> "FileQuerySet":
        """A file is seen by whom its owner record is seen by; a model that owns no files shows none.

        Of one file, by its id, only the model that owns it is asked.
        """
        one = self if file_id is None else self.filter(pk=file_id)
        kinds = None if file_id is None else set(one.values_list("owner_kind", flat=True))
        seen = Q(pk__in=[])
        for offer in registered("file_owner"):
            owner = offer()
            kind = ContentType.objects.get_for_model(owner.model)
            if kinds is None or kind.pk in kinds:
                visible = owner.model._default_manager.visible_to(user)
                seen |= Q(owner_kind=kind, owner_id__in=visible.values("pk"))
        return one.filter(seen)

    def of(self, model: type[models.Model], ids: Iterable[Any] | None = None) -> "FileQuerySet":
        """That belong to records of a model, to those with these ids where they are given."""
        return self.filter(**_of(model, ids))


def _of(model: type[models.Model], ids: Iterable[Any] | None, way: str = "") -> dict[str, Any]:
    kind = {f"{way}owner_kind": ContentType.objects.get_for_model(model)}
    return kind if ids is None else kind | {f"{way}owner_id__in": ids}


class File(models.Model):
    """A private file with one owner record; its contents are its versions, the newest being the one that counts."""

    owner_kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    owner_id = models.PositiveBigIntegerField(_("number of what it belongs to"))
    owner: Any = GenericForeignKey("owner_kind", "owner_id")
    created_at = models.DateTimeField(_("since"), default=timezone.now)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes = [models.Index(fields=["owner_kind", "owner_id"], name="files_file_owner")]

    def __str__(self) -> str:
        return f"{self.owner_kind_id}/{self.owner_id}/{self.pk}"

    def get_absolute_url(self) -> str:
        """The content of the version that counts."""
        return reverse("files:file", args=[self.pk])


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: Anyone, file_id: int | None = None) -> "VersionQuerySet":
        return self.filter(file__in=File.objects.visible_to(user, file_id))

    def of(self, model: type[models.Model], ids: Iterable[Any] | None = None) -> "VersionQuerySet":
        """Of files that belong to records of a model, to those with these ids where they are given."""
        return self.filter(**_of(model, ids, "file__"))

    def kept(self) -> "VersionQuerySet":
        """Those that were not erased."""
        return self.exclude(content="")


class Version(models.Model):
    """One state of a file. `content` is empty once it was erased; that it was there, and its sum, stay known."""

    file = models.ForeignKey(File, models.CASCADE, related_name="versions", verbose_name=_("file"))
    number = models.PositiveIntegerField(_("version"))
    name = models.CharField(_("name of the file"), max_length=200)
    content = models.FileField(storage=private_storage, upload_to="files", blank=True)
    content_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["file", "-number"]
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="files_version_number")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def get_absolute_url(self) -> str:
        """Empty once it was erased: nothing is there any more."""
        return reverse("files:version", args=[self.file_id, self.number, self.name]) if self.name else ""

    @property
    def is_erased(self) -> bool:
        return not self.content
