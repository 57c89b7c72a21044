"""The booklet on national mechanisms, drawn from a closed edition: its sections, and its cover."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.network.dated import day_in_words
from enlace.reports.booklet.annexes import comparison, verified
from enlace.reports.booklet.facts import BookletFacts, booklet_facts
from enlace.reports.booklet.figures import figures
from enlace.reports.booklet.lessons import lessons
from enlace.reports.booklet.mechanisms import new, updates
from enlace.reports.booklet.places import places
from enlace.reports.document.outline import Cover, Kind, Part


def cover(facts: BookletFacts) -> Cover:
    return Cover(
        title=_("Booklet on national mechanisms. %(edition)s") % {"edition": facts.edition.shown_title},
        subtitle=_("Technical Secretariat"),
        dated=_("Edition closed on %(day)s") % {"day": day_in_words(facts.day)},
        illustrative=facts.illustrative,
    )


BOOKLET = Kind(
    name="booklet",
    label=gettext_lazy("Booklet on national mechanisms"),
    parts=(
        Part(
            "introduction",
            gettext_lazy("Introduction"),
            asks=gettext_lazy(
                "Say what a national mechanism is, for whom this booklet was made, and how the states answered."
            ),
        ),
        Part("figures", gettext_lazy("The mechanisms in figures"), figures),
        Part("map", gettext_lazy("Where the mechanisms are"), places),
        Part("updates", gettext_lazy("Updates to mechanisms featured before"), updates, opens_page=True),
        Part("new", gettext_lazy("New and emerging mechanisms"), new, opens_page=True),
        Part("lessons", gettext_lazy("Tools and lessons"), lessons, opens_page=True),
        Part(
            "closing",
            gettext_lazy("Closing words"),
            asks=gettext_lazy("Say what the mechanisms have in common, what they lack, and what comes next."),
        ),
        Part("comparison", gettext_lazy("Annex A. The mechanisms side by side"), comparison, opens_page=True),
        Part("verified", gettext_lazy("Annex B. Sources and days of verification"), verified, opens_page=True),
    ),
    facts=booklet_facts,
    cover=cover,
)
