from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment
from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.partial_date_field import PartialDateField
from enlace.core.texts import TextsFormField
from enlace.files.forms import PrivateFileField
from enlace.library.cataloguing.described import CLEANED
from enlace.library.cataloguing.form_fields import LanguageField, RecordsField, labelled
from enlace.library.cataloguing.form_parts import PartedForm
from enlace.library.cataloguing.links import MODELS, linked_to, records_at
from enlace.library.models import AUDIENCES, Collection, Licence, Publication, PublicationKind
from enlace.mechanisms.models import Mechanism
from enlace.meetings.models import Meeting, Session
from enlace.network.models import State
from enlace.themes.forms import ThemesField

OFFERED_COMMITMENTS = 60
NUMBERS = ("publisher", "place", "series", "number", "isbn", "issn", "doi")


class CollectionChoice(forms.ModelChoiceField):
    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"label": _("Collection"), "required": False, "empty_label": _("none yet")}
        super().__init__(Collection.objects.all(), **defaults | options)

    def label_from_instance(self, obj: Collection) -> str:
        return str(obj.shown_name)


class PublicationForm(PartedForm):
    """What is said of a publication. `is_being_written`: shown again while a line was moved, without finding fault."""

    folds: ClassVar[dict[Any, tuple[str, ...]]] = {
        _("Subtitle"): ("subtitle",),
        _("Themes"): ("themes",),
        _("States concerned"): ("states",),
        _("Publisher, series, numbers and licence"): (*NUMBERS, "licence"),
        _("Meetings, sessions, commitments and mechanisms to which it belongs"): (
            "meetings",
            "sessions",
            "commitments",
            "mechanisms",
            "addresses",
        ),
    }
    at_the_end: ClassVar[tuple[str, ...]] = ("audience", "language", "file")

    title = TextsFormField(
        label=_("Title"),
        max_length=400,
        help_text=_("In the languages in which it has one. One is enough; it is shown to all."),
    )
    subtitle = TextsFormField(label=_("Subtitle"), required=False, max_length=400)
    kind = forms.ChoiceField(label=_("Kind"), choices=PublicationKind.choices)
    issued = PartialDateField()
    collection = CollectionChoice()
    abstract = TextsFormField(label=_("Abstract"), required=False, long=True)
    themes = ThemesField()
    states = RecordsField(State, _("States concerned"))
    publisher = forms.CharField(label=_("Published by"), required=False, max_length=250)
    place = forms.CharField(label=_("Place of publication"), required=False, max_length=120)
    series = forms.CharField(
        label=_("Series"),
        required=False,
        max_length=250,
        help_text=_("Of an article the journal in which it stands, of a chapter the book."),
    )
    number = forms.CharField(
        label=_("Number in the series"),
        required=False,
        max_length=40,
        help_text=_("Of an article as in 7(1) for volume and issue, or 12."),
    )
    isbn = forms.CharField(label="ISBN", required=False, max_length=60)
    issn = forms.CharField(label="ISSN", required=False, max_length=60)
    doi = forms.CharField(
        label="DOI", required=False, max_length=260, help_text=_("As in 10.1000/182; its address may be pasted too.")
    )
    licence = forms.ChoiceField(label=_("Licence"), required=False, choices=[])
    meetings = RecordsField(Meeting, _("Meetings"))
    sessions = RecordsField(Session, _("Sessions"))
    commitments = RecordsField(Commitment, _("Commitments"))
    mechanisms = RecordsField(Mechanism, _("National mechanisms"))
    addresses = forms.CharField(
        label=_("Further sessions or commitments, by address"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The address of the page of each, one on a line."),
    )
    audience = forms.ChoiceField(
        label=_("Who reads it once it is published"), choices=AUDIENCES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, reader: Anyone, publication: Publication | None = None, **kwargs: Any) -> None:
        self.is_being_written = kwargs.pop("is_being_written", False)
        self.reader = reader
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["states"].offer(State.objects.all(), self.initial.get("states") or ())
        fields["kind"].choices = labelled(PublicationKind.choices)
        fields["audience"].choices = labelled(AUDIENCES)
        fields["licence"].choices = [("", _("not known")), *labelled(Licence.choices)]
        self._offer_links(linked_to(publication))

    def _offer_links(self, linked: Mapping[str, set[int]]) -> None:
        """Meetings that have begun, all mechanisms; else what it is linked to, with what is near to that or recent."""
        fields: Any = self.fields
        meetings = Meeting.objects.visible_to(self.reader)
        begun = set(meetings.filter(begins_on__lte=today(), cancelled_at=None).values_list("pk", flat=True))
        fields["meetings"].offer(meetings.filter(pk__in=begun | linked["meetings"]), linked["meetings"])
        sessions = Session.objects.visible_to(self.reader)
        beside = set(sessions.filter(meeting__in=linked["meetings"]).values_list("pk", flat=True))
        sent = self._sent("sessions")
        fields["sessions"].offer(sessions.filter(pk__in=beside | linked["sessions"] | sent), linked["sessions"])
        commitments = Commitment.objects.visible_to(self.reader)
        recent = set(commitments.standing().order_by("-pk").values_list("pk", flat=True)[:OFFERED_COMMITMENTS])
        offered = recent | linked["commitments"] | self._sent("commitments")
        fields["commitments"].offer(commitments.filter(pk__in=offered), linked["commitments"])
        fields["mechanisms"].offer(Mechanism.objects.visible_to(self.reader), linked["mechanisms"])

    def _sent(self, name: str) -> set[int]:
        data: Any = self.data
        return {int(one) for one in data.getlist(name) if one.isdecimal() and len(one) < 19} if self.is_bound else set()

    def full_clean(self) -> None:
        if self.is_being_written:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def clean_addresses(self) -> dict[str, list[Any]]:
        return records_at(self.cleaned_data["addresses"].splitlines(), self.reader)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        for name, clean in CLEANED.items():
            try:
                fields[name] = clean(fields.get(name, ""))
            except ValidationError as error:
                add_errors(self, error)
        further = fields.pop("addresses", None) or {}
        for name in MODELS:
            if name in fields:
                fields[name] = list(dict.fromkeys([*fields[name], *further.get(name, ())]))
        return fields


class NewPublicationForm(PublicationForm):
    """With its first file, if there is one already."""

    language = LanguageField(required=False)
    file = PrivateFileField(required=False, label=_("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].offer(empty=_("choose a language"))

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("file") and not fields.get("language") and "language" not in self.errors:
            self.add_error("language", ValidationError(_("Choose the language in which the file is written.")))
        return fields


def initial_of(publication: Publication) -> dict[str, Any]:
    plain_fields = (*NUMBERS, "title", "subtitle", "abstract", "kind", "issued", "licence", "audience")
    lists = ("themes", "states", *MODELS)
    return (
        {name: getattr(publication, name) for name in plain_fields}
        | {"collection": publication.collection_id}
        | {name: list(getattr(publication, name).values_list("pk", flat=True)) for name in lists}
    )


class LanguageChangeForm(forms.Form):
    """In which language a file is written."""

    language = LanguageField()
    code = forms.CharField(
        label=_("Or its code"),
        required=False,
        max_length=12,
        help_text=_("Of a language that the list does not name: two or three letters (ISO 639), as in mam."),
    )

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["language"].offer(chosen)
        fields["language"].required = False

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        return fields | {"language": fields.pop("code", "") or fields.get("language", "")}


class LanguageVersionForm(LanguageChangeForm):
    """A further language of a publication, with its file."""

    file = PrivateFileField(required=False)


class JoinForm(forms.Form):
    """`into` is the number of a publication, chosen from those found."""

    into = forms.ChoiceField(label=_("Publication to which it belongs"), widget=forms.RadioSelect, choices=[])
    as_new_version = forms.BooleanField(
        label=_("A language that is there already becomes its newest version"), required=False
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["into"].choices = offered
        fields["into"].error_messages = {"required": _("Choose the publication to which it belongs.")}


class CollectionForm(forms.Form):
    name = TextsFormField(label=_("Name"), max_length=200)
    description = TextsFormField(
        label=_("Description"), required=False, long=True, help_text=_("What one finds in it, in a sentence or two.")
    )
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=80,
        help_text=_("The last part of its address, as in policy-papers. Left empty, it is made of the name."),
    )
