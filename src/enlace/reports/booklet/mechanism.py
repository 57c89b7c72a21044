"""One mechanism in full, as the edition says it."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.mechanisms.register.facts import FACTS, SECTIONS
from enlace.mechanisms.register.shown import ShownFact
from enlace.network.dated import day_in_words
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts, Featured
from enlace.reports.booklet.wording import cell_of, language_of, linked, marked, paragraphs, points
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Note, Paragraph, Run, Table, Words
from enlace.reports.document.composer import Composer

BRIEF = ("status", "launch", "instrument", "host", "secretariat", "budget", "contact")
BODIES = ("institutions", "civil_society", "academia")
LABELS = {section.name: section.label for section in SECTIONS}

type Shown = dict[str, ShownFact]
"""The facts of a mechanism that are known, by name."""


def mechanism(one: Featured, facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    """Its facts; what is not known in one sentence. Its sources stand in the annex."""
    shown = {fact.fact: fact for section in one.sections() for fact in section.facts if fact.known}
    yield Heading(composer.words(one.name))
    yield _on_record(one, shown, facts, composer)
    yield from _bodies(shown, composer)
    for section in SECTIONS:
        if section.name in ("functions", "work"):
            yield from _told(section.name, [shown[fact.name] for fact in section.facts if fact.name in shown], composer)


def gaps(one: Featured) -> Iterator[Block]:
    """What the edition does not say of it, and why it may be old."""
    if standing := _standing(one):
        yield Note(Words(standing))
    missing = [label_of(name) for name in FACTS if name not in one.facts and name != "contact"]
    if len(one.facts) <= 1:
        yield Note(Words(_("Nothing else is known of it yet.")))
    elif missing:
        yield Note(Words(_("Not known: %(facts)s.") % {"facts": ", ".join(missing)}))


def label_of(fact: str) -> str:
    """Within a sentence."""
    return _("launch date") if fact == "launch" else str(FACTS[fact].label)


def _standing(one: Featured) -> str:
    if one.entry.answered:
        return ""
    if not one.then.asked:
        outside = _("Kept by the secretariat: its state was not a member.")
        return _("The state was not asked.") if one.then.member else outside
    if one.verified_on is None:
        return _("The state did not answer, and what is said was never verified with it.")
    said = _("The state did not answer: what is said was last verified on %(when)s.")
    return said % {"when": day_in_words(one.verified_on)}


def _on_record(one: Featured, shown: Shown, facts: BookletFacts, composer: Composer) -> Table:
    caption = _("%(state)s: what is on record") % {"state": one.country_name}
    rows = [(Cell(Words(shown[name].label)), cell_of(shown[name], composer)) for name in BRIEF if name in shown]
    verified = day_in_words(one.verified_on) if one.verified_on else _("Not verified yet")
    rows.append((Cell(Words(_("Verified on"))), Cell(Words(verified))))
    rows.append((Cell(Words(_("In the booklet since"))), Cell(composer.words(one.since.shown_title))))
    columns = (Column(_("Fact")), Column(_("As recorded"), share=3))
    return Table(marked(caption, [one]), columns, tuple(rows), sources.of_mechanism(one, facts, composer))


def _bodies(shown: Shown, composer: Composer) -> Iterator[Block]:
    """A list of one stands in a line of its own, a longer one as points."""
    found = [shown[name] for name in BODIES if name in shown]
    if found:
        yield Heading(Words(str(LABELS["composition"])), level=3)
    for fact in found:
        language, lines = language_of(fact.text, composer), [line for line in fact.lines if line.strip()]
        if len(lines) == 1:
            yield Paragraph((Run(f"{fact.label}. ", strong=True), *linked(lines[0].strip(), language)))
        else:
            yield Paragraph((Run(fact.label, strong=True),))
            yield points(lines, language)


def _told(section: str, found: list[ShownFact], composer: Composer) -> Iterator[Block]:
    if found:
        yield Heading(Words(capfirst(str(LABELS[section]))), level=3)
    for fact in found:
        yield from paragraphs(fact.text, composer, fact.label)
