"""What the tick does so that no state stays without somebody who speaks for it.

That something was said (`SuccessionWarning`) is written in the transaction of its mails, under a key that is unique:
of two ticks at once one writes it, and a tick that dies has neither said it nor written it down.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.network.due import SOON, term_of
from enlace.network.models import Mandate, Membership, SuccessionWarning
from enlace.network.roles import ACTING
from enlace.network.spans import DAY
from enlace.network.standing import giving_rights_on
from enlace.network.succession import (
    Ending,
    Term,
    ending_keys,
    endings_due,
    vacancy_is_told,
    vacancy_key,
    vacancy_keys,
)
from enlace.network.succession_mail import post_ending, post_vacancy, post_welcome, readers_for
from enlace.network.vacancies import Vacancy, vacancies


def _first(key: str, moment: datetime) -> bool:
    """Whether it is said for the first time; call it inside the transaction of what is said."""
    return SuccessionWarning.objects.get_or_create(key=key, defaults={"at": moment})[1]


def warn_of_endings(moment: datetime) -> int:
    """Tell the state and the secretariat 60, 30 and 7 days before a mandate ends, once each; the number of mails."""
    day = timezone.localdate(moment)
    ending = giving_rights_on(day).of_states().ending(day, day + SOON)
    mandates = {one.pk: one for one in ending.select_related("state", "person")}
    return sum(_warn_of_ending(mandates[due.mandate], due.key, moment) for due in _endings_due(mandates.values(), day))


def _endings_due(mandates: Collection[Mandate], day: date) -> list[Ending]:
    """The second look, at who follows, is taken only where something is unsaid."""
    terms = [term_of(one) for one in mandates]
    keys = [key for term in terms for key in ending_keys(term)]
    given = set(SuccessionWarning.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else set()
    if not endings_due(terms, day, given):
        return []
    known = {term.mandate for term in terms}
    return [one for one in endings_due(_all_terms(mandates, day), day, given) if one.mandate in known]


def _all_terms(mandates: Collection[Mandate], day: date) -> list[Term]:
    same = Mandate.objects.of_states().filter(state__in={one.state_id for one in mandates})
    return [term_of(one) for one in same.filter(Q(until__isnull=True) | Q(until__gte=day))]


@transaction.atomic
def _warn_of_ending(mandate: Mandate, key: str, moment: datetime) -> int:
    """Where nobody is there to be told, it stays unsaid."""
    day = timezone.localdate(moment)
    readers = readers_for(mandate.state, day) if mandate.state else ()
    if not readers or not _first(key, moment):
        return 0
    post_ending(mandate, readers, day)
    return len(readers)


def warn_of_vacancies(moment: datetime) -> int:
    """Tell the secretariat and the state's people that it has no focal point, once a vacancy; the number of mails."""
    day = timezone.localdate(moment)
    found = vacancies(day)
    about = Q(pk__in=[])
    for one in found:
        about |= Q(key__startswith=vacancy_keys(one.state.pk))
    told = dict(SuccessionWarning.objects.filter(about).values_list("key", "at")) if found else {}
    days = {key: timezone.localdate(at) for key, at in told.items()}
    untold = [one for one in found if not vacancy_is_told(one.state.pk, one.since, days)]
    return sum(_warn_of_vacancy(one, moment) for one in _after_a_day(untold, day))


def _after_a_day(found: list[Vacancy], day: date) -> list[Vacancy]:
    """A membership may begin, or be written down, one day before its focal point is."""
    memberships = [str(one.membership_id) for one in found if one.membership_id]
    if not memberships:
        return found
    kind = Membership._meta.label_lower
    lines = AuditEntry.objects.filter(subject_kind=kind, subject_id__in=memberships).order_by("-id")
    recorded = {subject: timezone.localdate(at) for subject, at in lines.values_list("subject_id", "at")}
    begun = {one.state.pk: max(one.since, recorded.get(str(one.membership_id), one.since)) for one in found}
    return [one for one in found if one.membership_id is None or day > begun[one.state.pk]]


@transaction.atomic
def _warn_of_vacancy(vacancy: Vacancy, moment: datetime) -> int:
    readers = readers_for(vacancy.state, timezone.localdate(moment))
    if not readers or not _first(vacancy_key(vacancy.state.pk, vacancy.since), moment):
        return 0
    post_vacancy(vacancy.state, vacancy.since, readers)
    return len(readers)


def welcome_newcomers(moment: datetime) -> int:
    """Welcome who acts for a state since lately and has an account, once a mandate; the number of mails."""
    return sum(_welcome(one, moment) for one in _unwelcomed(timezone.localdate(moment)))


def _unwelcomed(day: date) -> QuerySet[Mandate]:
    key = Concat(Value("welcome:"), Cast(OuterRef("pk"), CharField()))
    acting = giving_rights_on(day).filter(role__in=ACTING, person__user__is_active=True, person__erased_at=None)
    found = acting.exclude(Exists(SuccessionWarning.objects.filter(key=key)))
    return found.select_related("person__user", "state").order_by("pk")


@transaction.atomic
def _welcome(mandate: Mandate, moment: datetime) -> int:
    """Somebody whose mandate follows on another of theirs needs none."""
    day = timezone.localdate(moment)
    before = Mandate.objects.on(mandate.since - DAY).filter(person=mandate.person_id, role=mandate.role)
    goes_on = before.filter(state=mandate.state_id).exists()
    if not _first(f"welcome:{mandate.pk}", moment) or goes_on or mandate.state is None:
        return 0
    others = giving_rights_on(day).of_states().filter(state=mandate.state_id).exclude(person=mandate.person_id)
    post_welcome(mandate, mandate.state, others.select_related("person").order_by("role", "pk"), day)
    return 1
