"""The lists of records from which the figures of a year come."""

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.network.dated import day_in_words
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.composer import Composer


def of_members(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Members and observers of the network on %(day)s") % {"day": day_in_words(facts.day)}
    count = len(facts.composition.states) + len(facts.composition.observers)
    return composer.source(label, f"{reverse('network:states')}?day={facts.day.isoformat()}", count)


def of_meetings(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Meetings of %(year)s on record") % {"year": facts.year}
    return composer.source(label, reverse("meetings:meetings"), len(facts.meetings))


def of_priorities(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Priorities adopted in %(year)s") % {"year": facts.year}
    return composer.source(label, reverse("consultations:priorities"), len(facts.priorities))


def of_commitments(facts: AnnualFacts, composer: Composer) -> int:
    label = _("Public commitments that stood in %(year)s, listed in annex B") % {"year": facts.year}
    return composer.source(label, reverse("commitments:commitments"), len(facts.commitments))
