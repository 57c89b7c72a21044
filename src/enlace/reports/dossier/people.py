"""Who acts and acted for the state, and who can be reached in the network, as the state sees them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.network.cards import Card
from enlace.network.dated import day_in_words, span_in_words
from enlace.network.models import Role
from enlace.network.roles import OF_STATES
from enlace.reports.document.blocks import Block, Cell, Column, Table, Words
from enlace.reports.document.composer import Composer, mark_of, paragraph
from enlace.reports.document.numbers import number_in_words
from enlace.reports.dossier.facts import DossierFacts
from enlace.reports.dossier.listed import Row, iso, sourced, text_cell


def mandates(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    held = [one.card for one in facts.record.held]
    lasting = [one for one in held if one.until is None or one.until >= facts.day]
    present = sorted(lasting, key=lambda one: OF_STATES.index(Role(one.mandate.role)))
    past = [one for one in held if one not in present]
    source = _source_of_mandates(facts, held, composer)
    spans = ", ".join(span_in_words(one.since, one.until) for one in facts.record.memberships)
    if spans:
        words = {"state": facts.state.name, "spans": spans}
        yield paragraph(_("%(state)s as a member of the network: %(spans)s.") % words, source)
    count = composer.figure("mandates.present", len(present))
    said = ngettext("One mandate lasts or is still to begin.", "%(count)s mandates last or are still to begin.", count)
    none = _("No mandate lasts: nobody acts for %(state)s.")
    yield paragraph((said if count else none) % {"count": number_in_words(count), "state": facts.state.name}, source)
    if present:
        yield _of_cards(_("Mandates that last"), present, composer, source, contact=True)
    if composer.figure("mandates.past", len(past)):
        yield _of_cards(_("Mandates that are over"), past, composer, source, contact=False)


def contacts(facts: DossierFacts, composer: Composer) -> Iterator[Block]:
    day = {"day": day_in_words(facts.day)}
    others, ours = list(facts.others), list(facts.secretariat)
    composer.figure("contacts.states", len(others))
    composer.figure("contacts.secretariat", len(ours))
    rows = [_row(one, composer) for one in [*others, *ours]]
    label = _("The directory of the network on %(day)s, as members see it") % day
    source = sourced(composer, "contacts", label, reverse("network:directory"), rows) if rows else 0
    if others:
        yield _of_bodies(others, composer, source)
    if ours:
        yield _of_cards(_("Technical Secretariat"), ours, composer, source, contact=True)


def _of_cards(caption: str, cards: Sequence[Card], composer: Composer, source: int, *, contact: bool) -> Table:
    columns = [Column(_("Part"), share=3), Column(_("Name"), share=4), Column(_("Office"), share=4)]
    columns += [Column(_("Days"), share=4), *([Column(_("Contact"), share=4)] if contact else [])]
    rows = [
        (
            Cell(Words(capfirst(one.role)), mark=mark_of(one)),
            text_cell(_name(one)),
            Cell(composer.words(one.office)),
            text_cell(span_in_words(one.since, one.until)),
            *([text_cell(_reached(one))] if contact else []),
        )
        for one in cards
    ]
    return Table(caption, tuple(columns), tuple(rows), source)


def _of_bodies(cards: Sequence[Card], composer: Composer, source: int) -> Table:
    columns = (
        Column(_("State"), share=3),
        Column(_("Part"), share=3),
        Column(_("Name"), share=4),
        Column(_("Office"), share=4),
        Column(_("Contact"), share=4),
    )
    rows = [
        (
            Cell(
                Words(one.state.name if one.state else ""),
                composer.absolute(one.state.get_absolute_url()) if one.state else "",
                mark_of(one),
            ),
            text_cell(capfirst(one.role)),
            text_cell(_name(one)),
            Cell(composer.words(one.office)),
            text_cell(_reached(one)),
        )
        for one in cards
    ]
    return Table(_("Who speaks for the other states"), columns, tuple(rows), source)


def _name(card: Card) -> str:
    return card.name or _("Name erased")


def _reached(card: Card) -> str:
    return ", ".join(filter(None, [card.email, card.phone]))


def _source_of_mandates(facts: DossierFacts, cards: Sequence[Card], composer: Composer) -> int:
    label = _("Mandates of %(state)s on record") % {"state": facts.state.name}
    rows = [_row(one, composer) for one in cards]
    return sourced(composer, "mandates", label, facts.state.get_absolute_url(), rows)


def _row(card: Card, composer: Composer) -> Row:
    return {
        "id": card.mandate.pk,
        "part": card.mandate.role,
        "state": card.state.code if card.state else "",
        "name": card.name,
        "office": str(card.office),
        "since": iso(card.since),
        "until": iso(card.until),
        "email": card.email,
        "phone": card.phone,
        "illustrative": int(card.illustrative),
        "address": composer.absolute(card.address) if card.address else "",
    }
