"""What joint strategies hold of a person: their comments. Texts are the parties', and stay."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.commitments.models import SectionComment, SectionVersion
from enlace.commitments.progress.privacy import clean
from enlace.core.registry import Held
from enlace.network.erasure import words_of
from enlace.network.models import Person


def comments_of(person: Person) -> Iterator[Held]:
    """Each comment that they wrote beside a section."""
    if person.user_id is None:
        return
    for one in SectionComment.objects.filter(by=person.user_id).select_related("section__strategy").order_by("pk"):
        label = _("Comment on a joint strategy: %(strategy)s") % {"strategy": one.section.strategy.shown_title}
        yield Held(label, one.text, one.get_absolute_url())


def erase_from_sections(person: Person) -> None:
    """Their name and addresses go from comments, and from the reasons of proposed and declined changes."""
    words = words_of(person)
    clean(SectionComment, "text", words)
    clean(SectionVersion, "why", words)
    clean(SectionVersion, "declined_why", words)
