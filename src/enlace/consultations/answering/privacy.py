"""What consultations hold of a person, and what erasing the person takes from them.

Of anonymous consultations nothing can be told here: nothing in them leads to anybody.
"""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.consultations.models import Consultation, Vote, Voter
from enlace.core.registry import Held
from enlace.network.models import Person


def answers_of(person: Person) -> Iterator[Held]:
    """Each attributed consultation that they answered: in their own name, or for a state or an organisation."""
    if person.user_id is None:
        return
    given = Vote.objects.filter(Q(voter__user=person.user_id) | Q(cast_by=person.user_id)).order_by()
    counts = dict(given.values_list("statement__consultation").annotate(Count("pk")))
    for one in Consultation.objects.filter(pk__in=counts):
        count = counts[one.pk]
        said = ngettext("answered %(count)d statement", "answered %(count)d statements", count) % {"count": count}
        yield Held(_("Consultation: %(question)s") % {"question": one}, said, one.get_absolute_url())


def erase_voice(person: Person) -> None:
    """Their own voice stays counted and names nobody; what they answered for a state or an organisation is its own."""
    if person.user_id is None:
        return
    Vote.objects.filter(voter__user=person.user_id).update(cast_by=None)
    Voter.objects.filter(user=person.user_id).update(user=None)
