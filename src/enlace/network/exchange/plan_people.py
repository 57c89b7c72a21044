"""Which person a row means, and what it changes of their contact."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from babel import Locale
from django.utils.translation import gettext as _

from enlace.core.languages import current_language, default_language, language_codes
from enlace.network.exchange.directory_snapshot import Snapshot
from enlace.network.exchange.plan import Difference, Draft, Ref, Step, Touch, Turn
from enlace.network.exchange.table_columns import MANDATES
from enlace.network.exchange.table_lines import MandateLine, Place
from enlace.network.exchange.tables import printable
from enlace.network.models import Mandate, Person

CONTACT = ("name", "email", "phone", "language")


@dataclass
class Said:
    """All that the rows say of one person: each field with the row that says it first."""

    ref: Ref
    person: Person | None
    first: MandateLine
    fields: dict[str, tuple[str, Place]] = field(default_factory=dict)


class People:
    """First rows with an address, then those that a name alone tells: `identify` is asked in this order."""

    def __init__(self, snapshot: Snapshot, draft: Draft) -> None:
        self.snapshot, self.draft = snapshot, draft
        self.said: dict[Ref, Said] = {}
        self.new_by_name: dict[str, list[Ref]] = {}
        self.given_address: dict[int, str] = {}

    def identify(self, line: MandateLine, likely: Sequence[Mandate]) -> Ref | None:
        """`likely` are mandates like the row's, the likeliest first, which tell several people of one name apart."""
        person = self._recorded(line, likely)
        if person is not None:
            ref = f"person:{person.pk}"
        elif line.name or line.email:
            ref = self._new(line)
        else:
            self.draft.wrong(line.place, "name", _("Nobody is named."), _("Write a name or an e-mail address."))
            return None
        if ref == AMBIGUOUS:
            wrong = _("More than one person is called “%(name)s”.") % {"name": line.name}
            self.draft.wrong(line.place, "name", wrong, _("Add the e-mail address of the one that is meant."))
            return None
        self._listen(self.said.setdefault(ref, Said(ref, person, line)), line)
        return ref

    def _recorded(self, line: MandateLine, likely: Sequence[Mandate]) -> Person | None:
        if line.email:
            return self.snapshot.person_by_email.get(line.email.casefold()) or self._without_address(line)
        if not line.name:
            return None
        namesakes = self.snapshot.people_by_name.get(line.name, [])
        namesakes = [one for one in namesakes if not one.email] or namesakes
        if len(namesakes) > 1:
            by_pk = {one.pk: one for one in namesakes}
            return next((by_pk[mandate.person_id] for mandate in likely if mandate.person_id in by_pk), None)
        return namesakes[0] if namesakes else None

    def _without_address(self, line: MandateLine) -> Person | None:
        """Somebody recorded by name only, whose address the table adds."""
        unaddressed = [one for one in self.snapshot.people_by_name.get(line.name, []) if not one.email]
        if len(unaddressed) != 1:
            return None
        address = line.email.casefold()
        one = unaddressed[0]
        return one if self.given_address.setdefault(one.pk, address) == address else None

    def _new(self, line: MandateLine) -> Ref:
        if line.email:
            ref = f"person:+{line.email.casefold()}"
        elif len(self.snapshot.people_by_name.get(line.name, [])) > 1 or len(self.new_by_name.get(line.name, [])) > 1:
            return AMBIGUOUS
        else:
            ref = next(iter(self.new_by_name.get(line.name, [])), f"person:+{line.name}")
        refs = self.new_by_name.setdefault(line.name, [])
        if ref not in refs:
            refs.append(ref)
        return ref

    def _listen(self, said: Said, line: MandateLine) -> None:
        for name in CONTACT:
            text = getattr(line, name)
            if not text:
                continue
            first, place = said.fields.setdefault(name, (text, line.place))
            same = first.casefold() == text.casefold() if name == "email" else first == text
            if not same:
                wrong = _("Row %(row)d says something else of the same person: “%(said)s”.")
                details = {"row": place.row, "said": first}
                self.draft.wrong(line.place, name, wrong % details, _("Write the same in both rows."))

    def plan(self) -> None:
        """Steps and differences, shown at the first row of each person."""
        for said in self.said.values():
            if said.person is None:
                self._plan_new(said)
            else:
                self._plan_known(said, said.person)

    def _plan_new(self, said: Said) -> None:
        values = {name: said.fields[name][0] for name in CONTACT if name in said.fields}
        values.setdefault("language", default_language())
        shown = tuple(
            Difference(_label(name), "", _shown(name, values[name])) for name in CONTACT[1:] if name in values
        )
        step = Step(Turn.PERSON, said.first.place, said.ref, values | {"illustrative": said.first.illustrative})
        self.draft.steps.append(step)
        name = values.get("name") or values["email"]
        self.draft.touch(said.first.place, Touch("person", True, name, shown))

    def _plan_known(self, said: Said, person: Person) -> None:
        new = {
            name: text for name, (text, _place) in said.fields.items() if _differs(name, getattr(person, name), text)
        }
        if not new:
            return
        old = {name: getattr(person, name) for name in new}
        self.draft.steps.append(Step(Turn.PERSON, said.first.place, said.ref, new, old))
        shown = tuple(Difference(_label(name), _shown(name, old[name]), _shown(name, new[name])) for name in new)
        self.draft.touch(said.first.place, Touch("person", False, str(person), shown))


AMBIGUOUS = "person:?"


def _differs(name: str, old: str, new: str) -> bool:
    if name == "email":
        return old.casefold() != new.casefold()
    return printable(old) != new


def _shown(name: str, value: str) -> str:
    """As people read it: a language by its name in the language of the reader."""
    known = name == "language" and value in language_codes()
    return str(Locale.parse(value).get_display_name(current_language())) if known else value


def _label(name: str) -> str:
    return str(MANDATES.column(name).label)
