from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Priority, Statement
from enlace.consultations.statements.pasted import statements_in
from enlace.consultations.statements.queries import Lacking, reviewable_priorities
from enlace.consultations.statements.wording import LONGEST
from enlace.core.languages import current_language, languages
from enlace.core.texts import TextsFormField

READ = _("I have read these words, and they are right")
ONE_A_LINE = _("One statement a line. Numbers and dashes before them are left out.")


class LanguageField(forms.ChoiceField):
    """One of the network's, first the reader's own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("initial", current_language)
        super().__init__(choices=lambda: [(one.code, one.name) for one in languages()], **kwargs)


class ChallengeField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Priority: challenge that it answers"))
        kwargs.setdefault("empty_label", _("none: it is no priority"))
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text",
            _("Whoever agrees with a priority is also asked how important it is and at which levels they would act."),
        )
        super().__init__(Challenge.objects.standing(), **kwargs)

    def label_from_instance(self, obj: Challenge) -> str:
        return f"{obj.shown_title} ({obj.get_approach_display()})"


class StatementForm(forms.Form):
    """`fixed`: languages whose words were answered and stay."""

    text = TextsFormField(
        label=_("Statement"),
        max_length=LONGEST,
        help_text=_("One thought, so that nobody agrees with one half and disagrees with the other."),
    )
    challenge = ChallengeField()

    def __init__(self, *args: Any, fixed: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.fields["text"].widget.widgets:
            if part.attrs.get("lang") in fixed:
                part.attrs["readonly"] = True
        kept = self.initial.get("challenge")
        field: Any = self.fields["challenge"]
        if isinstance(kept, Challenge):
            field.queryset = Challenge.objects.standing() | Challenge.objects.filter(pk=kept.pk)
        if fixed:
            field.disabled = True


class AcceptForm(StatementForm):
    partial = forms.BooleanField(
        label=_("Show it without the missing languages for now"),
        required=False,
        help_text=_("Those who read another language see it in the one that there is, and are told so."),
    )


class RejectForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class PasteForm(forms.Form):
    statements = forms.CharField(label=_("Statements"), help_text=ONE_A_LINE, widget=forms.Textarea(attrs={"rows": 8}))
    language = LanguageField(label=_("Language of these statements"))

    def clean_statements(self) -> list[str]:
        return statements_in(self.cleaned_data["statements"])


class ProposeForm(forms.Form):
    text = forms.CharField(
        label=_("Your statement"),
        max_length=LONGEST,
        help_text=_("One sentence with which others can agree or disagree. Name no person."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = LanguageField(label=_("Language in which it is written"))


class PrioritiesForm(forms.Form):
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(), label=_("Priorities"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, consultation: Consultation, reader: Anyone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["priorities"]
        field.queryset = reviewable_priorities(consultation, reader)
        field.label_from_instance = lambda one: f"{one.shown_title} ({capfirst(str(one.challenge.shown_title))})"


class TranslateForm(forms.Form):
    """A field for each statement and each language that it lacks, named `text_12_pt`; an empty one stays missing.

    A draft counts once somebody has changed it or has ticked `read_12`, that they read the words of this statement.
    """

    def __init__(self, *args: Any, lacking: Lacking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.code: one.name for one in languages()}
        self.places: dict[str, tuple[int, str]] = {}
        for statement, code in lacking.places:
            name = f"text_{statement.pk}_{code}"
            self.places[name] = statement.pk, code
            self.fields[name] = forms.CharField(
                label=names[code],
                required=False,
                max_length=LONGEST,
                initial=lacking.drafts.get((statement.pk, code), ""),
                show_hidden_initial=True,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )
        for one in lacking.statements:
            self.fields[f"read_{one.pk}"] = forms.BooleanField(label=READ, required=False)

    def texts(self) -> dict[int, dict[str, str]]:
        """id of a statement → language → what was written."""
        found: dict[int, dict[str, str]] = {}
        for name, (pk, code) in self.places.items():
            if name in self.changed_data or self.cleaned_data.get(f"read_{pk}"):
                found.setdefault(pk, {})[code] = self.cleaned_data[name]
        return found

    def fields_of(self, statement: Statement) -> list[forms.BoundField]:
        names = [name for name, (pk, _code) in self.places.items() if pk == statement.pk]
        return [self[name] for name in (*names, f"read_{statement.pk}")]
