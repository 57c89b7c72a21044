from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.files.models import Version, private_storage
from enlace.library.models.publications import Publication


class LanguageVersionQuerySet(models.QuerySet["LanguageVersion"]):
    def visible_to(self, user: Anyone) -> "LanguageVersionQuerySet":
        return self.filter(publication__in=Publication.objects.visible_to(user).values("pk"))


class LanguageVersion(models.Model):
    """A publication in one language; its file and the versions of that over time belong to it (`files.File.owner`).

    `language` is a code of ISO 639, not only of the languages of the site: a booklet may be in Quechua.
    """

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="language_versions", verbose_name=_("publication")
    )
    language = models.CharField(_("language"), max_length=12)

    objects = LanguageVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering = ["publication", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "language"], name="library_languageversion_language")
        ]

    def __str__(self) -> str:
        return f"{self.publication} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("library:publication", args=[self.publication_id])


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: Anyone) -> "ReadingQuerySet":
        return self.filter(version__in=Version.objects.visible_to(user).values("pk"))


class Reading(models.Model):
    """What was found in one version of a file, by the process that reads strangers' files.

    `letters` counts the letters of its text: a scan that nobody recognised has none. `recognised`: by Tesseract.
    `active`: it carries scripts, programs or files, and is only handed out to be taken home. `metadata` are its own
    words: title, author, subject, created.
    """

    version = models.OneToOneField(Version, models.CASCADE, related_name="reading", verbose_name=_("version"))
    pages = models.PositiveIntegerField(_("pages"))
    letters = models.PositiveIntegerField(_("letters"), default=0)
    language = models.CharField(_("language"), max_length=12, blank=True)
    recognised = models.BooleanField(_("text recognised from a scan"), default=False)
    active = models.BooleanField(_("carries scripts or files"), default=False)
    metadata = models.JSONField(_("metadata"), default=dict, blank=True)
    cover = models.FileField(_("cover"), storage=private_storage, upload_to="covers", blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")

    def __str__(self) -> str:
        return f"{self.version_id}"

    @property
    def is_scan(self) -> bool:
        """Pages, but no text."""
        return self.letters == 0


class PageTextQuerySet(models.QuerySet["PageText"]):
    def visible_to(self, user: Anyone) -> "PageTextQuerySet":
        return self.filter(reading__in=Reading.objects.visible_to(user).values("pk"))


class PageText(models.Model):
    """The text of one page, the first being number 1; pages without text have none."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="page_texts", verbose_name=_("reading"))
    number = models.PositiveIntegerField(_("page"))
    text = models.TextField(_("text"))

    objects = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a page")
        verbose_name_plural = _("texts of pages")
        ordering = ["reading", "number"]
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="library_pagetext_number")]

    def __str__(self) -> str:
        return f"{self.reading_id}: {self.number}"


class DownloadCountQuerySet(models.QuerySet["DownloadCount"]):
    def visible_to(self, user: Anyone) -> "DownloadCountQuerySet":
        return self.filter(language_version__in=LanguageVersion.objects.visible_to(user).values("pk"))


class DownloadCount(models.Model):
    """How often a language version was fetched on one day. Nothing is known of by whom."""

    language_version = models.ForeignKey(
        LanguageVersion, models.CASCADE, related_name="downloads", verbose_name=_("language version")
    )
    day = models.DateField(_("day"))
    amount = models.PositiveIntegerField(_("downloads"), default=0)

    objects = DownloadCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads by day")
        ordering = ["language_version", "day"]
        constraints = [models.UniqueConstraint(fields=["language_version", "day"], name="library_downloadcount_day")]

    def __str__(self) -> str:
        return f"{self.language_version_id} {self.day}: {self.amount}"
