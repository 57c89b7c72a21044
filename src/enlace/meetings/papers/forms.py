from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.languages import current_language, languages
from enlace.core.texts import TextsFormField
from enlace.files.forms import PrivateFileField
from enlace.meetings.models import Contribution, Paper, Session
from enlace.network.audiences import Audience
from enlace.network.choices import Choices


class PaperForm(forms.Form):
    """`for_secretariat` offers the audience that the secretariat alone may choose."""

    title = TextsFormField(label=_("Title"), max_length=250)

    def __init__(self, *args: Any, session: Session, for_secretariat: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"] = forms.ChoiceField(
            label=_("For whom"),
            choices=[
                (value, capfirst(label))
                for value, label in Audience.choices
                if for_secretariat or value != Audience.SECRETARIAT
            ],
            initial=initial_audience(session),
            help_text=_(
                "Nobody reads it who does not see the session, which is for: %(audience)s. "
                "“Those named” are the observers named in the session, and all members."
            )
            % {"audience": session.get_audience_display()},
        )


def initial_audience(session: Session) -> str:
    """As wide as the session itself, but never public before somebody says so."""
    return Audience.MEMBERS.value if session.audience == Audience.PUBLIC else str(session.audience)


def paper_initial(paper: Paper) -> dict[str, Any]:
    return {"title": paper.title, "audience": paper.audience}


def language_choices() -> Choices:
    return [(one.code, capfirst(one.name)) for one in languages()]


class PaperTextForm(forms.Form):
    """A file that is there in the language already gets a new version."""

    file = PrivateFileField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=language_choices(), initial=current_language()
        )
        self.order_fields(["language", "file"])


class BundleForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"] = forms.ChoiceField(
            label=_("Format"),
            choices=[("pdf", _("one PDF with bookmarks")), ("zip", _("ZIP with all files"))],
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=language_choices(), initial=current_language()
        )


class ContributionForm(forms.Form):
    """`may_agree` offers what the speaker alone decides, or those who organise for a speaker without an account."""

    title = TextsFormField(label=_("Title"), max_length=250)
    summary = TextsFormField(
        label=_("Summary"),
        required=False,
        long=True,
        help_text=_("What the participants should know before the session, in the language in which you speak."),
    )

    def __init__(self, *args: Any, may_agree: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_agree:
            self.fields["may_be_published"] = forms.BooleanField(
                label=_("It may be published"),
                required=False,
                help_text=_(
                    "After the meeting the library of the network may offer title, summary and slides to everybody. "
                    "Nothing is published without this, and it can be changed until then."
                ),
            )


def contribution_initial(contribution: Contribution | None) -> dict[str, Any]:
    if contribution is None:
        return {}
    names = ("title", "summary", "may_be_published")
    return {name: getattr(contribution, name) for name in names}
