import secrets
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models.challenges import Challenge
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class AnsweredBy(models.TextChoices):
    MEMBERS = "members", _("member states")
    NETWORK = "network", _("member states and observers")
    PUBLIC = "public", _("everybody, with an e-mail address that they confirm")


class VoiceOf(models.TextChoices):
    STATE = "state", _("one state, one voice")
    PERSON = "person", _("one person, one voice")


class Attribution(models.TextChoices):
    ATTRIBUTED = "attributed", _("attributed")
    ANONYMOUS = "anonymous", _("anonymous")


class Standing(models.TextChoices):
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("with its result")


def new_salt() -> str:
    return secrets.token_hex(16)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Anyone) -> "ConsultationQuerySet":
        """Once it is opened, those who may answer; once its result is published, also the audience of that.

        One that was imported (`source`) was answered elsewhere: it shows with its result, to the audience of that.
        """
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        answer = [AnsweredBy.PUBLIC]
        if roles.is_of_the_network:
            answer.append(AnsweredBy.NETWORK)
        if roles.is_member:
            answer.append(AnsweredBy.MEMBERS)
        read = Consultation.objects.with_visible_result(user).values("pk")
        return self.exclude(opened_at=None).filter(Q(answered_by__in=answer, source={}) | Q(pk__in=read))

    def with_visible_result(self, user: Anyone) -> "ConsultationQuerySet":
        """Whose result is published for an audience that `user` is of; the secretariat sees each that is published.

        Who organises the meeting that it prepares reads what members read.
        """
        roles = roles_of(user)
        published = self.filter(result__isnull=False)
        if roles.is_secretary:
            return published
        organised = Meeting.objects.organised_by(user).values("pk")
        prepares = Q(meeting__in=organised) & ~Q(audience=Audience.SECRETARIAT)
        return published.filter(of_audience(roles) | prepares, opened_at__isnull=False)

    def open(self) -> "ConsultationQuerySet":
        """That take answers today."""
        day = today()
        return self.filter(opened_at__isnull=False, closed_at=None, opens_on__lte=day, closes_on__gte=day)


class Consultation(models.Model):
    """A question, and statements on which people say where they agree.

    `answered_by`, `voice_of` and `attribution` cannot change once it was opened. `audience` is that of its result.
    `salt` ties the voters of an anonymous consultation to who they are while it is open; closing empties it, and then
    nobody can (`consultations.answering.voices`). `source` says where one was held that was imported, and only there.
    """

    question = TextsField(_("question"), max_length=300)
    text = TextsField(_("introduction"), blank=True, long=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("meeting that it prepares"),
    )
    answered_by = models.CharField(
        _("who may answer"), max_length=10, choices=AnsweredBy.choices, default=AnsweredBy.MEMBERS
    )
    voice_of = models.CharField(_("voices"), max_length=10, choices=VoiceOf.choices, default=VoiceOf.STATE)
    attribution = models.CharField(
        _("answers are"), max_length=10, choices=Attribution.choices, default=Attribution.ATTRIBUTED
    )
    takes_statements = models.BooleanField(_("participants may propose statements"), default=True)
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    audience = models.CharField(
        _("who sees the result"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    salt = models.CharField(max_length=32, default=new_salt, blank=True, editable=False)
    source = TextsField(_("source"), blank=True, max_length=300)
    themes = models.ManyToManyField(Theme, blank=True, related_name="consultations", verbose_name=_("themes"))
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="consultations_closes_after_opening")
        ]

    def __str__(self) -> str:
        return str(self.question)

    def get_absolute_url(self) -> str:
        return reverse("consultations:consultation", args=[self.pk])

    @property
    def shown_question(self) -> Text:
        return self.question.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_source(self) -> Text:
        return self.source.in_language()

    @property
    def is_anonymous(self) -> bool:
        return self.attribution == Attribution.ANONYMOUS

    @property
    def is_imported(self) -> bool:
        return bool(self.source)

    @property
    def is_published(self) -> bool:
        return hasattr(self, "result")

    @property
    def is_open(self) -> bool:
        return self.standing == Standing.OPEN

    @property
    def is_over(self) -> bool:
        """No answer is taken any more."""
        return self.opened_at is not None and (self.closed_at is not None or self.closes_on < today())

    @property
    def standing(self) -> Standing:
        if self.opened_at is None:
            return Standing.DRAFT
        if self.is_over:
            return Standing.PUBLISHED if self.is_published else Standing.CLOSED
        return Standing.OPEN if self.opens_on <= today() else Standing.SCHEDULED

    @property
    def last_day(self) -> date:
        """On which answers were taken."""
        return min(self.closes_on, self.closed_at.date()) if self.closed_at else self.closes_on


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, user: Anyone) -> "StatementQuerySet":
        """Those accepted, of consultations that somebody sees; the secretariat sees those waiting or rejected too."""
        if roles_of(user).is_secretary:
            return self
        return self.accepted().filter(consultation__in=Consultation.objects.visible_to(user).values("pk"))

    def accepted(self) -> "StatementQuerySet":
        return self.exclude(accepted_at=None)

    def waiting(self) -> "StatementQuerySet":
        """For the secretariat, which accepts or rejects them."""
        return self.filter(accepted_at=None, rejected_at=None)


class Statement(models.Model):
    """One sentence to agree or disagree with. With a `challenge` it is a priority, which answers that challenge.

    `priority` is the one adopted before, where the statement puts it up for review. One proposed by a participant has
    `by_participant`, and its `voter` only where answers are attributed.
    """

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="statements", verbose_name=_("consultation")
    )
    number = models.PositiveIntegerField(_("number"))
    text = TextsField(_("statement"), max_length=300)
    challenge = models.ForeignKey(
        Challenge,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("challenge that it answers"),
    )
    priority = models.ForeignKey(
        "Priority", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("priority under review")
    )
    by_participant = models.BooleanField(_("proposed by a participant"), default=False)
    voter = models.ForeignKey("Voter", models.SET_NULL, null=True, blank=True, related_name="proposed")
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    rejected_at = models.DateTimeField(_("rejected"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["consultation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="consultations_statement_number"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(rejected_at=None), name="consultations_accepted_or_rejected"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        return self.consultation.get_absolute_url()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def is_priority(self) -> bool:
        return self.challenge_id is not None
