from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment, Evidence
from enlace.core.partial_dates import is_partial_date
from enlace.core.texts import Text, TextsField
from enlace.library.models.collections import Collection
from enlace.mechanisms.models import Mechanism
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Contribution, Meeting, Paper, Session
from enlace.network.audiences import Audience
from enlace.network.models import Organisation, State
from enlace.network.roles import roles_of
from enlace.themes.models import Theme

AUDIENCES = [(value, label) for value, label in Audience.choices if value != Audience.INVITED]
"""Nobody is named in a publication, so none is for those named."""


class PublicationKind(models.TextChoices):
    REPORT = "report", _("report")
    PAPER = "paper", _("paper or brief")
    BOOK = "book", _("book")
    CHAPTER = "chapter", _("chapter of a book")
    ARTICLE = "article", _("article")
    CASE_STUDY = "case_study", _("case study")
    PRESENTATION = "presentation", _("contribution to a panel")
    TRAINING = "training", _("training material")
    OTHER = "other", _("other document")


class Licence(models.TextChoices):
    CC0 = "CC0-1.0", "CC0 1.0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0"
    CC_BY_ND = "CC-BY-ND-4.0", "CC BY-ND 4.0"
    CC_BY_NC = "CC-BY-NC-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND = "CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0"
    RESERVED = "reserved", _("all rights reserved")


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: Anyone) -> "PublicationQuerySet":
        """What is published, to its audience; drafts and what was withdrawn, the secretariat alone."""
        roles = roles_of(user)
        return self if roles.is_secretary else self.published().filter(of_audience(roles))

    def published(self) -> "PublicationQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at=None)

    def drafts(self) -> "PublicationQuerySet":
        return self.filter(published_at=None)

    def unconfirmed(self) -> "PublicationQuerySet":
        """What a machine proposed and no person has looked at yet."""
        return self.filter(confirmed_at=None)


class Publication(models.Model):
    """A work of the library. Its texts are its language versions, each with its own file.

    `issued` is as precise as known: 2015, 2015-05 or 2015-05-04. `confirmed_at` is empty while nobody has looked at
    what was proposed for it. `first_public_at` stays, so that those who harvested it learn that it has gone.
    """

    title = TextsField(_("title"), max_length=400)
    subtitle = TextsField(_("subtitle"), max_length=400, blank=True)
    abstract = TextsField(_("abstract"), blank=True, long=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PublicationKind.choices, default=PublicationKind.REPORT)
    issued = models.CharField(_("date"), max_length=10, blank=True, validators=[is_partial_date])
    collection = models.ForeignKey(
        Collection, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name=_("collection")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="publications", verbose_name=_("themes"))
    states = models.ManyToManyField(State, blank=True, related_name="publications", verbose_name=_("states concerned"))
    publisher = models.CharField(_("published by"), max_length=250, blank=True)
    place = models.CharField(_("place of publication"), max_length=120, blank=True)
    series = models.CharField(_("series"), max_length=250, blank=True)
    number = models.CharField(_("number in the series"), max_length=40, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    issn = models.CharField("ISSN", max_length=9, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=AUDIENCES, default=Audience.PUBLIC)
    meetings = models.ManyToManyField(Meeting, blank=True, related_name="publications", verbose_name=_("meetings"))
    sessions = models.ManyToManyField(Session, blank=True, related_name="publications", verbose_name=_("sessions"))
    commitments = models.ManyToManyField(
        Commitment, blank=True, related_name="publications", verbose_name=_("commitments")
    )
    mechanisms = models.ManyToManyField(
        Mechanism, blank=True, related_name="publications", verbose_name=_("national mechanisms")
    )
    from_paper = models.ForeignKey(
        Paper, models.SET_NULL, null=True, blank=True, related_name="publications", editable=False
    )
    from_contribution = models.ForeignKey(
        Contribution, models.SET_NULL, null=True, blank=True, related_name="publications", editable=False
    )
    from_evidence = models.ForeignKey(
        Evidence, models.SET_NULL, null=True, blank=True, related_name="publications", editable=False
    )
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    first_public_at = models.DateTimeField(_("public since"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False, db_index=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-issued", "-pk"]
        indexes = [models.Index(fields=["collection", "-issued"], name="library_publication_shelf")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="library_publication_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="library_publication_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("library:publication", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def is_public(self) -> bool:
        return self.is_published and self.audience == Audience.PUBLIC

    @property
    def year(self) -> str:
        """Empty where no date is known."""
        return self.issued[:4]

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_subtitle(self) -> Text:
        return self.subtitle.in_language()

    @property
    def shown_abstract(self) -> Text:
        return self.abstract.in_language()


class ContributorRole(models.TextChoices):
    AUTHOR = "author", _("author")
    EDITOR = "editor", _("editor")
    TRANSLATOR = "translator", _("translator")


class ContributorQuerySet(models.QuerySet["Contributor"]):
    def visible_to(self, user: Anyone) -> "ContributorQuerySet":
        return self.filter(publication__in=Publication.objects.visible_to(user).values("pk"))


class Contributor(models.Model):
    """Who made a publication, as its cover names them: a person by `family` and `given`, a body by `body`."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="contributors", verbose_name=_("publication")
    )
    role = models.CharField(_("part"), max_length=10, choices=ContributorRole.choices, default=ContributorRole.AUTHOR)
    family = models.CharField(_("family name"), max_length=120, blank=True)
    given = models.CharField(_("given name"), max_length=120, blank=True)
    body = models.CharField(_("name of the body"), max_length=250, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ContributorQuerySet.as_manager()

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["publication", "order", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(body="", family=""), name="library_contributor_named")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:publication", args=[self.publication_id])

    @property
    def name(self) -> str:
        """As it is printed."""
        return self.body or " ".join(part for part in (self.given, self.family) if part)

    @property
    def shown_name(self) -> str:
        """Of a body on record its name in the reader's language, unless more is printed than that: an office of it."""
        if not self.body or self.organisation is None:
            return self.name
        known = self.organisation.name.values()
        says_more = self.body not in known and any(name in self.body for name in known)
        return self.body if says_more else str(self.organisation.shown_name)
