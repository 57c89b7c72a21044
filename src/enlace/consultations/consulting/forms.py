from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.consultations.consulting.checking import READERS
from enlace.consultations.models import AnsweredBy, Attribution, Consultation, Standing, VoiceOf
from enlace.consultations.statements.forms import ONE_A_LINE, LanguageField
from enlace.consultations.statements.pasted import statements_in
from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.themes.forms import ThemesField

USUAL = timedelta(days=21)
LINES = 6


def usual_end() -> date:
    return today() + USUAL


class MeetingField(forms.ModelChoiceField):
    """Those ahead, and the one that is chosen already."""

    def __init__(self, **kwargs: Any) -> None:
        empty = _("none")
        super().__init__(
            Meeting.objects.all(),
            label=_("Meeting that it prepares"),
            required=False,
            empty_label=empty,
            **kwargs,
        )

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.shown_title}, {obj.days_in_words}"


def _only_ahead(field: Any, chosen: Meeting | None) -> None:
    ahead = Meeting.objects.filter(ends_on__gte=today(), cancelled_at=None)
    kept = Meeting.objects.filter(pk=chosen.pk) if chosen else Meeting.objects.none()
    field.queryset = (ahead | kept).order_by("begins_on", "pk")


def _choices(choices: Any, *, only: Any = None) -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in choices if only is None or value in only]


class ConsultationForm(forms.Form):
    """All of a draft. `started`: it takes answers already; `opened`: what was promised stays."""

    question = TextsFormField(
        label=_("Question"), max_length=300, help_text=_("The title of the consultation, as a question.")
    )
    text = TextsFormField(
        label=_("Introduction"), required=False, long=True, help_text=_("Why it is asked, and what becomes of it.")
    )
    meeting = MeetingField()
    opens_on = DayField(label=_("First day"), initial=today)
    closes_on = DayField(
        label=_("Last day"), initial=usual_end, help_text=_("Answers are taken until the end of this day.")
    )
    answered_by = forms.ChoiceField(
        label=_("Who may answer"),
        choices=_choices(AnsweredBy.choices),
        initial=AnsweredBy.MEMBERS.value,
        widget=forms.RadioSelect,
    )
    voice_of = forms.ChoiceField(
        label=_("Voices"),
        choices=_choices(VoiceOf.choices),
        initial=VoiceOf.STATE.value,
        widget=forms.RadioSelect,
        help_text=_("One state, one voice: an observer that may answer has one voice too."),
    )
    attribution = forms.ChoiceField(
        label=_("Answers are"),
        choices=[
            (Attribution.ATTRIBUTED.value, _("Attributed: the secretariat sees them now, members with the result")),
            (Attribution.ANONYMOUS.value, _("Anonymous: nobody ever sees who answered what")),
        ],
        initial=Attribution.ATTRIBUTED.value,
        widget=forms.RadioSelect,
        help_text=_("Only attributed answers tell which states could work together."),
    )
    takes_statements = forms.BooleanField(
        label=_("Participants may propose statements, which the secretariat reads first"), required=False, initial=True
    )
    audience = forms.ChoiceField(
        label=_("Who reads the result"),
        choices=_choices(Audience.choices, only=READERS),
        initial=Audience.MEMBERS.value,
    )
    themes = ThemesField()

    def __init__(self, *args: Any, opened: bool = False, started: bool = False, over: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _only_ahead(self.fields["meeting"], self.initial.get("meeting"))
        for part in self.fields["text"].widget.widgets:
            part.attrs["rows"] = LINES
        dropped = ["answered_by", "voice_of", "attribution"] if opened else []
        dropped += ["opens_on"] if started or over else []
        dropped += ["closes_on", "takes_statements"] if over else []
        for name in dropped:
            del self.fields[name]


class AddConsultationForm(ConsultationForm):
    statements = forms.CharField(
        label=_("First statements"), required=False, help_text=ONE_A_LINE, widget=forms.Textarea(attrs={"rows": 10})
    )
    language = LanguageField(label=_("Language of these statements"))

    def clean_statements(self) -> list[str]:
        return statements_in(self.cleaned_data["statements"])


class CopyConsultationForm(forms.Form):
    opens_on = DayField(label=_("First day"))
    closes_on = DayField(label=_("Last day"), help_text=_("Answers are taken until the end of this day."))
    meeting = MeetingField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _only_ahead(self.fields["meeting"], None)


def form_for(consultation: Consultation, data: Any) -> ConsultationForm:
    """With the fields that can still change."""
    standing = consultation.standing
    return ConsultationForm(
        data,
        initial={name: _value(consultation, name) for name in ConsultationForm.base_fields},
        opened=standing != Standing.DRAFT,
        started=standing == Standing.OPEN,
        over=consultation.is_over,
    )


def _value(consultation: Consultation, name: str) -> Any:
    value = getattr(consultation, name)
    return list(value.values_list("pk", flat=True)) if name == "themes" else value
