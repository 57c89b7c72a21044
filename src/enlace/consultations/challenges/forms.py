from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.consultations.models import Approach, Challenge
from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.network.audiences import Audience
from enlace.network.choices import state_choices
from enlace.network.models import State
from enlace.themes.forms import ThemesField


class ChallengeForm(forms.Form):
    """What a state says of a challenge."""

    title = TextsFormField(
        label=_("Challenge"),
        max_length=200,
        help_text=_("In one sentence. One language is enough; the secretariat adds the others."),
    )
    text = TextsFormField(label=_("What it is about"), required=False, long=True)
    approach = forms.ChoiceField(
        label=_("Level"),
        choices=[(value, capfirst(label)) for value, label in Approach.choices],
        help_text=_("At which level it would be answered."),
        widget=forms.RadioSelect,
    )
    themes = ThemesField()


class ProposeForm(ChallengeForm):
    """For the one state for which somebody acts; who acts for several chooses."""

    state = forms.TypedChoiceField(label=_("Proposed by"), coerce=int, empty_value=None)

    def __init__(self, *args: Any, states: list[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = {state.pk: state for state in states}
        if len(states) == 1:
            del self.fields["state"]
        else:
            self.fields["state"].choices = [(state.pk, state.name) for state in states]  # type: ignore[attr-defined]

    def clean_state(self) -> State | None:
        return self.states.get(self.cleaned_data["state"])

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        return {"state": next(iter(self.states.values()))} | fields if len(self.states) == 1 else fields


class SetChallengeForm(ChallengeForm):
    """What the secretariat sets beside."""

    state = forms.TypedChoiceField(
        label=_("Proposed by"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Left empty, the secretariat proposes it."),
    )
    proposed_on = DayField(label=_("Proposed on"), initial=today)
    audience = forms.ChoiceField(
        label=_("Who sees it"),
        choices=[(value, capfirst(label)) for value, label in Audience.choices if value != Audience.INVITED],
        initial=Audience.MEMBERS.value,
        help_text=_("Once an adopted priority answers it, everybody sees it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]

    def clean_state(self) -> State | None:
        return State.objects.filter(pk=self.cleaned_data["state"]).first()


def challenge_initial(challenge: Challenge) -> dict[str, Any]:
    return {
        "title": challenge.title,
        "text": challenge.text,
        "approach": challenge.approach,
        "state": challenge.state_id,
        "proposed_on": challenge.proposed_on,
        "audience": challenge.audience,
        "themes": list(challenge.themes.values_list("pk", flat=True)),
    }
