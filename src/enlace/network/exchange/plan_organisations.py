"""Which organisation a row means, and what it adds to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enlace.core.languages import default_language, preference
from enlace.core.plain import plain
from enlace.core.texts import Texts
from enlace.network.exchange.directory_snapshot import Snapshot
from enlace.network.exchange.plan import Difference, Draft, Ref, Step, Touch, Turn, pk_of
from enlace.network.exchange.table_columns import ORGANISATION, title
from enlace.network.exchange.table_lines import Place
from enlace.network.exchange.tables import printable
from enlace.network.models.members import Sector


@dataclass
class Known:
    """An organisation that is recorded, or that an earlier row adds."""

    ref: Ref
    names: dict[str, str]
    sector: str
    state: Ref | None

    @property
    def name(self) -> str:
        return str(Texts(self.names))


@dataclass(frozen=True)
class Wanted:
    """What a row says of its organisation. `sectors` are those that fit; `sure`: a new one is of the first of them."""

    place: Place
    key: str
    names: Texts
    sectors: Sequence[str]
    sector: str | None
    state: Ref | None = None
    sure: bool = False
    likely: tuple[Ref, ...] = ()
    """Which one it is where several are called so."""
    illustrative: bool = False

    @property
    def kind_key(self) -> str:
        return "kind" if self.key == "member" else "sector"


class Organisations:
    def __init__(self, snapshot: Snapshot, draft: Draft) -> None:
        self.draft = draft
        self.by_name: dict[str, list[Known]] = {}
        self.said: dict[tuple[Ref, str], tuple[str, Place]] = {}
        for one in snapshot.organisations:
            state = f"state:{one.state_id}" if one.state_id else None
            names = {code: printable(name) for code, name in one.name.items()}
            self._learn(Known(f"organisation:{one.pk}", names, one.sector, state))

    def _learn(self, known: Known) -> None:
        for name in {plain(name) for name in known.names.values()}:
            self.by_name.setdefault(name, []).append(known)

    def find(self, wanted: Wanted) -> Ref | None:
        """The organisation, added if none is called so; None where the row must be corrected, which is noted."""
        language = next(code for code in preference(default_language()) if code in wanted.names)
        namesakes = self.by_name.get(plain(wanted.names[language]), [])
        fitting = [known for known in namesakes if _fits(known, wanted)]
        if not fitting:
            if not namesakes or wanted.state:
                return self._add(wanted)
            self._tell_unfitting(wanted, namesakes[0])
            return None
        exact = [known for known in fitting if all(known.names.get(c) == text for c, text in wanted.names.items())]
        chosen = exact or fitting
        if len(chosen) > 1:
            chosen = [known for known in chosen if known.ref in wanted.likely]
        if not chosen:
            wrong = _("More than one organisation is called “%(name)s”.") % {"name": wanted.names[language]}
            self.draft.wrong(wanted.place, wanted.key, wrong, _("Correct their names in the directory first."))
            return None
        return self._same(chosen[0], wanted, language)

    def _same(self, known: Known, wanted: Wanted, language: str) -> Ref | None:
        if wanted.sector and wanted.sector != known.sector:
            labels = {"name": known.name, "sector": Sector(known.sector).label}
            wrong = _("“%(name)s” is recorded as: %(sector)s.") % labels
            self.draft.wrong(wanted.place, wanted.kind_key, wrong, _("Correct the kind here, or in the directory."))
            return None
        for code, text in wanted.names.items():
            if code != language:
                self._rename(known, code, text, wanted.place)
        return known.ref

    def _rename(self, known: Known, code: str, text: str, place: Place) -> None:
        """A name in a further language, of one that was recognised by its first."""
        said, first = self.said.setdefault((known.ref, code), (text, place))
        old = known.names.get(code, "")
        if said != text:
            wrong = _("Row %(row)d says another name, “%(name)s”.") % {"row": first.row, "name": said}
            self.draft.wrong(place, ORGANISATION.key, wrong, _("Write the same in both rows."))
        elif pk_of(known.ref) is None:
            known.names[code] = text
        elif first is place and old != text:
            self.draft.steps.append(Step(Turn.ORGANISATION, place, known.ref, {code: text}, {code: old}))
            difference = Difference(title(ORGANISATION, code), old, text)
            self.draft.touch(place, Touch("organisation", False, known.name, (difference,)))

    def _add(self, wanted: Wanted) -> Ref | None:
        sector = wanted.sector or (wanted.sectors[0] if wanted.sure else None)
        if sector is None or sector not in wanted.sectors:
            wrong = _("This organisation is new, and its kind is missing or does not fit the role.")
            fitting = ", ".join(str(Sector(one).label) for one in wanted.sectors)
            self.draft.wrong(wanted.place, wanted.kind_key, wrong, _("Write one of: %(kinds)s.") % {"kinds": fitting})
            return None
        known = Known(
            f"organisation:+{wanted.place.sheet}!{wanted.place.row}", dict(wanted.names), sector, wanted.state
        )
        self._learn(known)
        self.said |= {(known.ref, code): (text, wanted.place) for code, text in wanted.names.items()}
        values = {"name": known.names, "sector": sector, "state": wanted.state, "illustrative": wanted.illustrative}
        self.draft.steps.append(Step(Turn.ORGANISATION, wanted.place, known.ref, values))
        self.draft.touch(wanted.place, Touch("organisation", True, known.name, _named(sector)))
        return known.ref

    def _tell_unfitting(self, wanted: Wanted, namesake: Known) -> None:
        labels = {"name": namesake.name, "sector": Sector(namesake.sector).label}
        wrong = _("“%(name)s” is recorded as %(sector)s, which does not fit here.") % labels
        self.draft.wrong(wanted.place, wanted.key, wrong, _("Name another organisation, or correct the role."))


def _named(sector: str) -> tuple[Difference, ...]:
    return (Difference(_("kind"), "", str(Sector(sector).label)),)


def _fits(known: Known, wanted: Wanted) -> bool:
    return known.state == wanted.state if wanted.state else known.sector in wanted.sectors
