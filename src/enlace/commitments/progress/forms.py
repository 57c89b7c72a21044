from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.commitments.models import Body, Commitment, Evidence, Progress
from enlace.commitments.progress.checking import AUDIENCES, is_wider
from enlace.commitments.progress.comment_actions import LONGEST_COMMENT
from enlace.core.clock import today
from enlace.core.day_field import DayField
from enlace.core.languages import current_language
from enlace.core.texts import Texts, TextsFormField, TextsWidget
from enlace.files.forms import PrivateFileField
from enlace.network.audiences import Audience
from enlace.network.choices import NONE, Choices

QUICK = ("0", "25", "50", "75", "100")
OTHER, NO_PERCENT = "other", "none"
LONGEST_TEXT, LONGEST_TITLE = 6000, 250
NO_DAY = _("This is no date. Choose it from the calendar, or write it as 2026-03-31.")


@dataclass(frozen=True)
class Choice:
    """As a template draws it; `opens` is the one after which a percentage is typed."""

    value: str
    label: str | Promise
    chosen: bool

    @property
    def opens(self) -> bool:
        return self.value == OTHER


class FoldedTexts(TextsWidget):
    """The reader's language first; the others are folded away until somebody writes in them."""

    template_name = "commitments/progress_texts.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        own = current_language()
        context["widget"]["own"] = [part for part in parts if part["language"].code == own]
        context["widget"]["others"] = [part for part in parts if part["language"].code != own]
        context["widget"]["is_open"] = any(part["value"] for part in context["widget"]["others"])
        return context


def texts_field(*, long: bool = False, **options: Any) -> TextsFormField:
    return TextsFormField(long=long, widget=FoldedTexts(long=long), **options)


def audience_field(within: str, among: str | Promise) -> forms.ChoiceField:
    """`among` says what is read by those within `within` alone, where that is not everybody."""
    choices: Choices = [(one.value, capfirst(one.label)) for one in AUDIENCES]
    narrows = is_wider(Audience.PUBLIC, within)
    hint = among % {"audience": Audience(within).label} if narrows else ""
    return forms.ChoiceField(label=_("For whom"), choices=choices, help_text=hint)


class ProgressForm(forms.Form):
    """A report. Its percentage is one of the quick ones or typed; what is typed is looked at by the action."""

    quick = forms.CharField(required=False, max_length=8)
    percent = forms.CharField(
        label=_("Other percentage"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    value = forms.CharField(
        label=_("Value of its indicator"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reported_on = DayField(label=_("As of"), error_messages={"invalid": NO_DAY})

    def __init__(self, *, commitment: Commitment, **kwargs: Any) -> None:
        given = {"reported_on": today(), "audience": _audience_of(commitment)}
        super().__init__(**kwargs | {"initial": given | kwargs.get("initial", {})})
        self.fields["text"] = texts_field(label=_("What was done"), required=False, long=True, max_length=LONGEST_TEXT)
        self.milestones = {one.pk: one for one in commitment.milestones.all()}
        self.fields["milestone"] = forms.TypedChoiceField(
            label=_("Milestone"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[NONE, *((pk, _milestone_in_words(one)) for pk, one in self.milestones.items())],
        )
        among = _("The commitment is for: %(audience)s. Nobody else reads its reports, whatever is chosen here.")
        self.fields["audience"] = audience_field(commitment.audience, among)

    def percents(self) -> list[Choice]:
        """What was typed is of “other”, also where no choice was made."""
        chosen = self["quick"].value() or (OTHER if self["percent"].value() else "")
        found = [Choice(one, f"{one}\N{NO-BREAK SPACE}%", one == chosen) for one in QUICK]
        found.append(Choice(OTHER, _("Other"), chosen == OTHER))
        if self.initial.get("quick") or chosen == NO_PERCENT:
            found.append(Choice(NO_PERCENT, _("No figure"), chosen == NO_PERCENT))
        return found

    @property
    def has_indicators(self) -> bool:
        return any(one.indicator for one in self.milestones.values())

    @property
    def has_wrong_details(self) -> bool:
        return any(self[name].errors for name in ("reported_on", "audience"))

    def fields_of_report(self) -> dict[str, Any]:
        """Of a valid form, as the actions take them."""
        given, quick = self.cleaned_data, self.cleaned_data["quick"]
        typed = "" if quick == NO_PERCENT else given["percent"] if quick in ("", OTHER) else quick
        milestone = self.milestones.get(given["milestone"]) if given["milestone"] else None
        names = ("text", "value", "reported_on", "audience")
        return {name: given[name] for name in names} | {"percent": typed, "milestone": milestone}


class ReportForm(ProgressForm):
    """A new report, with a first piece of evidence; for whom, where its writer speaks for several parties."""

    evidence_title = forms.CharField(label=_("What it is"), required=False, max_length=LONGEST_TITLE)
    evidence_file = PrivateFileField(required=False)
    evidence_link = forms.CharField(
        label=_("Or a link"), required=False, widget=forms.URLInput(attrs={"placeholder": "https://"})
    )

    def __init__(self, *, bodies: Sequence[tuple[Body, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bodies = {_written(body): body for body, _name in bodies}
        if len(bodies) > 1:
            self.fields["body"] = body_field(bodies)

    def report(self) -> dict[str, Any]:
        """Of a valid form, as `report_progress` takes it."""
        chosen = self.cleaned_data.get("body") or next(iter(self.bodies))
        return self.fields_of_report() | {"body": self.bodies[chosen], "evidence": self._evidence()}

    def _evidence(self) -> dict[str, Any] | None:
        given = {name: self.cleaned_data[f"evidence_{name}"] for name in ("title", "file", "link")}
        if not any(given.values()):
            return None
        return given | {"title": Texts({current_language(): given["title"]})}


class RecordForm(ProgressForm):
    """What a party reported in a document."""

    def __init__(self, *, bodies: Sequence[tuple[Body, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bodies = {_written(body): body for body, _name in bodies}
        self.fields["body"] = body_field(bodies)
        self.fields["source"] = texts_field(
            label=_("Document"), max_length=300, help_text=_("What it is called, who signed it, and its date.")
        )

    def record(self) -> dict[str, Any]:
        """Of a valid form, as `record_progress` takes it."""
        given = self.cleaned_data
        return self.fields_of_report() | {"body": self.bodies[given["body"]], "source": given["source"]}


def body_field(bodies: Sequence[tuple[Body, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Who reports"), choices=[(_written(body), name) for body, name in bodies])


def _written(body: Body) -> str:
    return f"{body[0]}-{body[1]}"


def _audience_of(commitment: Commitment) -> str:
    return Audience.MEMBERS.value if commitment.audience == Audience.INVITED else str(commitment.audience)


def _milestone_in_words(milestone: Any) -> str:
    indicator = milestone.shown_indicator
    return f"{milestone.shown_title} ({indicator})" if indicator else str(milestone.shown_title)


def progress_initial(progress: Progress) -> dict[str, Any]:
    percent = "" if progress.percent is None else str(progress.percent)
    return {
        "quick": percent if percent in QUICK else OTHER if percent else NO_PERCENT,
        "percent": "" if percent in QUICK else percent,
        "value": "" if progress.value is None else f"{progress.value.normalize():f}",
        "milestone": progress.milestone_id,
        "text": progress.text,
        "reported_on": progress.reported_on,
        "audience": progress.audience,
    }


class EvidenceForm(forms.Form):
    file = PrivateFileField(required=False)
    link = forms.CharField(label=_("Link"), required=False, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    citation = forms.CharField(
        label=_("Publication"),
        required=False,
        max_length=500,
        help_text=_("Who published it, its title, place and year, as it would be cited."),
    )

    def __init__(self, *, progress: Progress, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"initial": {"audience": progress.audience} | kwargs.get("initial", {})})
        self.fields["title"] = texts_field(label=_("What it is"), max_length=LONGEST_TITLE)
        among = _("The report is for: %(audience)s. Nobody else reads its evidence, whatever is chosen here.")
        self.fields["audience"] = audience_field(str(progress.audience), among)
        self.order_fields(["title", "file", "link", "citation", "audience"])


def evidence_initial(evidence: Evidence) -> Mapping[str, Any]:
    return {name: getattr(evidence, name) for name in ("title", "link", "citation", "audience")}


class SendBackForm(forms.Form):
    why = forms.CharField(
        label=_("What has to change"),
        error_messages={"required": _("Say what has to change, so that it can be changed.")},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who speak for your state read it on the page of the report and in a mail."),
    )


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("Your comment"),
        error_messages={"required": _("Write your comment first.")},
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_COMMENT}),
    )
