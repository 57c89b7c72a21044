"""Makers of the records of the network, and the cast that tests of every app share."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import ModuleType
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from enlace.accounts.models import User
from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.models import (
    Circular,
    Invitation,
    Mandate,
    Membership,
    Nomination,
    Organisation,
    PendingTable,
    Person,
    Role,
    State,
    SuccessionWarning,
)
from enlace.network.roles import OF_STATES

LONG_AGO = date(2012, 3, 29)


def make_state(code: str = "UY", **overrides: Any) -> State:
    """A member state since 2012; `member=False` leaves the membership out."""
    member = overrides.pop("member", True)
    state, made = State.objects.get_or_create(code=code, defaults={"column": 5, "row": 7} | overrides)
    if made and member:
        Membership.objects.create(state=state, since=LONG_AGO)
    return state


def make_organisation(**overrides: Any) -> Organisation:
    """An observer of civil society that observes since 2012; `member=False` leaves the membership out."""
    member = overrides.pop("member", True)
    fields = {"name": Texts({"es": "Observatorio de prueba"}), "sector": "civil_society"} | overrides
    organisation = Organisation.objects.create(**fields)
    if member and organisation.is_observer:
        Membership.objects.create(organisation=organisation, since=LONG_AGO)
    return organisation


def make_institution(code: str = "UY", **overrides: Any) -> Organisation:
    """A ministry of a state, Uruguay's if no other is named, which hosts meetings."""
    known = Organisation.objects.filter(sector="institution", state__code=code).first()
    fields = {"name": Texts({"es": "Ministerio de prueba"}), "sector": "institution"} | overrides
    return known or make_organisation(state=make_state(code), **fields)


def make_membership(**overrides: Any) -> Membership:
    fields = {"since": LONG_AGO} | overrides
    if "state" not in fields and "organisation" not in fields:
        fields["state"] = make_state("PY", member=False)
    return Membership.objects.create(**fields)


def make_person(**overrides: Any) -> Person:
    number = Person.objects.count() + 1
    return Person.objects.create(**{"name": f"Persona {number}", "email": f"persona{number}@example.org"} | overrides)


def make_mandate(role: str = Role.FOCAL_POINT, **overrides: Any) -> Mandate:
    """A mandate since a year ago, without an end; of Uruguay, of an observer or of the secretariat by its role."""
    fields = {"role": role, "since": today() - timedelta(days=365)} | overrides
    if role in OF_STATES and "state" not in fields:
        fields["state"] = make_state()
    if role == Role.OBSERVER and "organisation" not in fields:
        fields["organisation"] = make_organisation()
    if role == Role.HOST and "organisation" not in fields:
        fields["organisation"] = make_institution()
    if "person" not in fields:
        fields["person"] = make_person()
    return Mandate.objects.create(**fields)


def make_nomination(**overrides: Any) -> Nomination:
    fields = {"dated": today(), "reference": "Nota 12/26"} | overrides
    return Nomination.objects.create(**{"state": fields.pop("state", None) or make_state()} | fields)


def make_invitation(**overrides: Any) -> Invitation:
    """An invitation that is open for a week; its token is not known."""
    fields = {"token_hash": f"{Invitation.objects.count():064d}", "expires_at": timezone.now() + timedelta(days=7)}
    fields |= overrides
    return Invitation.objects.create(**{"person": fields.pop("person", None) or make_person()} | fields)


def make_succession_warning(**overrides: Any) -> SuccessionWarning:
    return SuccessionWarning.objects.create(**{"key": f"ends:{SuccessionWarning.objects.count()}"} | overrides)


def make_circular(**overrides: Any) -> Circular:
    """A sent circular for the members; `invited` takes people."""
    invited = overrides.pop("invited", ())
    fields = {"title": Texts({"es": "Circular de prueba"}), "sent_at": timezone.now()} | overrides
    circular = Circular.objects.create(**fields)
    circular.invited.set(invited)
    return circular


def make_pending_table(**overrides: Any) -> PendingTable:
    """A table of one mandate that waits for its uploader."""
    data = overrides.pop("data", None) or b"role,state,name,since\nvalidator,UY,Ana,2026-01-01\n"
    fields = {"name": "mandatos.csv", "content": ContentFile(data, "table")} | overrides
    return PendingTable.objects.create(
        **{"user": fields.pop("user", None) or make_user("uploader@example.org")} | fields
    )


def make_player(role: str, email: str, **overrides: Any) -> User:
    """An account whose person holds `role` since a year ago; `overrides` are those of the mandate."""
    user = overrides.pop("user", None) or make_user(email)
    person = make_person(name=f"Oficina {email}", email=email, user=user)
    make_mandate(role, person=person, **overrides)
    return user


def make_focal_point(email: str = "focal@example.org", code: str = "UY", **overrides: Any) -> User:
    return make_player(Role.FOCAL_POINT, email, state=make_state(code), **overrides)


def make_alternate(email: str = "alternate@example.org", code: str = "UY", **overrides: Any) -> User:
    return make_player(Role.ALTERNATE, email, state=make_state(code), **overrides)


def make_validator(email: str = "validator@example.org", code: str = "UY", **overrides: Any) -> User:
    return make_player(Role.VALIDATOR, email, state=make_state(code), **overrides)


def make_observer(email: str = "observer@example.org", **overrides: Any) -> User:
    return make_player(Role.OBSERVER, email, **overrides)


def make_secretary(email: str = "secretary@example.org", **overrides: Any) -> User:
    return make_player(Role.SECRETARY, email, **overrides)


def make_host(email: str = "host@example.org", **overrides: Any) -> User:
    """An officer of the institution that hosts meetings (`make_institution()`)."""
    return make_player(Role.HOST, email, **overrides)


def make_editor(email: str = "editor@example.org", **overrides: Any) -> User:
    return make_player(Role.EDITOR, email, **overrides)


@dataclass(frozen=True)
class Cast:
    """Everybody that rules are asked for. `host` is of the host of meetings; `stranger` only has an account."""

    focal_point: User
    other_focal_point: User
    alternate: User
    validator: User
    observer: User
    secretary: User
    editor: User
    host: User
    administrator: User
    stranger: User


def make_cast() -> Cast:
    """Of Uruguay, but the other focal point, who is Paraguay's."""
    return Cast(
        focal_point=make_focal_point(),
        other_focal_point=make_focal_point("other-focal@example.org", "PY"),
        alternate=make_alternate(),
        validator=make_validator(),
        observer=make_observer(),
        secretary=make_secretary(),
        editor=make_editor(),
        host=make_host(),
        administrator=make_user("root@example.org", is_superuser=True),
        stranger=make_user("stranger@example.org"),
    )


def fresh(user: User) -> User:
    """The same account, with its roles asked anew."""
    return User.objects.get(pk=user.pk)


COLUMNS = {
    "F": "focal_point",
    "O": "other_focal_point",
    "A": "alternate",
    "V": "validator",
    "B": "observer",
    "S": "secretary",
    "E": "editor",
    "H": "host",
    "R": "administrator",
    "N": "stranger",
    "?": "anonymous",
    ">": "command_line",
}
"""The head of a truth table of rules: all of the cast, somebody who is not signed in, and the command line."""

type Cases = Mapping[str, Callable[[Cast], tuple[Any, ...]]]
"""What a case of a truth table is asked about: the things that the rule gets beside the user."""


@dataclass(frozen=True)
class Row:
    rule: str
    case: str
    answers: str


def rows(table: str) -> list[Row]:
    """A truth table: a line for a rule and a case, `Y` or `.` beneath each letter of the head, then perhaps why.

    Raises ValueError where the head leaves somebody out and where a line cannot be read.
    """
    head, *lines = [line for line in table.splitlines() if line.strip()]
    if head.split() != list(COLUMNS):
        raise ValueError(f"The head is {' '.join(COLUMNS)}, not {head.strip()}.")
    pattern = re.compile(rf"(can_\w+) {{2,}}(\S.*?) {{2,}}([Y.](?: [Y.]){{{len(COLUMNS) - 1}}})(?: {{2,}}.*)?")
    found = [(line, pattern.fullmatch(line)) for line in lines]
    if unread := [line for line, match in found if match is None]:
        raise ValueError(f"This line has no answer for each of the cast: {unread[0]}")
    return [Row(*match.groups()) for _line, match in found if match]


def answers(rule: Callable[..., bool], cast: Cast, *things: Any) -> str:
    """What the rule says to each of the columns, written as in a truth table."""
    nobody = {"anonymous": AnonymousUser(), "command_line": None}
    asked = [nobody[name] if name in nobody else fresh(getattr(cast, name)) for name in COLUMNS.values()]
    return " ".join("Y" if rule(user, *things) else "." for user in asked)


def untrue_rows(table: str, rules: ModuleType, cases: Cases, cast: Cast) -> list[str]:
    """The rows that the rules answer otherwise; what a case makes is gone before the next."""
    wrong = []
    for row in rows(table):
        with transaction.atomic():
            found = answers(getattr(rules, row.rule), cast, *cases[row.case](cast))
            transaction.set_rollback(True)
        if found != row.answers:
            wrong.append(f"{row.rule}, {row.case}: {row.answers} is {found}")
    return wrong
