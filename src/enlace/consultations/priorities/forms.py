from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Priority, ReviewOutcome
from enlace.consultations.priorities.adoption_actions import Chosen
from enlace.consultations.priorities.candidates import Candidate
from enlace.core.day_field import DayField
from enlace.core.texts import Texts, TextsFormField
from enlace.meetings.models import Session
from enlace.network.choices import NONE, Choices, by_name
from enlace.network.dated import day_in_words
from enlace.themes.forms import ThemesField

OWN_DAY = _("Left empty, the day of the session.")


class SessionField(forms.TypedChoiceField):
    """One of the sessions given, by meeting."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **kwargs)
        self.sessions: dict[int, Session] = {}

    def offer(self, sessions: Sequence[Session]) -> None:
        self.sessions = {one.pk: one for one in sessions}
        self.choices = [NONE, *_by_meeting(sessions)]

    def clean(self, value: Any) -> Session | None:
        return self.sessions.get(super().clean(value))


def _by_meeting(sessions: Sequence[Session]) -> Choices:
    groups: dict[str, Choices] = defaultdict(list)
    for one in sessions:
        groups[str(one.meeting.shown_title)].append((one.pk, f"{one.shown_title} ({day_in_words(one.day)})"))
    return list(groups.items())


class ChallengeField(forms.TypedChoiceField):
    """One of those that the reader sees and that stand."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Challenge that it answers"), coerce=int, empty_value=None, **kwargs)
        self.challenges: dict[int, Challenge] = {}

    def offer(self, challenges: Sequence[Challenge]) -> None:
        self.challenges = {one.pk: one for one in challenges}
        self.choices = [NONE, *by_name((one.pk, str(one.shown_title)) for one in challenges)]

    def clean(self, value: Any) -> Challenge | None:
        return self.challenges.get(super().clean(value))


def offered_challenges(reader: Anyone) -> list[Challenge]:
    return list(Challenge.objects.visible_to(reader).standing())


class AdoptForm(forms.Form):
    """The session and, for each statement chosen, its words and the challenge that it answers."""

    session = SessionField(label=_("Session that adopted them"))
    adopted_on = DayField(label=_("Adopted on"), required=False, help_text=OWN_DAY)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        chosen: Sequence[Candidate],
        sessions: Sequence[Session],
        reader: Anyone,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["session"].offer(sessions)  # type: ignore[attr-defined]
        self.chosen = chosen
        nameless = any(not one.statement.is_priority for one in chosen)
        challenges = offered_challenges(reader) if nameless else []
        for one in chosen:
            pk = one.statement.pk
            self.fields[f"title_{pk}"] = TextsFormField(label=_("Wording"), max_length=300, initial=one.statement.text)
            if not one.statement.is_priority:
                field = self.fields[f"challenge_{pk}"] = ChallengeField()
                field.offer(challenges)

    def head(self) -> list[forms.BoundField]:
        return [self["session"], self["adopted_on"]]

    def parts(self) -> list[tuple[Candidate, list[forms.BoundField]]]:
        """Each statement with its own fields."""
        names = [(one, [f"title_{one.statement.pk}", f"challenge_{one.statement.pk}"]) for one in self.chosen]
        return [(one, [self[name] for name in own if name in self.fields]) for one, own in names]

    def adopting(self) -> list[Chosen]:
        """Of a form that is valid."""
        fields = self.cleaned_data
        return [
            Chosen(one.statement, fields[f"title_{one.statement.pk}"], fields.get(f"challenge_{one.statement.pk}"))
            for one in self.chosen
        ]


class WordingForm(forms.Form):
    title = TextsFormField(label=_("Priority"), max_length=300)
    text = TextsFormField(label=_("What it is about"), required=False, long=True)


class ChangePriorityForm(WordingForm):
    themes = ThemesField()


class AddPriorityForm(WordingForm):
    challenge = ChallengeField(help_text=_("It becomes public with the priority. If it is missing, propose it first."))
    session = SessionField(
        label=_("Session that adopted it"),
        help_text=_("If the meeting has no session on record, add one to its agenda first."),
    )
    adopted_on = DayField(label=_("Adopted on"), required=False, help_text=OWN_DAY)
    themes = ThemesField(help_text=_("None chosen: those of the challenge."))

    def __init__(self, data: QueryDict | None, *, sessions: Sequence[Session], reader: Anyone, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["session"].offer(sessions)  # type: ignore[attr-defined]
        self.fields["challenge"].offer(offered_challenges(reader))  # type: ignore[attr-defined]


class ReviewForm(WordingForm):
    session = SessionField(label=_("Session that reviewed it"))
    reviewed_on = DayField(label=_("Reviewed on"), required=False, help_text=OWN_DAY)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(value, capfirst(label)) for value, label in ReviewOutcome.choices],
        widget=forms.RadioSelect,
    )
    note = TextsFormField(
        label=_("Note"), max_length=500, required=False, help_text=_("Why, in a sentence or two. Everybody reads it.")
    )
    field_order = ["session", "reviewed_on", "outcome", "note", "title", "text"]

    def __init__(self, data: QueryDict | None, *, sessions: Sequence[Session], initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["session"].offer(sessions)  # type: ignore[attr-defined]
        self.fields["title"].help_text = _("Change the words only where it continues with another text.")


def change_initial(priority: Priority) -> dict[str, Any]:
    return {**wording_initial(priority), "themes": list(priority.themes.values_list("pk", flat=True))}


def wording_initial(priority: Priority) -> dict[str, Texts]:
    return {"title": priority.title, "text": priority.text}
