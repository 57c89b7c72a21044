"""What is chosen in the list of publications, what is to be done with it, and how it is undone."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.library.cataloguing.bulk_actions import DEEDS, Outcome
from enlace.library.cataloguing.form_fields import labelled
from enlace.library.cataloguing.forms import CollectionChoice
from enlace.library.cataloguing.selection import NO_COLLECTION, STATES
from enlace.library.cataloguing.shelves import collection_choices
from enlace.library.models import AUDIENCES, Licence
from enlace.themes.models import Theme

SCOPES = ("marked", "page", "all")
SALT = "library.bulk"
MOST = 5000
STATE_NAMES: dict[str, Any] = {
    "unconfirmed": _("to be confirmed"),
    "draft": _("drafts"),
    "published": _("published"),
    "withdrawn": _("withdrawn"),
}


class SelectionForm(forms.Form):
    words = forms.CharField(label=_("Words of the title"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Stage"), required=False, choices=[])
    collection = forms.ChoiceField(label=_("Collection"), required=False, choices=[])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[])

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = [("", _("All")), *labelled((name, STATE_NAMES[name]) for name in STATES)]
        fields["collection"].choices = [("", _("All")), (NO_COLLECTION, _("in none")), *collection_choices()]
        fields["language"].choices = [("", _("All")), *labelled(languages)]


class ThemeChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Theme) -> str:
        return str(obj)


class BulkForm(forms.Form):
    """The value that belongs to the button which was pressed; the others may stay empty."""

    collection = CollectionChoice(label=_("Collection"), empty_label=_("choose"))
    theme = ThemeChoice(Theme.objects.all(), label=_("Theme"), required=False, empty_label=_("choose"))
    audience = forms.ChoiceField(label=_("Audience"), required=False, choices=[])
    licence = forms.ChoiceField(label=_("Licence"), required=False, choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["audience"].choices = [("", _("choose")), *labelled(AUDIENCES)]
        fields["licence"].choices = [("", _("choose")), *labelled(Licence.choices)]
        named = [(str(one.pk), str(one)) for one in Theme.objects.all()]
        fields["theme"].choices = [("", _("choose")), *sorted(named, key=lambda one: one[1].casefold())]

    @property
    def deeds(self) -> list[dict[str, Any]]:
        """The fields with a value to choose, each with the words of its button."""
        verbs: dict[str, Any] = {
            "collection": _("Put into this collection"),
            "theme": _("Add this theme"),
            "audience": _("Set this audience"),
            "licence": _("Set this licence"),
        }
        return [{"field": self[name], "verb": verb} for name, verb in verbs.items()]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        data: Any = self.data
        deed, scope = data.get("deed", ""), data.get("scope", "marked")
        if deed not in DEEDS or scope not in SCOPES:
            raise ValidationError(_("Choose what is to be done."))
        return fields | {"deed": deed, "scope": scope, "value": fields.get(deed) or None}


def numbers_in(text: str) -> list[int]:
    """Of `1,2,3`; what is no number is left out."""
    return [int(part) for part in text.split(",")[:MOST] if part.isdecimal() and len(part) < 19]


def sealed(outcome: Outcome) -> str:
    """What undoing needs, so that nobody can change it on the way."""
    value = getattr(outcome.value, "pk", outcome.value)
    before = [[pk, outcome.before[pk]] for pk in outcome.done]
    return signing.dumps({"deed": outcome.deed, "value": value, "before": before}, salt=SALT, compress=True)


def opened(seal: str) -> tuple[str, Any, dict[int, Any]]:
    """Deed, value as it was sealed, and what was before. Raises ValidationError for what is none of ours."""
    try:
        kept = signing.loads(seal, salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature as error:
        raise ValidationError(_("This can be undone within a day only. Change them in the list instead.")) from error
    return kept["deed"], kept["value"], {int(pk): old for pk, old in kept["before"]}
