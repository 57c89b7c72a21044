"""Which mandate a row means, and what it changes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.network.exchange.directory_snapshot import Snapshot, grouped
from enlace.network.exchange.plan import Difference, Draft, Ref, Step, Touch, Turn, earlier_end, pk_of
from enlace.network.exchange.plan_organisations import Organisations, Wanted
from enlace.network.exchange.plan_overlaps import Span
from enlace.network.exchange.plan_people import People
from enlace.network.exchange.table_columns import MANDATES, OFFICE, title
from enlace.network.exchange.table_lines import MandateLine, Place
from enlace.network.exchange.tables import printable
from enlace.network.models import Mandate
from enlace.network.models.members import OBSERVER_SECTORS, Sector
from enlace.network.roles import OF_STATES, Role


@dataclass
class Change:
    """What a row changes of a mandate or membership that is recorded."""

    values: dict[str, Any]
    before: dict[str, Any]
    differences: list[Difference]

    def note(self, name: str, old: Any, new: Any, label: str, *shown: str) -> None:
        self.values[name], self.before[name] = new, old
        self.differences.append(Difference(label, *shown))


NOBODY = "person:?"


class Mandates:
    def __init__(
        self, snapshot: Snapshot, draft: Draft, states: Mapping[str, Ref], organisations: Organisations, people: People
    ) -> None:
        self.snapshot, self.draft, self.states = snapshot, draft, states
        self.organisations, self.people = organisations, people
        self.alike = grouped(((one.role, one.state_id, one.since), one) for one in snapshot.mandates)
        self.nobodys = {mandate.pk for mandate in snapshot.mandates_of_nobody}
        self.rows: dict[Any, Place] = {}
        self.spans: dict[int, Span] = {one.pk: _span_of(one) for one in snapshot.mandates}
        self.new_spans: list[Span] = []

    def plan(self, line: MandateLine) -> None:
        state = self._state(line)
        if line.state and state is None:
            return
        likely = self.alike.get((line.role, pk_of(state) if state else None, line.since), [])
        if state and pk_of(state) is None:
            likely = []
        likely = sorted(likely, key=lambda mandate: self._unlike(mandate, line))
        person, mine = self._person(line, likely)
        if person is None:
            return
        organisation = self._organisation(line, state, mine)
        if line.organisation and organisation is None:
            return
        mandate = _match(line, mine, organisation)
        if mandate:
            person, organisation = f"person:{mandate.person_id}", organisation or _organisation_of(mandate)
        elif not (line.name or line.email):
            self.draft.wrong(line.place, "name", _("Nobody is named."), _("Write a name or an e-mail address."))
            return
        if self._is_first(line, person, state, organisation, mandate):
            self._change(line, mandate, organisation) if mandate else self._add(line, person, state, organisation)

    def _state(self, line: MandateLine) -> Ref | None:
        if line.state and line.state not in self.states:
            wrong = _("This state is not in the directory.")
            mend = _("Add its membership first, in the table “memberships”.")
            self.draft.wrong(line.place, "state", wrong, mend)
        return self.states.get(line.state)

    def _unlike(self, mandate: Mandate, line: MandateLine) -> int:
        """How much of a mandate a row would change; one that an earlier row is about comes last."""
        person = self.snapshot.person_by_pk[mandate.person_id]
        offices = any(printable(mandate.office.get(code, "")) != text for code, text in line.office.items())
        contact = printable(person.phone) != line.phone
        return (mandate.until != line.until) + offices + contact + 10 * (mandate.pk in self.rows)

    def _person(self, line: MandateLine, likely: list[Mandate]) -> tuple[Ref | None, list[Mandate]]:
        """The person and their mandates like the row's; for a row that names nobody, those of nobody not yet met."""
        if not (line.name or line.email):
            return NOBODY, [one for one in likely if one.pk in self.nobodys]
        person = self.people.identify(line, [one for one in likely if one.pk not in self.rows])
        return person, [one for one in likely if f"person:{one.person_id}" == person]

    def _organisation(self, line: MandateLine, state: Ref | None, mine: list[Mandate]) -> Ref | None:
        if not line.organisation:
            return None
        sectors = [Sector.SECRETARIAT]
        if line.role in OF_STATES:
            sectors = [Sector.INSTITUTION]
        elif line.role == Role.OBSERVER:
            sectors = list(OBSERVER_SECTORS)
        elif line.role == Role.HOST:
            sectors = [Sector.INSTITUTION, *OBSERVER_SECTORS]
        likely = tuple(ref for one in mine if (ref := _organisation_of(one)))
        wanted = Wanted(
            *(line.place, "organisation", line.organisation, [str(one) for one in sectors], line.sector, state),
            sure=line.role != Role.OBSERVER,
            likely=likely,
            illustrative=line.illustrative,
        )
        return self.organisations.find(wanted)

    def _is_first(
        self, line: MandateLine, person: Ref, state: Ref | None, organisation: Ref | None, mandate: Mandate | None
    ) -> bool:
        body = state if line.role in OF_STATES else organisation
        key = mandate.pk if mandate else (person, line.role, body, line.since)
        first = self.rows.setdefault(key, line.place)
        if mandate and mandate.pk in self.nobodys:
            self.nobodys.remove(mandate.pk)
        if first is not line.place:
            wrong = _("Row %(row)d is about the same mandate already.") % {"row": first.row}
            self.draft.wrong(line.place, "", wrong, _("Keep one of the two rows."))
        return first is line.place

    def _add(self, line: MandateLine, person: Ref, state: Ref | None, organisation: Ref | None) -> None:
        letter = self._letter(line, state, None)
        values: dict[str, Any] = {"person": person, "role": line.role, "state": state, "organisation": organisation}
        values |= {"office": dict(line.office), "since": line.since, "until": line.until}
        values |= {"nomination": letter, "illustrative": line.illustrative}
        ref = f"mandate:+{line.place.sheet}!{line.place.row}"
        self.draft.steps.append(Step(Turn.REST, line.place, ref, values))
        shown = [Difference(str(title(OFFICE, code)), "", text) for code, text in line.office.items()]
        shown += [Difference(_label("since"), "", in_words(line.since))]
        shown += [Difference(_label("until"), "", in_words(line.until))] if line.until else []
        shown += [Difference(_label("reference"), "", line.reference)] if line.reference else []
        self.draft.touch(line.place, Touch("mandate", True, str(Role(line.role).label), tuple(shown)), is_the_row=True)
        self.new_spans.append(Span(line.role, person, state, organisation, line.since, line.until, line.place, True))

    def _change(self, line: MandateLine, mandate: Mandate, organisation: Ref | None) -> None:
        change = Change({}, {}, [])
        if line.says_until and line.until != mandate.until:
            shown = in_words(mandate.until), in_words(line.until)
            change.note("until", mandate.until, line.until, _label("until"), *shown)
        for code, text in line.office.items():
            old = printable(mandate.office.get(code, ""))
            if old != text:
                change.note(f"office {code}", old, text, title(OFFICE, code), old, text)
        if organisation != (old_one := _organisation_of(mandate)):
            name = str(self.snapshot.organisation_by_pk[mandate.organisation_id]) if mandate.organisation_id else ""
            change.note("organisation", old_one, organisation, _label("organisation"), name, str(line.organisation))
        letter = self._letter(line, f"state:{mandate.state_id}", mandate)
        if letter != mandate.nomination_id:
            old_letter = self.snapshot.letter_by_pk.get(mandate.nomination_id)
            shown = old_letter.reference if old_letter else "", line.reference
            change.note("nomination", mandate.nomination_id, letter, _label("reference"), *shown)
        if change.values:
            self._note_change(line, mandate, change)

    def _note_change(self, line: MandateLine, mandate: Mandate, change: Change) -> None:
        if self.snapshot.person_by_pk[mandate.person_id].erased_at:
            wrong = _("This person was erased, so that their mandates stay as they are.")
            self.draft.wrong(line.place, "", wrong, _("Delete this row."))
            return
        until = change.values.get("until", mandate.until)
        turn = Turn.ENDING if "until" in change.values and earlier_end(mandate.until, until) else Turn.REST
        step = Step(turn, line.place, f"mandate:{mandate.pk}", change.values, change.before)
        self.draft.steps.append(step)
        touch = Touch("mandate", False, str(Role(mandate.role).label), tuple(change.differences))
        self.draft.touch(line.place, touch)
        self.spans[mandate.pk] = _span_of(mandate, until, line.place)

    def _letter(self, line: MandateLine, state: Ref | None, mandate: Mandate | None) -> int | None:
        recorded = mandate.nomination_id if mandate else None
        current = self.snapshot.letter_by_pk.get(recorded)
        if not line.reference or (current and plain(current.reference) == plain(line.reference)):
            return recorded
        letters = self.snapshot.letters.get((pk_of(state) or 0, plain(line.reference)), []) if state else []
        if not letters:
            wrong = _("No letter of this state is filed under “%(reference)s”.") % {"reference": line.reference}
            mend = _("File the letter first, or leave this cell empty.")
            self.draft.wrong(line.place, "reference", wrong, mend)
            return recorded
        return letters[0].pk


def _match(line: MandateLine, mine: list[Mandate], organisation: Ref | None) -> Mandate | None:
    same = [one for one in mine if _organisation_of(one) == organisation]
    if same:
        return same[0]
    if line.role in OF_STATES or not line.organisation:
        return mine[0] if len(mine) == 1 or (line.role in OF_STATES and mine) else None
    return None


def _organisation_of(mandate: Mandate) -> Ref | None:
    return f"organisation:{mandate.organisation_id}" if mandate.organisation_id else None


def _span_of(mandate: Mandate, until: date | None = None, place: Place | None = None) -> Span:
    """As recorded, or as a row changes it."""
    state = f"state:{mandate.state_id}" if mandate.state_id else None
    last = until if place else mandate.until
    person = f"person:{mandate.person_id}"
    return Span(mandate.role, person, state, _organisation_of(mandate), mandate.since, last, place, place is not None)


def in_words(day: date | None) -> str:
    return date_in_words(day, current_language()) if day else _("goes on")


def _label(key: str) -> str:
    return str(MANDATES.column(key).label)
