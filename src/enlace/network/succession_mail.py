"""The mails of succession, in each reader's language. A name stands only in mail to those who may see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.mail import post
from enlace.core.registry import Due, registered
from enlace.network.models import Mandate, Person, Role, State
from enlace.network.prefilled import filling
from enlace.network.standing import giving_rights_on, part_in_words


@dataclass(frozen=True)
class Readers:
    """Who is told of a state's matter: its own people, and those of the secretariat who are not among them."""

    state: tuple[Person, ...]
    secretariat: tuple[Person, ...]

    def __iter__(self) -> Iterator[tuple[Person, bool]]:
        """Each reader, and whether they are of the state."""
        yield from ((person, True) for person in self.state)
        yield from ((person, False) for person in self.secretariat)

    def __len__(self) -> int:
        return len(self.state) + len(self.secretariat)


def readers_for(state: State, day: date) -> Readers:
    """Who plays a part of the state or the secretariat on the day and has an e-mail address."""
    giving = giving_rights_on(day)
    people = Person.objects.filter(erased_at=None).exclude(email="").order_by("pk")
    own = people.filter(pk__in=giving.of_states().filter(state=state).values("person"))
    secretaries = people.filter(pk__in=giving.filter(role=Role.SECRETARY).values("person"))
    return Readers(tuple(own), tuple(secretaries.exclude(pk__in=[person.pk for person in own])))


def post_ending(mandate: Mandate, readers: Readers, day: date) -> None:
    until = mandate.until or day
    for reader, of_state in readers:
        with override(reader.language):
            part = part_in_words(mandate)
            address = reverse("network:add_nomination") if of_state else mandate.person.get_absolute_url()
            _post(
                reader.email,
                _("%(part)s: the mandate ends on %(day)s") % {"part": capfirst(part), "day": in_words(until)},
                "mandate_ends",
                {
                    **{"mandate": mandate, "part": part, "until": in_words(until), "left": (until - day).days},
                    **{"own": mandate.person_id == reader.pk, "of_state": of_state, "address": absolute(address)},
                },
            )


def post_vacancy(state: State, since: date, readers: Readers) -> None:
    for reader, of_state in readers:
        with override(reader.language):
            seat = filling({"role": Role.FOCAL_POINT, "state": state})
            address = reverse("network:add_nomination") if of_state else reverse("network:add_person") + seat
            _post(
                reader.email,
                _("%(state)s has no focal point") % {"state": state},
                "vacant",
                {"state": state, "since": in_words(since), "of_state": of_state, "address": absolute(address)},
            )


def post_welcome(mandate: Mandate, state: State, others: Iterable[Mandate], day: date) -> None:
    """What is open for the state, who else is of it, and where all is found."""
    reader = mandate.person
    with override(reader.language):
        part = part_in_words(mandate)
        _post(
            reader.email or (reader.user.email if reader.user else ""),
            _("Welcome as %(part)s") % {"part": part},
            "welcome",
            {
                **{"part": part, "since": in_words(mandate.since), "due": [_line(one) for one in _due(reader, day)]},
                "others": [f"{capfirst(one.get_role_display())}: {one.person}" for one in others],
                "workspace": absolute(resolve_url(settings.LOGIN_REDIRECT_URL)),
                "state_page": absolute(state.get_absolute_url()),
                "directory": absolute(reverse("network:directory")),
            },
        )


def _due(reader: Person, day: date) -> list[Due]:
    found = [one for expected in registered("due") for one in expected(reader.user, day)]
    return sorted(found, key=lambda one: (one.day is None, one.day or day))


def _line(one: Due) -> Mapping[str, str]:
    title = f"{one.title} ({in_words(one.day)})" if one.day else one.title
    return {"title": title, "address": absolute(one.address)}


def in_words(day: date) -> str:
    return date_in_words(day, current_language())


def absolute(path: str) -> str:
    return settings.BASE_URL + path


def _post(to: str, subject: str, template: str, context: Mapping[str, Any]) -> None:
    post(to, subject, render_to_string(f"network/mail/{template}.txt", dict(context)).strip() + "\n")
