from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models.bodies import (
    OfBody,
    bodies_of,
    of_at_most_one_body,
    of_bodies,
    of_one_body,
)
from enlace.core.languages import default_language
from enlace.core.texts import Text, TextsField
from enlace.meetings.models import Meeting
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def visible_to(self, user: Anyone) -> "StrategyQuerySet":
        """Its parties while they draft; everybody once every party has signed it and said that it may be published."""
        if roles_of(user).is_secretary:
            return self
        own = StrategyParty.objects.filter(of_bodies(bodies_of(user)), strategy=OuterRef("pk"))
        return self.filter(Q(published_at__isnull=False) | Exists(own))

    def published(self) -> "StrategyQuerySet":
        return self.exclude(published_at=None)


class Strategy(models.Model):
    """A joint strategy: parties draft its sections together, sign what `content` froze, and act by commitments.

    `content` is what `commitments.strategies.signed_content` writes and reads; it is empty while it is drafted.
    `published_at` is when the last party signed that had to, where all of them said that it may be published.
    """

    title = TextsField(_("joint strategy"), max_length=250)
    summary = TextsField(_("in short"), blank=True, long=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meeting where it began")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="strategies", verbose_name=_("themes"))
    content: Any = models.JSONField(default=dict, blank=True, editable=False)
    opened_for_signature_at = models.DateTimeField(_("opened for signature"), null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint strategy")
        verbose_name_plural = _("joint strategies")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(opened_for_signature_at__isnull=False),
                name="commitments_strategy_signed_before_published",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:strategy", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_summary(self) -> Text:
        return self.summary.in_language()


class StrategyPartyQuerySet(models.QuerySet["StrategyParty"]):
    def visible_to(self, user: Anyone) -> "StrategyPartyQuerySet":
        return self.filter(strategy__in=Strategy.objects.visible_to(user).values("pk"))


class StrategyParty(OfBody):
    """A state or an observer that drafts and signs. `signed_at` belongs to the content as it stands: what is drafted
    anew is signed anew. `may_publish` is what it said when it signed."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="parties", verbose_name=_("joint strategy"))
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True, editable=False)
    may_publish = models.BooleanField(_("may be published"), default=False, editable=False)

    objects = StrategyPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a joint strategy")
        verbose_name_plural = _("parties to joint strategies")
        ordering = ["strategy", "pk"]
        constraints = [
            of_one_body("commitments_strategyparty_of_one"),
            models.UniqueConstraint(
                fields=["strategy", "state"], condition=Q(state__isnull=False), name="commitments_strategy_state_once"
            ),
            models.UniqueConstraint(
                fields=["strategy", "organisation"],
                condition=Q(organisation__isnull=False),
                name="commitments_strategy_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.body}"


def _drafting(user: Anyone) -> Any:
    """The strategies whose drafts somebody reads: the parties' and the secretariat's own, published or not."""
    if roles_of(user).is_secretary:
        return Strategy.objects.values("pk")
    return StrategyParty.objects.filter(of_bodies(bodies_of(user))).values("strategy")


class StrategySectionQuerySet(models.QuerySet["StrategySection"]):
    def visible_to(self, user: Anyone) -> "StrategySectionQuerySet":
        """The drafts are the parties'; others read the content that was signed."""
        return self.filter(strategy__in=_drafting(user))


class StrategySection(models.Model):
    """A section; its text is its newest version."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="sections", verbose_name=_("joint strategy"))
    title = TextsField(_("section"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = StrategySectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a joint strategy")
        verbose_name_plural = _("sections of joint strategies")
        ordering = ["strategy", "order", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:strategy_section", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()


class SectionVersionQuerySet(models.QuerySet["SectionVersion"]):
    def visible_to(self, user: Anyone) -> "SectionVersionQuerySet":
        return self.filter(section__in=StrategySection.objects.visible_to(user).values("pk"))


class SectionVersion(OfBody):
    """What a section said from one moment on, in one language, and whose hand it was; never changed.

    Without a body the secretariat wrote it. One that was proposed (`proposed_at`) counts once it was `accepted_at`.
    """

    section = models.ForeignKey(
        StrategySection, models.CASCADE, related_name="versions", verbose_name=_("section of a joint strategy")
    )
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    language = models.CharField(_("language"), max_length=12, default=default_language)
    text = models.TextField(_("text"), blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    proposed = models.BooleanField(_("proposed as a change"), default=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True, editable=False)
    declined_why = models.CharField(_("why it was declined"), max_length=300, blank=True)

    objects = SectionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a section")
        verbose_name_plural = _("versions of sections")
        ordering = ["section", "-pk"]
        constraints = [of_at_most_one_body("commitments_sectionversion_of_one")]

    def __str__(self) -> str:
        return f"{self.section_id} ({self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("commitments:strategy_section", args=[self.section_id])


class SectionCommentQuerySet(models.QuerySet["SectionComment"]):
    def visible_to(self, user: Anyone) -> "SectionCommentQuerySet":
        return self.filter(section__in=StrategySection.objects.visible_to(user).values("pk"))


class SectionComment(OfBody):
    """What a party, or the secretariat, notes beside a section while it is drafted."""

    section = models.ForeignKey(
        StrategySection, models.CASCADE, related_name="comments", verbose_name=_("section of a joint strategy")
    )
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(_("written"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = SectionCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a section")
        verbose_name_plural = _("comments on sections")
        ordering = ["section", "pk"]
        constraints = [of_at_most_one_body("commitments_sectioncomment_of_one")]

    def __str__(self) -> str:
        return f"{self.section_id} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:strategy_section", args=[self.section_id])
