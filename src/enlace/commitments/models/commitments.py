from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind
from enlace.commitments.models.bodies import (
    OfBody,
    bodies_of,
    of_at_most_one_body,
    of_bodies,
    of_one_body,
)
from enlace.commitments.models.frameworks import Target
from enlace.commitments.models.strategies import Strategy
from enlace.consultations.models import Approach, Priority
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Decision
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: Anyone) -> "CommitmentQuerySet":
        """A draft: who drafts it. Once its words are put forward: its parties. Once it stands: its audience."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        own, events = bodies_of(user), CommitmentEvent.objects.filter(commitment=OuterRef("pk"))
        seen = of_audience(roles) & Q(Exists(events.made().in_force()))
        if own:
            party = CommitmentParty.objects.filter(of_bodies(own), commitment=OuterRef("pk"))
            seen |= of_bodies(own) | Q(Exists(party), Exists(events))
        return self.filter(seen)

    def with_standing(self) -> "CommitmentQuerySet":
        """With `last_kind` and `last_outcome`, those of the last act in force; None for what never stood."""
        last = CommitmentEvent.objects.filter(commitment=OuterRef("pk")).in_force().order_by("-number")
        return self.annotate(
            last_kind=Subquery(last.values("kind")[:1]), last_outcome=Subquery(last.values("outcome")[:1])
        )

    def standing(self) -> "CommitmentQuerySet":
        found: Any = self.with_standing()
        return found.exclude(last_kind=None).exclude(last_kind=Kind.CLOSED)

    def closed(self) -> "CommitmentQuerySet":
        found: Any = self.with_standing()
        return found.filter(last_kind=Kind.CLOSED)

    def that_stood(self) -> "CommitmentQuerySet":
        """That stand, or stood once."""
        events = CommitmentEvent.objects.filter(commitment=OuterRef("pk"))
        return self.filter(Exists(events.made().in_force()))

    def with_party(self, bodies: frozenset[Body]) -> "CommitmentQuerySet":
        return self.filter(Exists(CommitmentParty.objects.filter(of_bodies(bodies), commitment=OuterRef("pk"))))


class Commitment(OfBody):
    """What a state, several or an observer promise. `state` or `organisation` drafts it; without one the secretariat.

    Title and text are the wording in force, of a draft its wording; where it stands follows from its events
    (`commitments.lineage`). `reference` is what it is called in the table that it came from.
    """

    title = TextsField(_("commitment"), max_length=300)
    text = TextsField(_("what is promised"), blank=True, long=True)
    approach = models.CharField(_("level"), max_length=10, choices=Approach.choices)
    themes = models.ManyToManyField(Theme, blank=True, related_name="commitments", verbose_name=_("themes"))
    responsible = TextsField(_("responsible institution"), blank=True, max_length=250)
    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("priority that it comes from"),
    )
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("decision that it comes from"),
    )
    strategy = models.ForeignKey(
        Strategy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("joint strategy of which it is an action"),
    )
    targets = models.ManyToManyField(
        Target, blank=True, related_name="commitments", verbose_name=_("targets that it serves")
    )
    due_on = models.DateField(_("to be achieved by"), null=True, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC)
    drafted_on = models.DateField(_("drafted on"), default=today)
    reference = models.CharField(_("reference"), max_length=120, blank=True)
    source = TextsField(_("source"), blank=True, max_length=300)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-drafted_on", "-pk"]
        constraints = [
            of_at_most_one_body("commitments_commitment_of_one"),
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="commitments_commitment_reference"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_responsible(self) -> Text:
        return self.responsible.in_language()

    @property
    def shown_source(self) -> Text:
        return self.source.in_language()


class CommitmentPartyQuerySet(models.QuerySet["CommitmentParty"]):
    def visible_to(self, user: Anyone) -> "CommitmentPartyQuerySet":
        return self.filter(commitment__in=Commitment.objects.visible_to(user).values("pk"))


class CommitmentParty(OfBody):
    """A state or an observer that promises it. Who they are is settled once the first of them has given its word."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="parties", verbose_name=_("commitment"))

    objects = CommitmentPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a commitment")
        verbose_name_plural = _("parties to commitments")
        ordering = ["commitment", "pk"]
        constraints = [
            of_one_body("commitments_party_of_one"),
            models.UniqueConstraint(
                fields=["commitment", "state"], condition=Q(state__isnull=False), name="commitments_party_state_once"
            ),
            models.UniqueConstraint(
                fields=["commitment", "organisation"],
                condition=Q(organisation__isnull=False),
                name="commitments_party_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.body}"


class CommitmentEventQuerySet(models.QuerySet["CommitmentEvent"]):
    def visible_to(self, user: Anyone) -> "CommitmentEventQuerySet":
        """In force: as the commitment. Waiting for a word: its parties and the secretariat. Taken back: they too."""
        if roles_of(user).is_secretary:
            return self
        seen = self.filter(commitment__in=Commitment.objects.visible_to(user).values("pk"))
        own = CommitmentParty.objects.filter(of_bodies(bodies_of(user)), commitment=OuterRef("commitment"))
        return seen.filter(Q(in_force_at__isnull=False) | Exists(own))

    def made(self) -> "CommitmentEventQuerySet":
        return self.filter(kind=Kind.MADE)

    def in_force(self) -> "CommitmentEventQuerySet":
        return self.exclude(in_force_at=None)

    def waiting(self) -> "CommitmentEventQuerySet":
        """For the word of a party."""
        return self.filter(in_force_at=None, taken_back_at=None)


class CommitmentEvent(OfBody):
    """An act in the life of a commitment, by the party that put it forward, or recorded by the secretariat.

    `in_force_at` is when the last word came that it needed. Title and text are the wording that it made or changed;
    `source` names the document where the secretariat recorded what had been promised on paper.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="events", verbose_name=_("commitment"))
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(
        _("act"),
        max_length=10,
        choices=[
            (Kind.MADE.value, _("made")),
            (Kind.RENEWED.value, _("renewed")),
            (Kind.AMENDED.value, _("amended")),
            (Kind.CLOSED.value, pgettext_lazy("a commitment", "closed")),
        ],
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        blank=True,
        choices=[
            ("achieved", _("achieved")),
            ("superseded", _("superseded")),
            ("withdrawn", _("withdrawn")),
        ],
    )
    successor = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="superseded", verbose_name=_("superseded by")
    )
    meeting = models.ForeignKey(
        "meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    happened_on = models.DateField(_("day"), default=today)
    title = TextsField(_("commitment"), blank=True, max_length=300)
    text = TextsField(_("what is promised"), blank=True, long=True)
    due_on = models.DateField(_("to be achieved by"), null=True, blank=True)
    note = TextsField(_("note"), blank=True, max_length=500)
    source = TextsField(_("source"), blank=True, max_length=300)
    in_force_at = models.DateTimeField(_("in force since"), null=True, blank=True, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)

    objects = CommitmentEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a commitment")
        verbose_name_plural = _("events of commitments")
        ordering = ["commitment", "number"]
        constraints = [
            of_at_most_one_body("commitments_event_of_one"),
            models.UniqueConstraint(fields=["commitment", "number"], name="commitments_event_number"),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="commitments_event_not_taken_back_in_force",
            ),
            models.CheckConstraint(
                condition=(Q(kind="closed") & ~Q(outcome="")) | (~Q(kind="closed") & Q(outcome="")),
                name="commitments_event_closed_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.number} {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.commitment_id])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_note(self) -> Text:
        return self.note.in_language()

    @property
    def shown_source(self) -> Text:
        return self.source.in_language()
