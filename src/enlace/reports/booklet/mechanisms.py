"""The two chapters of mechanisms: those that stood in an edition before, and those that stand for the first time."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.mechanisms.editions.freezing import then_of
from enlace.mechanisms.editions.queries import name_of
from enlace.reports.booklet import sources
from enlace.reports.booklet.changes import what_changed
from enlace.reports.booklet.facts import BookletFacts
from enlace.reports.booklet.mechanism import gaps, mechanism
from enlace.reports.document.blocks import Block, Paragraph, Run
from enlace.reports.document.composer import Composer, paragraph
from enlace.reports.document.numbers import number_in_words


def updates(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    """Each with what changed since the last edition that had it."""
    if facts.before is None:
        return
    found = facts.featured_before
    changed = sum(bool(one.changes()) for one in found)
    if count := composer.figure("mechanisms.featured_before", len(found)):
        said = ngettext(
            "One mechanism stood in an earlier edition too.",
            "%(count)s mechanisms stood in an earlier edition too.",
            count,
        )
        stood = Run(said % {"count": number_in_words(count)}, source=sources.of_edition(facts, composer))
        composer.figure("mechanisms.changed", changed)
        said = ngettext("Of one of them something changed.", "Of %(count)s of them something changed.", changed)
        none = _("Nothing of what is on record of them changed.")
        told = (said if changed else none) % {"count": number_in_words(changed)}
        yield Paragraph((stood, Run(f" {told}", source=sources.of_changes(facts, composer))))
    yield from _left(facts, composer)
    for one in found:
        yield from mechanism(one, facts, composer)
        yield from what_changed(one, facts, composer)
        yield from gaps(one)


def _left(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    if composer.figure("mechanisms.left", len(facts.left)):
        names = "; ".join(f"{name_of(one)} ({then_of(one).country_name})" for one in facts.left)
        said = _("In the edition before, and not in this one: %(names)s.")
        yield paragraph(said % {"names": names}, sources.of_changes(facts, composer))


def new(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    found = facts.new
    if not (count := composer.figure("mechanisms.new", len(found))):
        return
    if facts.before is None:
        said = _("This is the first edition, so that every mechanism stands here for the first time.")
    else:
        said = ngettext(
            "One mechanism stands in an edition for the first time.",
            "%(count)s mechanisms stand in an edition for the first time.",
            count,
        ) % {"count": number_in_words(count)}
    yield paragraph(said, sources.of_edition(facts, composer))
    for one in found:
        yield from mechanism(one, facts, composer)
        yield from gaps(one)
