from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.consultations.polis.import_actions import LONGEST_QUESTION, About
from enlace.consultations.polis.reading import BadExport, PolisExport, read_export
from enlace.core.day_field import DayField
from enlace.core.languages import current_language, languages

MOST_FILES, MOST_MEGABYTES = 5, 20


class FilesOfExport(forms.ClearableFileInput):
    allow_multiple_selected = True


class ExportField(forms.FileField):
    """The files that were chosen become the export that they hold."""

    widget = FilesOfExport(attrs={"accept": ".csv,.json,.zip"})

    def clean(self, data: Any, initial: Any = None) -> PolisExport:
        files = [super(ExportField, self).clean(one, initial) for one in data or [None]]
        if sum(file.size for file in files) > MOST_MEGABYTES * 1024 * 1024:
            raise ValidationError(
                _(
                    "The files have more than %(most)d MB. The administrator can compute the common ground of a "
                    "larger export with the command ./enlace common-ground."
                ),
                params={"most": MOST_MEGABYTES},
            )
        if len(files) > MOST_FILES:
            raise ValidationError(_("Choose %(most)d files at most: those of one export."), params={"most": MOST_FILES})
        names = [file.name for file in files]
        if twice := next((name for name in names if names.count(name) > 1), None):
            raise ValidationError(
                _("%(name)s was chosen twice. Choose the files of one export."), params={"name": twice}
            )
        try:
            return read_export({file.name: file.read() for file in files})
        except BadExport as bad:
            raise ValidationError(list(bad.problems)) from bad


class PolisForm(forms.Form):
    export = ExportField(
        label=_("Files of the export"),
        help_text=_(
            "votes.csv and comments.csv, and summary.csv if there is one; or one ZIP with them. "
            "At most 20 MB together. Choose them all at once."
        ),
        error_messages={"empty": _("One of the files is empty. Export the conversation again.")},
    )
    language = forms.ChoiceField(label=_("Language of the statements"))
    source = forms.CharField(
        label=_("Who held the conversation, and under which licence"),
        max_length=300,
        help_text=_("It stands beside the result. For example: Ministry of Education, on Polis, CC BY 4.0."),
    )
    question = forms.CharField(
        label=_("Question that was asked"),
        required=False,
        max_length=LONGEST_QUESTION,
        help_text=_("Left empty, it is the topic in summary.csv."),
    )
    opens_on = DayField(
        label=_("First day"), required=False, help_text=_("Left empty, the days are those of the votes.")
    )
    closes_on = DayField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(one.code, one.name) for one in languages()]  # type: ignore[attr-defined]
        self.fields["language"].initial = current_language()

    @property
    def about(self) -> About:
        return About(**{name: value for name, value in self.cleaned_data.items() if name != "export"})
