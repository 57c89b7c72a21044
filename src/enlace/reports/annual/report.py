"""The annual report of the network: its sections, and its cover."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from enlace.network.dated import day_in_words
from enlace.reports.annual.about import about_report
from enlace.reports.annual.composition import composition
from enlace.reports.annual.facts import AnnualFacts, annual_facts
from enlace.reports.annual.initiatives import commitments, initiatives
from enlace.reports.annual.meetings import meetings, participants, priorities
from enlace.reports.annual.published import impact, mentions, published
from enlace.reports.annual.secretariat import secretariat
from enlace.reports.annual.strategies import strategies
from enlace.reports.annual.summary import summary
from enlace.reports.document.outline import Cover, Kind, Part


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
        Part("about_report", gettext_lazy("About this report"), about_report),
        Part(
            "about_network",
            pgettext_lazy("section of a report", "About the network"),
            asks=gettext_lazy(
                "What the network is, how it began and what it does, for somebody who has never heard of it."
            ),
        ),
        Part("composition", gettext_lazy("Composition of the network"), composition),
        Part(
            "objectives",
            gettext_lazy("Objectives and lines of work"),
            asks=gettext_lazy("What the network set out to do this year, and along which lines it worked."),
        ),
        Part(
            "seminars",
            gettext_lazy("Training seminars"),
            asks=gettext_lazy(
                "Each seminar of the year: when, where, with whom, for which officers, and what came of it."
            ),
        ),
        Part("meetings", gettext_lazy("Meetings of focal points"), meetings),
        Part("priorities", gettext_lazy("Priorities adopted"), priorities),
        Part("initiatives", gettext_lazy("Local, national, binational and regional initiatives"), initiatives),
        Part("strategies", gettext_lazy("Joint strategies"), strategies),
        Part("mentions", gettext_lazy("Mentions and activities"), mentions),
        Part("published", gettext_lazy("Publications"), published),
        Part("secretariat", gettext_lazy("The Technical Secretariat"), secretariat),
        Part(
            "impact",
            gettext_lazy("Impact"),
            impact,
            asks=gettext_lazy("What changed in the states because of the network's work, and how that is known."),
        ),
        Part(
            "closing",
            gettext_lazy("Closing words"),
            asks=gettext_lazy("What the year leaves behind, what comes next, and whom the network thanks."),
        ),
        Part("participants", gettext_lazy("Annex: states at each meeting"), participants, opens_page=True),
        Part("commitments", gettext_lazy("Annex: commitments"), commitments, opens_page=True),
    ),
    facts=annual_facts,
    cover=cover,
)
