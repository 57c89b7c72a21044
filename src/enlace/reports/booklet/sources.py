"""The pages from which the figures of a booklet come, and the records as they were."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.mechanisms.editions.changes import Kind
from enlace.mechanisms.register.facts import FACTS
from enlace.reports.booklet.facts import BookletFacts, Featured
from enlace.reports.booklet.wording import flat
from enlace.reports.document.composer import Composer

type Row = Mapping[str, Any]


def of_edition(facts: BookletFacts, composer: Composer) -> int:
    label = _("The edition as it was closed: %(edition)s") % {"edition": facts.edition.shown_title}
    return composer.source(label, facts.edition.get_absolute_url(), len(facts.mechanisms), _mechanisms(facts, composer))


def of_mechanism(one: Featured, facts: BookletFacts, composer: Composer) -> int:
    label = _("%(state)s, %(mechanism)s: what the edition says")
    said = {"state": one.country_name, "mechanism": one.name}
    return composer.source(label % said, one.entry.get_absolute_url(), 1, _mechanisms(facts, composer))


def of_changes(facts: BookletFacts, composer: Composer) -> int:
    label = _("What changed since the edition before: %(edition)s") % {"edition": facts.edition.shown_title}
    kept = composer.keep("changes", _changes(facts, composer))
    path = reverse("mechanisms:changes", args=[facts.edition.pk])
    return composer.source(label, path, len(composer.data[kept]), kept)


def of_notes(facts: BookletFacts, composer: Composer) -> int:
    kept = composer.keep("practice_notes", _notes(facts, composer))
    return composer.source(_("Practice notes for everybody"), reverse("mechanisms:practice_notes"), facts.notes, kept)


def _mechanisms(facts: BookletFacts, composer: Composer) -> str:
    return composer.keep("mechanisms", (_mechanism(one, composer) for one in facts.mechanisms))


def _mechanism(one: Featured, composer: Composer) -> Row:
    shown = {fact.fact: flat(fact) for section in one.sections() for fact in section.facts}
    values = one.facts
    raw = {
        "status": one.status,
        "launch": values.get("launch", {}).get("launched_on", ""),
        "instrument_link": values.get("instrument", {}).get("instrument_link", ""),
    }
    return {
        "id": one.pk,
        "title": str(one.name),
        "country": one.then.country,
        "country_name": one.country_name,
        "in_the_network": int(one.then.member),
        **{name: shown[name] for name in FACTS if name != "name"},
        **raw,
        "verified_on": one.verified_on.isoformat() if one.verified_on else "",
        "asked": int(one.then.asked),
        "answered": int(one.entry.answered),
        "featured_before": int(one.earlier is not None),
        "first_edition": str(one.since.shown_title),
        "illustrative": int(one.illustrative),
        "address": composer.absolute(one.entry.get_absolute_url()),
    }


def _changes(facts: BookletFacts, composer: Composer) -> Iterator[Row]:
    """A row for each fact that differs. What was not known is empty, as is a contact that is not public any more."""
    for one in facts.featured_before:
        assert one.earlier is not None
        for change in one.changes():
            yield {
                "id": one.pk,
                "title": str(one.name),
                "country": one.then.country,
                "fact": change.fact,
                "kind": change.kind.value,
                "before": "" if change.fact == "contact" and change.kind is Kind.LOST else flat(change.before),
                "after": flat(change.after),
                "compared_with": str(one.earlier.edition.shown_title),
                "illustrative": int(one.illustrative),
                "address": composer.absolute(one.entry.get_absolute_url()),
            }


def _notes(facts: BookletFacts, composer: Composer) -> Iterator[Row]:
    for group in facts.lessons:
        for note in group.notes:
            yield {
                "id": note.pk,
                "title": str(note.shown_title),
                "state": note.state.code,
                "state_name": note.state.name,
                "function": note.function,
                "text": str(note.text),
                "contact": str(note.contact),
                "cleared_on": _day(note.cleared_at),
                "illustrative": int(note.illustrative),
                "address": composer.absolute(note.get_absolute_url()),
            }


def _day(moment: Any) -> str:
    return timezone.localdate(moment).isoformat()
