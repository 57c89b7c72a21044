"""The register as a list: by state, with what each mechanism does, and which states have none on record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.plain import plain
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.facts import FACTS, FUNCTIONS
from enlace.mechanisms.register.selection import Selection
from enlace.mechanisms.register.shown import partial_date_in_words
from enlace.network.composition import members_on
from enlace.network.models import State

NOT_LISTED = (
    *("instrument", "institutions", "civil_society", "academia", "secretariat", "budget_note"),
    *("activities", "outputs", "challenges", "next_steps", "contact", "sources"),
)


@dataclass(frozen=True)
class Line:
    mechanism: Mechanism

    @property
    def status(self) -> str:
        return status_in_words(self.mechanism)

    @property
    def launched(self) -> str:
        written = self.mechanism.launched_on
        return partial_date_in_words(written) if written else ""

    @property
    def functions(self) -> list[str]:
        """Those of which something is known."""
        return [str(FACTS[name].label) for name in FUNCTIONS if getattr(self.mechanism, name)]


@dataclass(frozen=True)
class Group:
    """The mechanisms of one state; `address` of the state's page, if it is or was a member."""

    code: str
    name: str
    address: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Register:
    """`published` are all that everybody sees, `drafts` those that this reader sees beside them."""

    selection: Selection
    published: tuple[Mechanism, ...]
    drafts: tuple[Mechanism, ...]
    members: tuple[State, ...]

    @cached_property
    def chosen(self) -> list[Mechanism]:
        return self.selection.of(self.published)

    @property
    def groups(self) -> list[Group]:
        return grouped(self.chosen)

    @property
    def draft_groups(self) -> list[Group]:
        return grouped(self.drafts)

    @cached_property
    def countries(self) -> set[str]:
        return {one.country for one in self.published}

    @property
    def without(self) -> list[State]:
        """Member states without a mechanism on record, by name."""
        return [one for one in self.members if one.code not in self.countries]

    @property
    def outside(self) -> int:
        """States outside the network with a mechanism on record."""
        return len({one.country for one in self.published if one.state_id is None})

    @property
    def established(self) -> int:
        return sum(one.status == "established" for one in self.published)

    @property
    def emerging(self) -> int:
        return sum(one.status == "emerging" for one in self.published)

    @property
    def unknown(self) -> int:
        return len(self.published) - self.established - self.emerging

    @property
    def illustrative(self) -> int:
        return sum(one.illustrative for one in self.published)


def status_in_words(mechanism: Mechanism) -> str:
    return capfirst(mechanism.get_status_display()) if mechanism.status else _("Status not known")


def register_of(reader: Anyone, selection: Selection, *, whole: bool = False) -> Register:
    """In two queries, however many there are. `whole`: with what the list does not show."""
    rows = Mechanism.objects.visible_to(reader).select_related("state")
    seen = list(rows if whole else rows.defer(*NOT_LISTED))
    published = tuple(one for one in seen if one.is_published)
    drafts = tuple(one for one in seen if not one.is_published)
    return Register(selection, published, drafts, tuple(member.state for member in members_on(today())))


def grouped(mechanisms: Iterable[Mechanism]) -> list[Group]:
    """By the name of the state, as the reader's language orders them."""
    by_code: dict[str, list[Mechanism]] = defaultdict(list)
    for one in mechanisms:
        by_code[one.country].append(one)
    groups = [
        Group(
            code,
            own[0].country_name,
            own[0].state.get_absolute_url() if own[0].state else "",
            tuple(Line(one) for one in sorted(own, key=lambda one: plain(str(one.shown_name)))),
        )
        for code, own in by_code.items()
    ]
    return sorted(groups, key=lambda one: plain(one.name))
