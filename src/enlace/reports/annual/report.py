"""The annual report of the network as the record of the year drafts it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Site

from enlace.core.languages import current_language
from enlace.core.texts import Texts
from enlace.network.dated import day_in_words
from enlace.reports.annual.composition import composition
from enlace.reports.annual.facts import AnnualFacts, annual_facts
from enlace.reports.annual.initiatives import commitments, initiatives
from enlace.reports.annual.meetings import meetings, participants, priorities
from enlace.reports.annual.published import published
from enlace.reports.annual.summary import summary
from enlace.reports.document.blocks import Block, Document
from enlace.reports.document.composer import Composer
from enlace.website.models import NetworkSettings

ANNEXES = (participants, commitments)


def annual_report(year: int) -> Document:
    """In the active language, of what everybody may read."""
    return document_of(annual_facts(year))


def document_of(facts: AnnualFacts) -> Document:
    composer = Composer(settings.BASE_URL)
    for name, title, write in _sections():
        composer.section(name, title, write(facts, composer), opens_page=write in ANNEXES)
    return Document(
        kind="annual",
        title=_("Annual report %(year)s") % {"year": facts.year},
        subtitle=_("Technical Secretariat"),
        language=current_language(),
        publisher=_network_name(),
        dated=_("Record of %(day)s") % {"day": day_in_words(facts.day)},
        mark=_("Illustrative") if facts.illustrative else "",
        labels={
            "contents": _("Contents"),
            "sources": _("Sources of every figure"),
            "sources_explained": _("Each figure leads here. An address shows the records as they are now."),
        },
        sections=tuple(composer.sections),
        sources=composer.sources,
        figures=composer.figures,
    )


def _sections() -> list[tuple[str, str, Callable[[AnnualFacts, Composer], Iterable[Block]]]]:
    """Name, title, and what writes it, in their order."""
    return [
        ("summary", _("The year in figures"), summary),
        ("composition", _("Composition of the network"), composition),
        ("meetings", _("Meetings of focal points"), meetings),
        ("priorities", _("Priorities adopted"), priorities),
        ("initiatives", _("Local, national, binational and regional initiatives"), initiatives),
        ("published", _("Publications, news and stories"), published),
        ("participants", _("Annex A. States at each meeting"), participants),
        ("commitments", _("Annex B. Commitments"), commitments),
    ]


def _network_name() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return str(Texts(NetworkSettings.for_site(site).name)) if site else ""
