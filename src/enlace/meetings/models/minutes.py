from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import current_language, default_language
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.meetings.models.agenda import Session
from enlace.meetings.models.meetings import Meeting
from enlace.network.audiences import Audience
from enlace.network.models import Organisation, State
from enlace.network.roles import roles_of


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, user: Anyone) -> "MinutesVersionQuerySet":
        """Those who organise the meeting write them; members read what is circulated (`Approval`)."""
        return self.filter(session__meeting__in=Meeting.objects.organised_by(user).values("pk"))

    def heads(self) -> "MinutesVersionQuerySet":
        """Which no other builds upon. More than one of a session: two wrote at once, and both are kept."""
        return self.filter(followers=None, mergers=None)


class MinutesVersion(models.Model):
    """What the minutes of a session said at one moment; never changed. It builds on `base`, and joins `merged`."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="minutes", verbose_name=_("session"))
    base = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    merged = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="mergers")
    language = models.CharField(_("language"), max_length=12, default=default_language)
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = MinutesVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of minutes")
        verbose_name_plural = _("versions of minutes")
        ordering = ["session", "-pk"]

    def __str__(self) -> str:
        return f"{self.session_id} ({self.pk})"

    def get_absolute_url(self) -> str:
        return reverse("meetings:session_minutes", args=[self.session_id])


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Anyone) -> "DecisionQuerySet":
        """Members once the minutes circulate; others of its audience once these are approved."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        meetings = Meeting.objects.visible_to(user).values("pk")
        circulated = Approval.objects.all() if roles.is_member else Approval.objects.exclude(approved_at=None)
        seen = of_audience(roles) & Q(meeting__in=meetings) & Q(meeting__in=circulated.values("meeting"))
        return self.filter(seen | Q(meeting__in=Meeting.objects.organised_by(user).values("pk")))

    def open(self) -> "DecisionQuerySet":
        return self.filter(done_on=None)


class Decision(models.Model):
    """What a meeting decided: who does it, and until when. `owner` names an office where it is neither of the two."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions", verbose_name=_("meeting"))
    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("session")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = TextsField(_("decision"), long=True)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("state that does it")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation that does it"),
    )
    owner = TextsField(_("who else does it"), blank=True, max_length=200)
    due_on = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(_("done"), null=True, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_decision_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.pk])

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_owner(self) -> Text:
        """Of the state its name, in the reader's language."""
        if self.state:
            return Text(self.state.name, current_language(), False)
        return self.organisation.shown_name if self.organisation else self.owner.in_language()

    @property
    def is_overdue(self) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < today()


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, user: Anyone) -> "ApprovalQuerySet":
        """Members, and those who organise the meeting."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        members = Q(meeting__in=Meeting.objects.visible_to(user).values("pk")) if roles.is_member else Q(pk__in=[])
        return self.filter(members | Q(meeting__in=Meeting.objects.organised_by(user).values("pk")))

    def open(self) -> "ApprovalQuerySet":
        return self.filter(settled_at=None)

    def approved(self) -> "ApprovalQuerySet":
        return self.exclude(approved_at=None)

    def binding(self) -> "ApprovalQuerySet":
        """While one is open, and once one is approved, minutes and decisions stay as they are."""
        return self.filter(Q(settled_at=None) | Q(approved_at__isnull=False))


class Approval(models.Model):
    """A round of the written procedure: minutes and decisions as they were circulated, and until when to answer.

    They are approved when no member has objected by the end of `closes_on`, or all have approved before. `content` is
    what `meetings.minutes.circulated` writes and reads.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="approvals", verbose_name=_("meeting"))
    round = models.PositiveSmallIntegerField(_("round"))
    content: Any = models.JSONField()
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    closes_on = models.DateField(_("last day to answer"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval of minutes")
        verbose_name_plural = _("approvals of minutes")
        ordering = ["meeting", "-round"]
        constraints = [models.UniqueConstraint(fields=["meeting", "round"], name="meetings_approval_round")]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.round})"

    def get_absolute_url(self) -> str:
        return reverse("meetings:approval", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        """The secretariat closed it before its last day had passed; an objection closes it after that day alone."""
        if self.settled_at is None or self.approved_at is not None:
            return False
        return timezone.localdate(self.settled_at) <= self.closes_on


class ApprovalAnswerQuerySet(models.QuerySet["ApprovalAnswer"]):
    def visible_to(self, user: Anyone) -> "ApprovalAnswerQuerySet":
        return self.filter(approval__in=Approval.objects.visible_to(user).values("pk"))


class ApprovalAnswer(models.Model):
    """A state's answer to a round; the last one of each state counts, and the others stay."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="answers", verbose_name=_("approval"))
    state = models.ForeignKey(State, models.PROTECT, related_name="+", verbose_name=_("state"))
    approves = models.BooleanField(_("approves"))
    comment = models.TextField(_("comment"), blank=True)
    at = models.DateTimeField(_("answered"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = ApprovalAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a round of approval")
        verbose_name_plural = _("answers to rounds of approval")
        ordering = ["approval", "pk"]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.state_id}"
