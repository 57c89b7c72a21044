from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.mechanisms.models.mechanisms import Mechanism
from enlace.meetings.audience import of_audience
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.themes.models import Theme

AUDIENCES = [(value, label) for value, label in Audience.choices if value in ("public", "network", "members")]


class Function(models.TextChoices):
    """What a national mechanism does; each is a field of `Mechanism` too."""

    RISK_ASSESSMENT = "risk_assessment", _("risk assessment and early warning")
    TRAINING = "training", _("training of civil servants")
    GROUPS_AT_RISK = "groups_at_risk", _("policies for groups at risk")
    PARTNERSHIPS = "partnerships", _("communication and partnerships")


class PracticeNoteQuerySet(models.QuerySet["PracticeNote"]):
    def visible_to(self, user: Anyone) -> "PracticeNoteQuerySet":
        """Cleared ones to their audience; drafts and withdrawn ones to those who hold a role for the state."""
        roles = roles_of(user)
        return self.filter((_cleared() & of_audience(roles)) | Q(state__in=roles.states))

    def cleared(self) -> "PracticeNoteQuerySet":
        return self.filter(_cleared())


def _cleared() -> Q:
    return Q(cleared_at__isnull=False, withdrawn_at=None)


class PracticeNote(models.Model):
    """What a state has learned and others may use: drafted by its focal point, cleared by its validator.

    A change to a note that is cleared makes it a draft again. Questions go to `contact_email`, which is never shown.
    """

    state = models.ForeignKey(State, models.PROTECT, related_name="practice_notes", verbose_name=_("state"))
    mechanism = models.ForeignKey(
        Mechanism,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="practice_notes",
        verbose_name=_("national mechanism"),
    )
    title = TextsField(_("title"), max_length=200)
    text = TextsField(_("what was learned"), max_length=4000, long=True)
    function = models.CharField(_("function"), max_length=20, choices=Function.choices, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="practice_notes", verbose_name=_("themes"))
    contact = TextsField(_("office that answers questions"), max_length=300, blank=True)
    contact_email = models.EmailField(_("e-mail of the office"), blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=AUDIENCES, default=Audience.MEMBERS)
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now, editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PracticeNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice note")
        verbose_name_plural = _("practice notes")
        ordering = ["-cleared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(cleared_at__isnull=False),
                name="mechanisms_practicenote_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:practice_note", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def is_cleared(self) -> bool:
        return self.cleared_at is not None and self.withdrawn_at is None


class NoteQuestionQuerySet(models.QuerySet["NoteQuestion"]):
    def visible_to(self, user: Anyone) -> "NoteQuestionQuerySet":
        """The two states, that of the note and that of who asked; nobody else."""
        states = roles_of(user).states
        return self.filter(Q(note__state__in=states) | Q(state__in=states))


class NoteQuestion(models.Model):
    """What one state asks another about a practice note, and the reply."""

    note = models.ForeignKey(PracticeNote, models.CASCADE, related_name="questions", verbose_name=_("practice note"))
    state = models.ForeignKey(State, models.PROTECT, related_name="+", verbose_name=_("state that asks"))
    text = models.TextField(_("question"), max_length=2000)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    reply = models.TextField(_("reply"), max_length=4000, blank=True)
    replied_at = models.DateTimeField(_("replied"), null=True, blank=True)
    replied_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoteQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question about a practice note")
        verbose_name_plural = _("questions about practice notes")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.note_id}/{self.pk}"
