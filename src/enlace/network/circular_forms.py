from collections import defaultdict
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.core.texts import TextsFormField
from enlace.network.audiences import Audience, roles_within
from enlace.network.choices import Choices
from enlace.network.models import Circular, Person
from enlace.network.standing import giving_rights_on, part_in_words


class CircularForm(forms.Form):
    """`invited` offers those who play a part today; it counts for the audience of those named alone."""

    title = TextsFormField(label=_("Title"), max_length=200)
    text = TextsFormField(label=_("Text"), required=False, long=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in self.fields["text"].widget.widgets:
            part.attrs["rows"] = 9
        audiences = [(value, capfirst(label)) for value, label in Audience.choices]
        self.fields["audience"] = forms.ChoiceField(
            label=_("For whom"), choices=audiences, initial=Audience.MEMBERS.value
        )
        self.fields["invited"] = forms.TypedMultipleChoiceField(
            label=_("Those named"),
            choices=people_choices(),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean_invited(self) -> list[Person]:
        return list(Person.objects.filter(pk__in=self.cleaned_data["invited"]))


def circular_initial(circular: Circular) -> dict[str, Any]:
    return {
        "title": circular.title,
        "text": circular.text,
        "audience": circular.audience,
        "invited": list(circular.invited.values_list("pk", flat=True)),
    }


def people_choices() -> Choices:
    """Those who may be named, with their parts, by state and organisation and then by name. One query."""
    mandates = giving_rights_on(today()).filter(role__in=roles_within(Audience.INVITED), person__erased_at=None)
    bodies: dict[int, str] = {}
    labels: dict[int, list[str]] = defaultdict(list)
    for mandate in mandates.select_related("person", "state", "organisation"):
        bodies.setdefault(mandate.person_id, str(mandate.state or mandate.organisation or ""))
        labels[mandate.person_id] = [*(labels[mandate.person_id] or [str(mandate.person)]), part_in_words(mandate)]
    in_order = sorted(labels, key=lambda person: (plain(bodies[person]), plain(labels[person][0])))
    return [(person, ", ".join(dict.fromkeys(labels[person]))) for person in in_order]
