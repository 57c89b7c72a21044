"""All mechanisms of the edition side by side, and where what is said of each comes from."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enlace.mechanisms.models import Function
from enlace.mechanisms.register.facts import FACTS
from enlace.mechanisms.register.shown import shown_fact
from enlace.network.dated import day_in_words
from enlace.reports.booklet import sources
from enlace.reports.booklet.facts import BookletFacts, Featured
from enlace.reports.booklet.wording import marked, points, words_of
from enlace.reports.document.blocks import Block, Cell, Column, Heading, Note, Table, Words
from enlace.reports.document.composer import Composer, mark_of
from enlace.reports.document.numbers import number_in_words

KEY_FACTS = ("status", "launch", "host", "budget")


def comparison(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    if facts.mechanisms:
        source = sources.of_edition(facts, composer)
        yield _key_facts(facts, composer, source)
        yield _functions(facts, composer, source)


def _key_facts(facts: BookletFacts, composer: Composer, source: int) -> Table:
    columns = [Column(_("State"), share=3), Column(_("Mechanism"), share=5)]
    labels = {name: shown_fact(name, {}).label for name in KEY_FACTS}
    columns += [Column(label, share=4 if name in ("host", "budget") else 3) for name, label in labels.items()]
    rows = [
        (
            Cell(Words(one.country_name)),
            _named(one, facts, composer),
            *(Cell(_said(one, name, composer)) for name in KEY_FACTS),
        )
        for one in facts.mechanisms
    ]
    return Table(marked(_("Key facts"), facts.mechanisms), tuple(columns), tuple(rows), source)


def _said(one: Featured, name: str, composer: Composer) -> Words:
    """Of the budget the amount alone, where it is known."""
    shown = shown_fact(name, one.facts.get(name, {}))
    if shown.amount:
        return Words(shown.amount.replace("\u00a0", " "))
    return words_of(shown, composer) if shown.known else Words(shown.missing)


def _named(one: Featured, facts: BookletFacts, composer: Composer) -> Cell:
    """With its mark, where the caption does not carry it for all."""
    mark = "" if all(other.illustrative for other in facts.mechanisms) else mark_of(one)
    return Cell(composer.words(one.name), composer.absolute(one.entry.get_absolute_url()), mark)


def _functions(facts: BookletFacts, composer: Composer, source: int) -> Table:
    labels = (_("Early warning"), _("Training"), _("Groups at risk"), _("Partnerships"))
    columns = (Column(_("State"), share=3), *(Column(label, share=2) for label in labels))
    rows = [
        (
            _state(one, facts, composer),
            *(Cell(Words(_("Yes") if name in one.functions else _("Not known"))) for name in Function.values),
        )
        for one in facts.mechanisms
    ]
    counts = [sum(name in one.functions for one in facts.mechanisms) for name in Function.values]
    totals = [composer.figure(f"function.{name}", count) for name, count in zip(Function.values, counts, strict=True)]
    last = (Cell(Words(_("Total"))), *(Cell(Words(number_in_words(count))) for count in totals))
    caption = marked(_("Of which functions something is known"), facts.mechanisms)
    return Table(caption, columns, (*rows, last), source, total=True)


def _state(one: Featured, facts: BookletFacts, composer: Composer) -> Cell:
    """With the name of the mechanism where the state has several."""
    several = sum(other.then.country == one.then.country for other in facts.mechanisms) > 1
    words = Words(f"{one.country_name}: {one.name}" if several else one.country_name)
    return Cell(words, composer.absolute(one.entry.get_absolute_url()))


def verified(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    """The annex of sources: when each was verified, and what it names as its sources."""
    if not facts.mechanisms:
        return
    columns = (
        Column(_("State"), share=3),
        Column(_("Mechanism"), share=5),
        Column(_("Verified on"), share=3),
        Column(_("The state answered"), share=2),
        Column(_("Facts known"), share=2),
    )
    rows = tuple(_line(one, facts, composer) for one in facts.mechanisms)
    caption = marked(_("When each was verified"), facts.mechanisms)
    yield Table(caption, columns, rows, sources.of_edition(facts, composer))
    yield from _sources(facts, composer)


def _sources(facts: BookletFacts, composer: Composer) -> Iterator[Block]:
    yield Heading(Words(_("What is named as source")))
    without = []
    for one in facts.mechanisms:
        lines = str(one.facts.get("sources", {}).get("sources", "")).splitlines()
        if lines:
            yield Heading(Words(f"{one.country_name}: {one.name}", composer.words(one.name).language), level=3)
            yield points(lines, "")
        else:
            without.append(f"{one.country_name}: {one.name}")
    if without:
        yield Note(Words(_("No source is named of: %(names)s.") % {"names": "; ".join(without)}))


def _line(one: Featured, facts: BookletFacts, composer: Composer) -> tuple[Cell, ...]:
    known = composer.figure(f"mechanism.{one.pk}.known", len(one.facts))
    part = {"part": number_in_words(known), "whole": number_in_words(len(FACTS))}
    return (
        Cell(Words(one.country_name)),
        _named(one, facts, composer),
        Cell(Words(day_in_words(one.verified_on) if one.verified_on else _("Not verified yet"))),
        Cell(Words(_("Yes") if one.entry.answered else _("No"))),
        Cell(Words(_("%(part)s of %(whole)s") % part)),
    )
