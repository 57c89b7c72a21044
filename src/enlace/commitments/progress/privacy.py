"""What reports hold of a person: their comments. Reports themselves are a state's or an observer's, and stay."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from enlace.commitments.models import Progress, ProgressComment
from enlace.core.erased_words import without
from enlace.core.registry import Held
from enlace.network.erasure import words_of
from enlace.network.models import Person


def comments_of(person: Person) -> Iterator[Held]:
    """Each comment that they wrote beside a report."""
    if person.user_id is None:
        return
    for one in ProgressComment.objects.filter(by=person.user_id).select_related("progress__commitment").order_by("pk"):
        yield Held(
            _("Comment on a report: %(commitment)s") % {"commitment": one.progress.commitment.shown_title},
            one.text,
            one.get_absolute_url(),
        )


def erase_from_reports(person: Person) -> None:
    """Their name and addresses go from comments and from the reasons for which reports were sent back."""
    words = words_of(person)
    clean(ProgressComment, "text", words)
    clean(Progress, "sent_back_why", words)


def clean(model: Any, name: str, words: tuple[str, ...]) -> None:
    """Take the words out of one column of texts."""
    for pk, text in model.objects.exclude(**{name: ""}).values_list("pk", name):
        cleaned = without(text, words)
        if cleaned != text:
            model.objects.filter(pk=pk).update(**{name: cleaned})
