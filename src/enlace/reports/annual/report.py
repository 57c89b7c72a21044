"""The annual report of the network: its sections, and its cover."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.network.dated import day_in_words
from enlace.reports.annual.composition import composition
from enlace.reports.annual.facts import AnnualFacts, annual_facts
from enlace.reports.annual.initiatives import commitments, initiatives
from enlace.reports.annual.meetings import meetings, participants, priorities
from enlace.reports.annual.published import published
from enlace.reports.annual.summary import summary
from enlace.reports.document.blocks import Document
from enlace.reports.document.outline import Cover, Kind, Part, compose


def annual_report(year: int) -> Document:
    """In the active language, of what everybody may read."""
    return compose(ANNUAL, annual_facts(year))


def cover(facts: AnnualFacts) -> Cover:
    return Cover(
        title=_("Annual report %(year)s") % {"year": facts.year},
        subtitle=_("Technical Secretariat"),
        dated=_("Record of %(day)s") % {"day": day_in_words(facts.day)},
        illustrative=facts.illustrative,
    )


ANNUAL = Kind(
    name="annual",
    label=gettext_lazy("Annual report of the network"),
    parts=(
        Part("summary", gettext_lazy("The year in figures"), summary),
        Part("composition", gettext_lazy("Composition of the network"), composition),
        Part("meetings", gettext_lazy("Meetings of focal points"), meetings),
        Part("priorities", gettext_lazy("Priorities adopted"), priorities),
        Part("initiatives", gettext_lazy("Local, national, binational and regional initiatives"), initiatives),
        Part("published", gettext_lazy("Publications, news and stories"), published),
        Part("participants", gettext_lazy("Annex A. States at each meeting"), participants, opens_page=True),
        Part("commitments", gettext_lazy("Annex B. Commitments"), commitments, opens_page=True),
    ),
    facts=annual_facts,
    cover=cover,
)
