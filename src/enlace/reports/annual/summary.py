from collections.abc import Iterator

from django.utils.translation import ngettext

from enlace.reports.annual import sources
from enlace.reports.annual.facts import AnnualFacts
from enlace.reports.document.blocks import Block, KeyFigures
from enlace.reports.document.composer import Composer


def summary(facts: AnnualFacts, composer: Composer) -> Iterator[Block]:
    states, meetings = len(facts.composition.states), len(facts.meetings)
    made, reported = len(facts.made), len(facts.reported)
    commitments = sources.of_commitments(facts, composer)
    of_states, of_meetings = sources.of_members(facts, composer), sources.of_meetings(facts, composer)
    progress = ngettext("commitment with progress reported", "commitments with progress reported", reported)
    yield KeyFigures(
        (
            composer.key_figure("states", states, ngettext("member state", "member states", states), of_states),
            composer.key_figure("meetings", meetings, ngettext("meeting", "meetings", meetings), of_meetings),
            composer.key_figure(
                "commitments.made", made, ngettext("commitment made", "commitments made", made), commitments
            ),
            composer.key_figure("commitments.reported", reported, progress, commitments),
        )
    )
