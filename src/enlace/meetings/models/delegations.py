from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.meetings.models.agenda import Session
from enlace.meetings.models.meetings import Meeting
from enlace.network.models import Organisation, Person, State
from enlace.network.roles import Roles, roles_of


def _own(roles: Roles, way: str = "") -> Q:
    """Of the states and observers for which somebody plays a part; `way` leads to the delegation."""
    return Q(**{f"{way}state__in": roles.states}) | Q(**{f"{way}organisation__in": roles.organisations})


def _organised(user: Anyone, way: str = "") -> Q:
    return Q(**{f"{way}meeting__in": Meeting.objects.organised_by(user).values("pk")})


class Answer(models.TextChoices):
    COMING = "coming", _("takes part")
    NOT_COMING = "not_coming", _("does not take part")


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: Anyone) -> "DelegationQuerySet":
        """Members see who is invited and comes; an observer their own."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        seen = _own(roles)
        if roles.is_member:
            seen |= Q(meeting__in=Meeting.objects.visible_to(user).values("pk"))
        return self.filter(seen | _organised(user))

    def of_states(self) -> "DelegationQuerySet":
        return self.filter(state__isnull=False)

    def of_observers(self) -> "DelegationQuerySet":
        return self.filter(organisation__isnull=False)

    def silent(self) -> "DelegationQuerySet":
        """Invited, and not a word yet."""
        return self.exclude(invited_at=None).filter(answer="")

    def approved(self) -> "DelegationQuerySet":
        return self.exclude(approved_at=None)


class Delegation(models.Model):
    """A member state or an observer at a meeting, from its invitation on.

    `submitted_at` is when whoever named it said that it is complete, `approved_at` when its focal point or validator
    approved it; naming somebody else takes both back. `sent_back_why` is what whoever approves asked to have changed.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="delegations", verbose_name=_("meeting"))
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("state")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="delegations", verbose_name=_("observer")
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("approved by")
    )
    sent_back_why = models.TextField(_("why it was sent back"), max_length=500, blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__isnull=False, organisation__isnull=True)
                | Q(state__isnull=True, organisation__isnull=False),
                name="meetings_delegation_of_one",
            ),
            models.UniqueConstraint(fields=["meeting", "state"], name="meetings_delegation_state"),
            models.UniqueConstraint(fields=["meeting", "organisation"], name="meetings_delegation_organisation"),
        ]

    def __str__(self) -> str:
        return self.body

    def get_absolute_url(self) -> str:
        return reverse("meetings:delegation", args=[self.pk])

    @property
    def body(self) -> str:
        """The name of the state or the observer."""
        return str(self.state or self.organisation or "")


class DelegateQuerySet(models.QuerySet["Delegate"]):
    def visible_to(self, user: Anyone) -> "DelegateQuerySet":
        """Members see who comes in the approved delegations of states; an observer their own; everybody themself."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        seen = _own(roles, "delegation__") | _organised(user, "delegation__")
        if user.is_authenticated:
            seen |= Q(person__user=user.pk)
        if roles.is_member:
            meetings = Meeting.objects.visible_to(user).values("pk")
            approved = Q(delegation__state__isnull=False, delegation__approved_at__isnull=False, withdrawn_at=None)
            seen |= approved & Q(delegation__meeting__in=meetings)
        return self.filter(seen)

    def named(self) -> "DelegateQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def taking_part(self) -> "DelegateQuerySet":
        """Not withdrawn, of a delegation that was approved."""
        return self.filter(withdrawn_at=None, delegation__approved_at__isnull=False)

    def registered(self) -> "DelegateQuerySet":
        return self.exclude(registered_at=None)


class TakesPart(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    REMOTE = "remote", _("at a distance")


class Delegate(models.Model):
    """Somebody of a delegation. Who does not sign in registers by a link of their own, of which the hash is kept."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="delegates", verbose_name=_("delegation"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="delegated", verbose_name=_("person"))
    office = TextsField(_("office"), blank=True, max_length=200)
    is_head = models.BooleanField(_("heads the delegation"), default=False)
    takes_part = models.CharField(_("takes part"), max_length=10, choices=TakesPart.choices, blank=True)
    registration_hash = models.CharField(max_length=64, blank=True, editable=False)
    registered_at = models.DateTimeField(_("registered"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    checked_in_at = models.DateTimeField(_("checked in"), null=True, blank=True, editable=False)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["-is_head", "pk"]
        constraints = [models.UniqueConstraint(fields=["delegation", "person"], name="meetings_delegate_once")]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("meetings:delegation", args=[self.delegation_id])

    @property
    def shown_office(self) -> Text:
        return self.office.in_language()


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, user: Anyone) -> "NeedQuerySet":
        """Those who organise the meeting, the delegation's own people, and the delegate."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        own = Q(delegate__person__user=user.pk) if user.is_authenticated else Q(pk__in=[])
        way = "delegate__delegation__"
        return self.filter(own | _own(roles, way) | _organised(user, way))


class Need(models.Model):
    """What a delegate needs in order to take part: of their health, so it is forgotten after the meeting."""

    delegate = models.OneToOneField(Delegate, models.CASCADE, related_name="need", verbose_name=_("delegate"))
    access = models.CharField(_("access"), max_length=300, blank=True)
    diet = models.CharField(_("diet"), max_length=300, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("needs of a delegate")
        verbose_name_plural = _("needs of delegates")

    def __str__(self) -> str:
        return f"{self.delegate_id}"


class Presence(models.TextChoices):
    PRESENT = "present", _("present")
    REMOTE = "remote", _("at a distance")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Anyone) -> "AttendanceQuerySet":
        """As the delegation and the session are."""
        delegations = Delegation.objects.visible_to(user).values("pk")
        sessions = Session.objects.visible_to(user).values("pk")
        return self.filter(delegation__in=delegations, session__in=sessions)

    def there(self) -> "AttendanceQuerySet":
        return self.filter(presence__in=(Presence.PRESENT, Presence.REMOTE))


class Attendance(models.Model):
    """Whether a delegation was there in a session: of delegations, not of people."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances", verbose_name=_("session"))
    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="attendances", verbose_name=_("delegation"))
    presence = models.CharField(_("presence"), max_length=10, choices=Presence.choices)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [models.UniqueConstraint(fields=["session", "delegation"], name="meetings_attendance_once")]

    def __str__(self) -> str:
        return f"{self.delegation_id} {self.session_id} {self.presence}"
