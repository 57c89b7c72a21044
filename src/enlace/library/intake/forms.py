from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import default_language, language_codes
from enlace.core.partial_date_field import PartialDateField
from enlace.core.texts import Texts, TextsFormField
from enlace.files.uploads import LARGEST_FILE
from enlace.library.cataloguing.form_fields import LanguageField, labelled
from enlace.library.cataloguing.form_parts import PartedForm
from enlace.library.cataloguing.forms import CollectionChoice
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.intake.proposals import UNDETERMINED
from enlace.library.intake.queries import Reviewed
from enlace.library.models import PublicationKind
from enlace.themes.forms import ThemesField

MOST_AT_ONCE = 100
"""As many as Django takes in one form (DATA_UPLOAD_MAX_NUMBER_FILES); the script of the page sends one by one."""


def _limits() -> str:
    words = {"largest": filesizeformat(LARGEST_FILE), "most": MOST_AT_ONCE}
    return gettext("PDF, each at most %(largest)s. Without the script of this page, at most %(most)d at once.") % words


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """What was chosen as it came: the action says of each what is wrong with it."""

    widget = FilesInput(attrs={"accept": ".pdf,application/pdf", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data:
            raise forms.ValidationError(_("Choose one PDF file at least."), code="required")
        return list(data)


class IntakeForm(forms.Form):
    documents = FilesField(label=_("Files"), help_text=lazy(_limits, str)())
    collection = CollectionChoice(help_text=_("In which all of them stand. It can be changed for each afterwards."))


def _language_choices(chosen: str) -> list[tuple[str, str]]:
    """Those of the network and its own; any other is chosen on the page of the one."""
    own = [(code, capfirst(language_name(code))) for code in language_codes()]
    if not chosen:
        return own
    if chosen == UNDETERMINED:
        return [(UNDETERMINED, gettext("not known")), *own]
    return own if chosen in dict(own) else [*own, (chosen, capfirst(language_name(chosen)))]


class LineForm(forms.Form):
    """One draft among many. Its title is written in the language in which it was proposed."""

    chosen = forms.BooleanField(required=False)
    title = forms.CharField(label=_("Title"), max_length=400)
    issued = PartialDateField()
    collection = CollectionChoice()
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, data: Any, *, line: Reviewed, collections: Sequence[tuple[str, str]]) -> None:
        publication, self.line = line.publication, line
        self.title_language = line.title_language or default_language()
        initial = {
            "chosen": False,
            "title": publication.title.get(self.title_language, ""),
            "issued": publication.issued,
            "collection": publication.collection_id,
            "language": line.language,
        }
        super().__init__(data, prefix=str(publication.pk), initial=initial)
        fields: Any = self.fields
        fields["issued"].help_text = ""
        fields["collection"].choices = collections
        fields["title"].widget.attrs["lang"] = self.title_language
        if line.language:
            fields["language"].choices = _language_choices(line.language)
        else:
            del fields["language"]

    @property
    def is_chosen(self) -> bool:
        return bool(self["chosen"].value())

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        title = fields.get("title")
        if title:
            code = fields.get("language", self.title_language)
            moved = code if code in language_codes() and len(self.line.publication.title) == 1 else self.title_language
            others = {c: text for c, text in self.line.publication.title.items() if c != self.title_language}
            fields["title"] = Texts(others | {moved: title})
        return fields


class ReviewForm(PartedForm):
    """One draft, beside its first page. What else is said of a publication stands on its own page."""

    folds = {_("Themes"): ("themes",)}

    title = TextsFormField(label=_("Title"), max_length=400)
    issued = PartialDateField()
    language = LanguageField()
    kind = forms.ChoiceField(label=_("Kind"), choices=PublicationKind.choices)
    collection = CollectionChoice()
    abstract = TextsFormField(label=_("Abstract"), required=False, long=True)
    themes = ThemesField()

    def __init__(self, data: Any, *, line: Reviewed, is_being_written: bool = False) -> None:
        """`is_being_written`: shown again while a line of its contributors was moved, without finding fault."""
        publication, self.is_being_written = line.publication, is_being_written
        names = ("title", "issued", "kind", "abstract")
        initial = {name: getattr(publication, name) for name in names} | {
            "collection": publication.collection_id,
            "language": line.language,
            "themes": [theme.pk for theme in publication.themes.all()],
        }
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["kind"].choices = labelled(PublicationKind.choices)
        if line.language == UNDETERMINED:
            fields["language"].offer(empty=gettext("choose a language"))
            fields["language"].help_text = gettext("Nothing in the file tells it. Please choose.")
            self.initial["language"] = ""
        elif line.language:
            fields["language"].offer(line.language)
        else:
            del fields["language"]
        self._say_where(line)

    def full_clean(self) -> None:
        if self.is_being_written:
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def _say_where(self, line: Reviewed) -> None:
        for name, words in line.sources.items():
            if name in self.fields:
                before = self.fields[name].help_text
                found = gettext("Proposed %(where)s.") % {"where": words}
                self.fields[name].help_text = f"{found} {before}" if before else found
