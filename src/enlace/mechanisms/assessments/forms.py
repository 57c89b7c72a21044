import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.day_field import DayField
from enlace.mechanisms.assessments.actions import LONGEST_EVIDENCE
from enlace.mechanisms.assessments.evidence import tidy
from enlace.mechanisms.assessments.risk_factors import Indicator
from enlace.mechanisms.models import AssessmentFinding, Presence
from enlace.network.models import State

NOT_YET = ("", _("not looked at yet"))
NO_DAY = _("This is no date. Choose it from the calendar, or write it as 2026-03-31.")
OVER, BENEATH = "over", "beneath"
"""What the writer decides where somebody else saved meanwhile: in its place, or beneath it."""


class BeginForm(forms.Form):
    """For which of one's states; asked only who has several."""

    def __init__(self, *, states: Mapping[int, State], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.states = states
        choices = [(pk, state.name) for pk, state in states.items()]
        self.fields["state"] = forms.TypedChoiceField(label=_("For which state"), coerce=int, choices=choices)
        if len(states) == 1:
            self.fields["state"].widget = forms.HiddenInput()
            self.initial["state"] = next(iter(states))

    @property
    def state(self) -> State:
        """Of a valid form."""
        return self.states[self.cleaned_data["state"]]


class FindingForm(forms.Form):
    """One indicator. It carries which revision was read and a digest of what it said, so that only what its writer
    changed is saved, and never over what they have not read."""

    presence = forms.ChoiceField(required=False, choices=[NOT_YET, *Presence.choices])
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is seen, where, and the source. No names of people."),
    )
    evidence_on = DayField(label=_("Date of the evidence"), required=False, error_messages={"invalid": NO_DAY})
    revision = forms.IntegerField(required=False, min_value=0)
    digest = forms.CharField(required=False)
    settled = forms.ChoiceField(required=False, choices=[(OVER, ""), (BENEATH, "")])
    newest = forms.IntegerField(required=False, min_value=0)

    def __init__(
        self,
        *,
        indicator: Indicator,
        finding: AssessmentFinding | None,
        before: AssessmentFinding | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(prefix=indicator.prefix, initial=_initial(finding), **kwargs)
        self.indicator, self.finding, self.before = indicator, finding, before
        self.fields["evidence"].widget.attrs["maxlength"] = LONGEST_EVIDENCE
        self.overtaken: AssessmentFinding | None = None
        self.saved = False

    def choices(self) -> list[tuple[str, Any, bool]]:
        chosen = self["presence"].value() or ""
        return [(value, label, value == chosen) for value, label in [NOT_YET, *Presence.choices]]

    @property
    def is_wrong(self) -> bool:
        return self.is_bound and (bool(self.errors) or self.overtaken is not None)

    @property
    def is_open(self) -> bool:
        """Whether the evidence is unfolded."""
        return any(self[name].value() or self[name].errors for name in ("evidence", "evidence_on"))

    @property
    def is_untouched(self) -> bool:
        """Of a valid form: it says what its writer was shown, or was never shown more than nothing."""
        return digest_of(**self.said) == (self.cleaned_data["digest"] or digest_of("", "", None))

    @property
    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {name: given[name] for name in ("presence", "evidence", "evidence_on")}

    @property
    def settlement(self) -> dict[str, Any]:
        """Of a valid form: the revision that was read, and how it meets it, as `save_finding` takes them."""
        given = self.cleaned_data
        revision = given["newest"] if given["settled"] else given["revision"]
        return {"revision": revision or 0, "beneath": given["settled"] == BENEATH}

    def has_saved(self, finding: AssessmentFinding | None) -> None:
        self.finding, self.saved = finding, True

    @property
    def carried(self) -> dict[str, Any]:
        """What goes with the form again: what stands there, or what was read while that is not settled."""
        if self.is_bound and not self.saved:
            return {name: self[name].value() or "" for name in ("revision", "digest")}
        revision = self.finding.revision if self.finding else 0
        return {"revision": revision, "digest": digest_of(**_initial(self.finding))}


def _initial(finding: AssessmentFinding | None) -> dict[str, Any]:
    names = ("presence", "evidence", "evidence_on")
    return {name: getattr(finding, name) if finding else None if name == "evidence_on" else "" for name in names}


def digest_of(presence: str, evidence: str, evidence_on: Any) -> str:
    said = [presence, tidy(evidence), evidence_on.isoformat() if evidence_on else ""]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]
