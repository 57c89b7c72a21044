from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.mechanisms.models.mechanisms import Mechanism
from enlace.network.roles import roles_of


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: Anyone) -> "EditionQuerySet":
        """Closed ones to everybody; an open one to the states too; the secretariat sees those in preparation."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        return self.filter(opened_at__isnull=False) if roles.is_member else self.closed()

    def open(self) -> "EditionQuerySet":
        return self.filter(opened_at__isnull=False, closed_at=None)

    def closed(self) -> "EditionQuerySet":
        return self.filter(closed_at__isnull=False)


class Edition(models.Model):
    """A round in which the states confirm or change what the register says; once closed it never changes.

    In preparation → open (every mechanism has its questionnaire) → closed. At most one is open at a time.
    """

    title = TextsField(_("title"), max_length=200)
    due_on = models.DateField(_("answers until"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-closed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="mechanisms_edition_closed_after_open",
            ),
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(opened_at__isnull=False, closed_at__isnull=True),
                name="mechanisms_edition_one_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:edition", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: Anyone) -> "EntryQuerySet":
        """What was published then, to everybody; the others to the secretariat and to their own state."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        return self.filter(Q(public=True) | Q(mechanism__state__in=roles.states))


class Entry(models.Model):
    """What an edition says of a mechanism, as it was known when the edition was closed. It never changes.

    `facts` as `register.facts.facts_of` gives them, with the names of the state as they were then, in each language;
    `verified` as the mechanism had it. The contact stands in `facts` only if it was public.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="entries", verbose_name=_("edition"))
    mechanism = models.ForeignKey(
        Mechanism, models.PROTECT, related_name="entries", verbose_name=_("national mechanism")
    )
    facts = models.JSONField(default=dict)
    verified = models.JSONField(default=dict)
    answered = models.BooleanField(_("the state answered"), default=False)
    public = models.BooleanField(_("public"), default=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of an edition")
        verbose_name_plural = _("entries of an edition")
        ordering = ["edition", "mechanism"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "mechanism"], name="mechanisms_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.mechanism_id}"

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:entry", args=[self.edition_id, self.mechanism_id])


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, user: Anyone) -> "QuestionnaireQuerySet":
        """Those who hold a role for its state; the secretariat what the validator has cleared, and that it was sent."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        return self.filter(mechanism__state__in=roles.states)


class Questionnaire(models.Model):
    """What a state says of its mechanism in an edition: drafted, submitted, cleared, accepted.

    What is asked back on a field (`FieldQuestion`) opens it again: `submitted_at` and `cleared_at` are then empty.
    Who may read the answers: those of the state always, the secretariat from `cleared_at` on.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="questionnaires", verbose_name=_("edition"))
    mechanism = models.ForeignKey(
        Mechanism, models.CASCADE, related_name="questionnaires", verbose_name=_("national mechanism")
    )
    sent_at = models.DateTimeField(_("sent"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted to be cleared"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True, editable=False)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["edition", "mechanism"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "mechanism"], name="mechanisms_questionnaire_once"),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(submitted_at__isnull=False),
                name="mechanisms_questionnaire_cleared",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(cleared_at__isnull=False),
                name="mechanisms_questionnaire_accepted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.mechanism_id}"

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:questionnaire", args=[self.pk])

    @property
    def state_id(self) -> int | None:
        return self.mechanism.state_id


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: Anyone) -> "AnswerQuerySet":
        """The state's until it is cleared; then the secretariat's too."""
        roles = roles_of(user)
        own = Q(questionnaire__mechanism__state__in=roles.states)
        return self.filter(own | Q(questionnaire__cleared_at__isnull=False)) if roles.is_secretary else self.filter(own)


class Answer(models.Model):
    """What a state says of one field: confirmed as it stood, or changed to `value` (as `register.facts` writes it).

    `revision` counts its changes: who saves over another's newer one is told, and nothing is lost.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="answers", verbose_name=_("questionnaire")
    )
    field = models.CharField(_("field"), max_length=40)
    changed = models.BooleanField(_("changed"), default=False)
    value = models.JSONField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["questionnaire", "pk"]
        constraints = [models.UniqueConstraint(fields=["questionnaire", "field"], name="mechanisms_answer_once")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}/{self.field}"


class FieldQuestionQuerySet(models.QuerySet["FieldQuestion"]):
    def visible_to(self, user: Anyone) -> "FieldQuestionQuerySet":
        """To those of the state; the secretariat sees what it asked itself, not why a validator sent one back."""
        roles = roles_of(user)
        own = Q(questionnaire__mechanism__state__in=roles.states)
        return self.filter(own | ~Q(field="")) if roles.is_secretary else self.filter(own)

    def open(self) -> "FieldQuestionQuerySet":
        return self.filter(answered_at=None)


class FieldQuestion(models.Model):
    """What the secretariat asks back on one field of a questionnaire that was cleared.

    Without a field it is why the validator of the state sent the questionnaire back, which is the state's alone.
    """

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions", verbose_name=_("questionnaire")
    )
    field = models.CharField(_("field"), max_length=40)
    text = models.TextField(_("question"), max_length=2000)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects = FieldQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question on a field")
        verbose_name_plural = _("questions on fields")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.questionnaire_id}/{self.field}"
