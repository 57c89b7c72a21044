from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone


class PageKey(models.Model):
    """By this key (see page_identity) an older site's page is known again; `translation_key` names our pages of it."""

    key = models.CharField(max_length=200, unique=True)
    translation_key = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("key of an imported page")
        verbose_name_plural = _("keys of imported pages")

    def __str__(self) -> str:
        return self.key


class ImportedPage(models.Model):
    """What the importer wrote last into a page: what differs from it now was written by a person.

    `written` holds for each field a fingerprint (see fingerprints) of what was written.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="+", verbose_name=_("page"))
    revision = models.PositiveBigIntegerField()
    written = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("imported"), default=timezone.now)

    class Meta:
        verbose_name = _("imported page")
        verbose_name_plural = _("imported pages")

    def __str__(self) -> str:
        return f"{self.page_id}"


class PendingImportQuerySet(models.QuerySet["PendingImport"]):
    def visible_to(self, user: Anyone) -> "PendingImportQuerySet":
        return self.filter(by=user) if user.is_authenticated else self.none()

    def waiting(self) -> "PendingImportQuerySet":
        return self.filter(used_at=None).order_by("-created_at")


class PendingImport(models.Model):
    """Files that somebody uploaded and has read the preview of, or not yet. Once used, only `result` is left of it."""

    by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)
    result = models.JSONField(default=list)

    objects = PendingImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("pending import")
        verbose_name_plural = _("pending imports")

    def __str__(self) -> str:
        return f"{self.pk}"


class PendingFile(models.Model):
    pending = models.ForeignKey(PendingImport, models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=255)
    data = models.BinaryField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("file of a pending import")
        verbose_name_plural = _("files of pending imports")

    def __str__(self) -> str:
        return self.name
