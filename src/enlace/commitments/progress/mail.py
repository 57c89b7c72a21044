"""What people are told of reports, each in their language. Who did something is not told of it."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Progress, ProgressComment
from enlace.core.clock import today
from enlace.core.mail import post
from enlace.network.models import Person, Role
from enlace.network.models.people import MandateQuerySet
from enlace.network.roles import ACTING
from enlace.network.standing import giving_rights_on


def validators_of(state_id: int | None) -> MandateQuerySet:
    """Who clears for a state today."""
    return giving_rights_on(today()).filter(role=Role.VALIDATOR, state=state_id, person__erased_at=None)


def _speakers_of(progress: Progress) -> MandateQuerySet:
    if progress.state_id:
        return giving_rights_on(today()).filter(role__in=ACTING, state=progress.state_id)
    return giving_rights_on(today()).filter(role=Role.OBSERVER, organisation=progress.organisation_id)


def _people(mandates: MandateQuerySet, but: Anyone | None) -> list[Person]:
    people = Person.objects.filter(pk__in=mandates.values("person"), erased_at=None).exclude(email="")
    if but is not None:
        people = people.exclude(Q(user__isnull=False) & Q(user=but.pk))
    return list(people.order_by("pk"))


def mail_waiting(progress: Progress, by: Anyone | None) -> int:
    """To those who clear for the state, unless something of it waits for them already; the number of mails."""
    others = Progress.objects.waiting().filter(state=progress.state_id).exclude(pk=progress.pk)
    if others.exists():
        return 0
    people = _people(validators_of(progress.state_id), by)
    for person in people:
        with override(person.language):
            subject = _("A report on progress waits for you: %(commitment)s") % _titled(progress)
            _post(person, subject, "progress_waiting", progress, link=reverse("commitments:progress_to_clear"))
    return len(people)


def mail_sent_back(progress: Progress, by: Anyone | None) -> int:
    people = _people(_speakers_of(progress), by)
    for person in people:
        with override(person.language):
            subject = _("A report on progress was sent back: %(commitment)s") % _titled(progress)
            _post(person, subject, "progress_sent_back", progress, why=progress.sent_back_why)
    return len(people)


def mail_comment(comment: ProgressComment, by: Anyone | None, *, to_secretariat: bool) -> int:
    """To the other side: the secretariat, or those who speak for the body."""
    progress = comment.progress
    secretaries = giving_rights_on(today()).filter(role=Role.SECRETARY)
    people = _people(secretaries if to_secretariat else _speakers_of(progress), by)
    for person in people:
        with override(person.language):
            subject = _("A comment on a report: %(commitment)s") % _titled(progress)
            words: dict[str, Any] = {"text": comment.text, "body": progress.shown_body if to_secretariat else ""}
            _post(person, subject, "progress_comment", progress, **words)
    return len(people)


def _titled(progress: Progress) -> dict[str, Any]:
    return {"commitment": progress.commitment.shown_title}


def _post(person: Person, subject: str, template: str, progress: Progress, **words: Any) -> None:
    link = settings.BASE_URL + str(words.pop("link", "") or progress.get_absolute_url())
    told = _titled(progress) | words | {"link": link}
    post(person.email, subject, render_to_string(f"commitments/mail/{template}.txt", told))
