"""What is told of the written procedure, to each in their language. The text itself is read after signing in."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.clock import today
from enlace.core.mail import post
from enlace.meetings.minutes.queries import members_of
from enlace.meetings.models import Approval
from enlace.network.dated import day_in_words
from enlace.network.models import Person, Role, State
from enlace.network.standing import giving_rights_on


def people_of(states: Iterable[State]) -> list[Person]:
    """Who speaks or clears for one of the states today and has an e-mail address, each once."""
    giving = giving_rights_on(today()).of_states().filter(state__in=states)
    return list(Person.objects.filter(pk__in=giving.values("person"), erased_at=None).exclude(email="").order_by("pk"))


def secretaries(besides: Iterable[Person] = ()) -> list[Person]:
    giving = giving_rights_on(today()).filter(role=Role.SECRETARY)
    people = Person.objects.filter(pk__in=giving.values("person"), erased_at=None).exclude(email="")
    return list(people.exclude(pk__in=[one.pk for one in besides]).order_by("pk"))


def mail_opened(approval: Approval) -> int:
    people = people_of(members_of(approval))
    for person in people:
        with override(person.language):
            subject = _("Minutes for approval until %(day)s: %(meeting)s") % _named(approval)
            _post(person, subject, "approval_opened", approval)
    return len(people)


def mail_reminder(approval: Approval, state: State) -> int:
    people = people_of([state])
    for person in people:
        with override(person.language):
            subject = _("%(state)s has not answered yet: minutes of %(meeting)s") % (
                _named(approval) | {"state": state.name}
            )
            _post(person, subject, "approval_reminder", approval, state=state.name)
    return len(people)


def mail_withdrawn(approval: Approval) -> int:
    people = people_of(members_of(approval))
    for person in people:
        with override(person.language):
            subject = _("The minutes were withdrawn: %(meeting)s") % _named(approval)
            _post(person, subject, "approval_withdrawn", approval)
    return len(people)


def mail_settled(approval: Approval, objecting: list[State]) -> int:
    """To the states and the secretariat."""
    asked = people_of(members_of(approval))
    people = [*asked, *secretaries(besides=asked)]
    for person in people:
        with override(person.language):
            if approval.approved_at:
                subject = _("The minutes are approved: %(meeting)s") % _named(approval)
            else:
                subject = _("The minutes are not approved: %(meeting)s") % _named(approval)
            _post(person, subject, "approval_settled", approval, objecting=[state.name for state in objecting])
    return len(people)


def _named(approval: Approval) -> dict[str, str]:
    return {"meeting": str(approval.meeting.shown_title), "day": day_in_words(approval.closes_on)}


def _post(person: Person, subject: str, template: str, approval: Approval, **more: Any) -> None:
    words = {
        **_named(approval),
        "opened": day_in_words(timezone.localdate(approval.opened_at)),
        "approved": approval.approved_at is not None,
        "link": settings.BASE_URL + approval.get_absolute_url(),
        **more,
    }
    post(person.email, subject, render_to_string(f"meetings/mail/{template}.txt", words).strip() + "\n")
