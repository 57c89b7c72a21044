"""The demonstration's network: true members since the true day; offices, mandates and observers written for it.

What is under way is dated from the day on which the demonstration is prepared.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import override

from enlace.accounts.actions import create_account
from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.demonstration.accounts import ACCOUNTS, ADMINISTRATOR, HOSTS_FOR, Account
from enlace.network.member_actions import record_membership, record_organisation, record_state
from enlace.network.models import Listing, Mandate, Membership, Organisation, Person, Role, Sector, State
from enlace.network.people_actions import choose_listing, record_mandate, record_person
from enlace.network.roles import OF_THE_TREASURY

FOLDER = Path(__file__).parent
LAUNCH = date(2012, 3, 29)
VACANT, VACANT_DAYS, ENDS_SOON = "PA", 9, {"PY": 25, "EC": 52}
LISTINGS = (Listing.CONTACT, Listing.NAME, Listing.OFFICE, Listing.NAME)


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def make_demonstration_network() -> None:
    """Fill a database that has no member state yet; what a secretariat has changed since is left alone."""
    if State.objects.exists():
        return
    words = read("words")
    with transaction.atomic():
        for number, entry in enumerate(read("states")):
            make_state(entry, words, number)
        observers = {entry["key"]: make_observer(entry) for entry in words["observers"]}
        secretariat = record_organisation(
            Organisation(name=Texts(words["secretariat"]), sector=Sector.SECRETARIAT, illustrative=True), by=None
        )
        for account in ACCOUNTS:
            give_account(account, words, observers, secretariat)
        open_account(ADMINISTRATOR.email, ADMINISTRATOR.name, "es", ADMINISTRATOR.password, is_superuser=True)


def open_account(email: str, name: str, language: str, password: str, *, is_superuser: bool = False) -> User:
    known = User.objects.filter(email=email).first()
    return known or create_account(
        email, by=None, name=name, language=language, password=password, is_superuser=is_superuser
    )


def make_state(entry: dict[str, Any], words: dict[str, Any], number: int) -> None:
    state = record_state(entry["code"], by=None, column=entry["column"], row=entry["row"])
    record_membership(
        Membership(state=state, since=LAUNCH, launched=entry.get("launched", False), source=words["launch"]), by=None
    )
    institution = record_organisation(
        Organisation(
            name=Texts(words["institutions"][entry["institution"]]),
            sector=Sector.INSTITUTION,
            state=state,
            illustrative=True,
        ),
        by=None,
    )
    handover = today() - timedelta(days=VACANT_DAYS if state.code == VACANT else 400 + 23 * number)
    language = entry["language"]
    former = make_office("former", state, language, words)
    hold(
        former,
        Role.FOCAL_POINT,
        words["offices"]["former"],
        handover - timedelta(days=1500),
        handover,
        state,
        institution,
    )
    if state.code == VACANT:
        return
    person = make_office("focal_point", state, language, words)
    choose_listing(person, LISTINGS[number % len(LISTINGS)], by=None)
    days = ENDS_SOON.get(state.code, 200 + 31 * number)
    hold(
        person,
        Role.FOCAL_POINT,
        words["offices"]["focal_point"],
        handover + timedelta(days=1),
        today() + timedelta(days=days),
        state,
        institution,
    )


def make_office(kind: str, state: State, language: str, words: dict[str, Any]) -> Person:
    """Somebody without a name: an office of the state, in its own language."""
    with override(language):
        name = f"{words['people'][kind][language]}, {state.name}"
    return record_person(by=None, name=name, email=address(kind, state), language=language, illustrative=True)


def address(kind: str, state: State) -> str:
    return f"{kind.replace('_', '-')}.{state.code.lower()}@example.org"


def hold(
    person: Person,
    role: str,
    office: dict[str, str],
    since: date,
    until: date | None,
    state: State | None = None,
    organisation: Organisation | None = None,
) -> Mandate:
    return record_mandate(
        Mandate(
            person=person,
            role=role,
            office=Texts(office),
            since=since,
            until=until,
            state=state,
            organisation=organisation,
            illustrative=True,
        ),
        by=None,
    )


def make_observer(entry: dict[str, Any]) -> Organisation:
    organisation = record_organisation(
        Organisation(name=Texts(entry["name"]), sector=entry["sector"], illustrative=True), by=None
    )
    since = date.fromisoformat(entry["since"]) if "since" in entry else date(today().year - entry["years"], 10, 26)
    ended = entry.get("ended")
    until = date(today().year - ended, 6, 30) if ended else None
    record_membership(Membership(organisation=organisation, since=since, until=until, illustrative=True), by=None)
    return organisation


def give_account(
    account: Account, words: dict[str, Any], observers: dict[str, Organisation], secretariat: Organisation
) -> None:
    """An account for its office; the focal points have theirs in the directory already."""
    state = State.objects.filter(code=account.of).first()
    user = open_account(account.email, account.name, account.language, account.password)
    if Person.objects.filter(user=user).exists():
        return
    holder = Mandate.objects.on(today()).filter(role=account.role, state=state).first() if state else None
    if holder and account.role == Role.FOCAL_POINT:
        person = holder.person
        person.email, person.user, person.name = account.email, user, account.name
        person.save(update_fields=["email", "user", "name"])
        return
    person = record_person(
        by=None, name=account.name, email=account.email, language=account.language, user=user, illustrative=True
    )
    choose_listing(person, Listing.CONTACT if account.role == Role.SECRETARY else Listing.NAME, by=None)
    organisation = observers.get(account.of) or (secretariat if state is None else institution_of(state))
    since, until = today() - timedelta(days=380), today() + timedelta(days=410)
    if account.role == Role.HOST:
        state, until = None, today() + HOSTS_FOR
    lasts = account.role in (Role.SECRETARY, Role.EDITOR, *OF_THE_TREASURY)
    hold(person, account.role, words["offices"][account.role], since, None if lasts else until, state, organisation)


def institution_of(state: State) -> Organisation | None:
    return Organisation.objects.filter(state=state).first()
