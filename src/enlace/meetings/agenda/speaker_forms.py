from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import TextsFormField
from enlace.meetings.agenda.forms import in_capitals
from enlace.meetings.models import Speaker, SpeakerPart
from enlace.meetings.models.agenda import SpeakerSector
from enlace.network.choices import organisation_choices, state_choices
from enlace.network.models import Organisation, Person, State


class SpeakerForm(forms.Form):
    """`person` is asked of those who may open people's pages alone; otherwise it stays as it is."""

    part = forms.ChoiceField(label=_("Part"), choices=in_capitals(SpeakerPart.choices), initial=SpeakerPart.SPEAKER)
    shown_as = TextsFormField(
        label=_("Shown as"),
        max_length=250,
        help_text=_("As agreed with them: the office, e.g. Director for Human Rights, and the name if they wish."),
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[("", "—"), *in_capitals(SpeakerSector.choices)])
    state = forms.ModelChoiceField(State.objects.all(), label=_("State"), required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.all(), label=_("Organisation"), required=False)
    person = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Person in the directory"),
        required=False,
        empty_label="—",
        help_text=_("Never shown from here. They see this session, and are told when it changes."),
    )

    def __init__(self, editor: Anyone, *args: Any, speaker: Speaker | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", speaker_initial(speaker) if speaker else {})
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]
        self.fields["organisation"].choices = organisation_choices()  # type: ignore[attr-defined]
        people = Person.objects.visible_to(editor).filter(erased_at=None)
        hidden = speaker is not None and speaker.person_id and not people.filter(pk=speaker.person_id).exists()
        if hidden or not people.exists():
            del self.fields["person"]
        else:
            self.fields["person"].queryset = people  # type: ignore[attr-defined]


def speaker_initial(speaker: Speaker) -> dict[str, Any]:
    return {
        "part": speaker.part,
        "shown_as": speaker.shown_as,
        "sector": speaker.sector,
        "state": speaker.state_id,
        "organisation": speaker.organisation_id,
        "person": speaker.person_id,
    }
