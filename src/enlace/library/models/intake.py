from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.files.models import Version
from enlace.library.models.collections import Collection
from enlace.library.models.publications import Publication
from enlace.network.roles import roles_of


class Refusal(models.TextChoices):
    """Why a file was not taken in. What is said of each is in `library.intake.reasons`."""

    NOT_PDF = "not_pdf", _("no PDF")
    LOCKED = "locked", _("locked with a password")
    BROKEN = "broken", _("damaged")
    EMPTY = "empty", _("without pages")
    LARGE = "large", _("too large")
    TOO_MUCH = "too_much", _("took too long or too much memory")
    NAME = "name", _("a name that is not taken")


class IngestedFileQuerySet(models.QuerySet["IngestedFile"]):
    def visible_to(self, user: Anyone) -> "IngestedFileQuerySet":
        """The secretariat alone."""
        return self if roles_of(user).is_secretary else self.none()

    def waiting(self) -> "IngestedFileQuerySet":
        return self.filter(read_at=None)

    def ingested(self) -> "IngestedFileQuerySet":
        return self.filter(read_at__isnull=False, reason="", same_as=None)

    def duplicates(self) -> "IngestedFileQuerySet":
        return self.filter(same_as__isnull=False)

    def refused(self) -> "IngestedFileQuerySet":
        return self.exclude(reason="")


class IngestedFile(models.Model):
    """A file that came in: waiting until it was read, then ingested as a draft publication, a duplicate, or refused.

    Until it was read the file belongs to this (`files.File.owner`); afterwards to the language version that it became,
    and of a duplicate and a refused one nothing is kept. `proposals`: title, issued, themes, contributors, language,
    abstract, each with where it was found.
    """

    name = models.CharField(_("name of the file"), max_length=400)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    collection = models.ForeignKey(
        Collection, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("collection")
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("since"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Refusal.choices, blank=True)
    same_as = models.ForeignKey(
        Version, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("the same as")
    )
    publication = models.ForeignKey(
        Publication,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ingested_files",
        verbose_name=_("publication"),
    )
    proposals = models.JSONField(_("proposals"), default=dict, blank=True)

    objects = IngestedFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file that came in")
        verbose_name_plural = _("files that came in")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reason="") | Q(read_at__isnull=False), name="library_ingestedfile_read_first"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:intake")

    @property
    def status(self) -> str:
        """`waiting`, `ingested`, `duplicate` or `refused`."""
        if self.read_at is None:
            return "waiting"
        return "refused" if self.reason else "duplicate" if self.same_as_id else "ingested"
