"""What drafts hold of a person: the remarks that they made for their state. The remarks themselves are the state's."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.commitments.progress.privacy import clean
from enlace.core.registry import Held
from enlace.network.erasure import words_of
from enlace.network.models import Person
from enlace.reports.models import Remark
from enlace.reports.shown import title_of_report


def remarks_of(person: Person) -> Iterator[Held]:
    if person.user_id is None:
        return
    subjects = ("report__meeting", "report__review_round", "report__mechanism_edition")
    for one in Remark.objects.filter(by=person.user_id).select_related(*subjects).order_by("pk"):
        yield Held(_("Remark on a draft: %(report)s") % {"report": title_of_report(one.report)}, one.text)


def erase_from_remarks(person: Person) -> None:
    """Their name and addresses go from what was remarked."""
    clean(Remark, "text", words_of(person))
