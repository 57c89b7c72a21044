import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import TextsField
from enlace.files.models import Version
from enlace.network.roles import roles_of
from enlace.reports.document.blocks import Document
from enlace.reports.document.reading import document_of
from enlace.reports.models.reports import Report


class ReportEditionQuerySet(models.QuerySet["ReportEdition"]):
    def visible_to(self, user: Anyone) -> "ReportEditionQuerySet":
        """Everybody, once it was published, also after a later one; until then the secretariat."""
        return self if roles_of(user).is_secretary else self.published()

    def published(self) -> "ReportEditionQuerySet":
        return self.filter(published_at__isnull=False)


class ReportEdition(models.Model):
    """A report as it was at one moment, in one language or several; it never changes, and owns the files of its PDFs
    and photos. A correction is a further edition, whose `note` says what was corrected.

    `engine`: the version of the typesetter, and the sums (SHA-256) of the fonts and of the template. `frozen_at` is the
    moment that the PDFs carry; it is empty only while the files are being made, in one transaction.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="editions", verbose_name=_("report"))
    number = models.PositiveIntegerField(_("edition"))
    note = TextsField(_("what was corrected"), blank=True, long=True)
    engine = models.JSONField(default=dict, editable=False)
    frozen_at = models.DateTimeField(_("frozen"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)

    objects = ReportEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a report")
        verbose_name_plural = _("editions of a report")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_edition_number"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(frozen_at__isnull=False),
                name="reports_edition_published_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reports:edition", args=[self.report_id, self.number])


class EditionTextQuerySet(models.QuerySet["EditionText"]):
    def visible_to(self, user: Anyone) -> "EditionTextQuerySet":
        return self.filter(edition__in=ReportEdition.objects.visible_to(user).values("pk"))


class EditionText(models.Model):
    """An edition in one language. `data` is the document as JSON, byte for byte what `sha256` sums; `pdf` is its file.

    `photos` are the versions of the files of its photos, by their names in the document.
    """

    edition = models.ForeignKey(ReportEdition, models.PROTECT, related_name="texts", verbose_name=_("edition"))
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=400)
    data = models.TextField(_("data"))
    sha256 = models.CharField(max_length=64)
    pdf = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="PDF")
    photos: Any = models.JSONField(default=dict)

    objects = EditionTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition in a language")
        verbose_name_plural = _("editions in a language")
        ordering = ["edition", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="reports_editiontext_language")]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()

    def document(self) -> Document:
        return document_of(json.loads(self.data))
