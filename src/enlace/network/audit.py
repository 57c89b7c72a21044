"""Which lines of the audit log somebody reads. The app that keeps it knows nothing of a secretariat."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from enlace.accounts.models import AuditEntry, AuditQuerySet, User
from enlace.accounts.rules import Anyone
from enlace.core.registry import registered
from enlace.network.models import Mandate, Person
from enlace.network.rules import can_read_audit

COMMAND_LINE = 0
"""As the number of an account: who worked at the machine's own command line, or the program by itself."""


def told_to(user: Anyone | None) -> AuditQuerySet:
    """The lines of which `user` may learn that they exist: not those about private records that they do not see.

    Of a record that is gone nobody learns any more.
    """
    private: list[Any] = [model() for model in registered("private_subject")]
    wanted = ~Q(subject_kind__in=[model._meta.label_lower for model in private])
    for model in private:
        seen = model.objects.visible_to(user or AnonymousUser()).values_list("pk", flat=True)
        wanted |= Q(subject_kind=model._meta.label_lower, subject_id__in=[str(pk) for pk in seen])
    return AuditEntry.objects.filter(wanted)


def audit_visible_to(user: Anyone | None) -> AuditQuerySet:
    log = told_to(user)
    return log if can_read_audit(user) else log.none()


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for; what is empty asks for nothing. `since` and `until` are days where the network is."""

    action: str = ""
    kind: str = ""
    id: str = ""
    account: int | None = None
    since: date | None = None
    until: date | None = None

    def of(self, entries: AuditQuerySet) -> AuditQuerySet:
        if self.action:
            entries = entries.filter(action=self.action)
        if self.kind:
            entries = entries.filter(subject_kind=self.kind)
        if self.id:
            entries = entries.filter(subject_id=self.id)
        if self.account is not None:
            entries = entries.filter(by=self.account or None)
        if self.since:
            entries = entries.filter(at__gte=_midnight(self.since))
        if self.until:
            entries = entries.filter(at__lt=_midnight(self.until + timedelta(days=1)))
        return entries

    def as_facts(self) -> dict[str, Any]:
        """What was asked for, as the audit log writes it."""
        days = {"since": self.since, "until": self.until}
        asked = {"action": self.action, "kind": self.kind, "id": self.id, "account": self.account}
        return {key: value for key, value in asked.items() if value not in ("", None)} | {
            key: day.isoformat() for key, day in days.items() if day
        }


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@dataclass(frozen=True)
class Author:
    """Who did something: `user` is None for the command line. Names are looked up when they are read, never kept."""

    user: User | None
    person: Person | None = None

    @property
    def account(self) -> int:
        return self.user.pk if self.user else COMMAND_LINE

    def mandate_on(self, day: date) -> Mandate | None:
        """The one that lasted on `day`, else the last one that had begun."""
        begun = [one for one in self.person.mandates.all() if one.since <= day] if self.person else []
        lasting = [one for one in begun if one.lasts_on(day)]
        return next(iter(lasting or begun), None)


def authors(user_ids: Iterable[int | None]) -> Mapping[int, Author]:
    """number of the account → who it is, with what their words need, in three queries; 0 is the command line."""
    users = User.objects.in_bulk({one for one in user_ids if one})
    people = Person.objects.filter(user__in=users).prefetch_related("mandates__state", "mandates__organisation")
    by_user = {person.user_id: person for person in people}
    known = {pk: Author(user, by_user.get(pk)) for pk, user in users.items()}
    return {COMMAND_LINE: Author(None)} | known
