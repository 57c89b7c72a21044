"""One record of every model of ours, and of each kind that its audience, listing, state or draft makes it, every text
of it being a canary: a word that stands nowhere else.

A model without `make_<model>` in its app's `testing.py` cannot be made here, and fails the test.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page

from enlace.accounts.models import AuditEntry, SignInTries, User
from enlace.accounts.testing import make_audit_entry
from enlace.consultations.models import Result
from enlace.core.models import Mail
from enlace.core.texts import TextsField
from enlace.files.models import File, Version
from enlace.files.owners import file_owners
from enlace.files.testing import make_file
from enlace.meetings.agenda.rules import can_join_session
from enlace.meetings.editions.rules import can_join_meeting
from enlace.meetings.models import (
    Approval,
    CalendarFeed,
    Delegate,
    Delegation,
    Meeting,
    MeetingReminder,
    Session,
    SessionVersion,
)
from enlace.network.audiences import Audience
from enlace.network.models import Listing, Mandate, Person, SuccessionWarning
from enlace.network.roles import roles_of
from enlace.network.testing import Cast, make_mandate, make_state
from tests.leaks import commitments, consultations, giving, library, mechanisms, reports
from tests.leaks.consultations import SEEN, make_consultations, mark_facts
from tests.leaks.documents import pdf_of
from tests.leaks.meetings import make_world
from tests.leaks.seen import seen_of

STATES = ("UY", "PY")
WORLDS = {"meetings", "consultations", "commitments", "library", "mechanisms", "reports", "giving"}
"""Apps whose records are made together, since each says who sees the others."""
SHORTEST = 14
UNMARKED = {
    "filter_spec",
    "focal_point_key",
    "slug",
    "path",
    "url_path",
    "password",
    "language",
    "subject_kind",
    "subject_id",
    "message_id",
    "content_type",
    "time_zone",
    "field",
}
"""Texts that name a place or a kind, and would lead nowhere with another word in them."""

numbers = count(1)
CANARY = re.compile(r"kanari\d{5,}x")


@dataclass(frozen=True)
class Marked:
    """A record and its canaries by field."""

    record: models.Model
    canaries: dict[str, str] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.record._meta.label} {self.record.pk}"


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("enlace.")]


def snake(model: type[models.Model]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()


def maker_of(model: type[models.Model]) -> Callable[..., Any] | None:
    try:
        room = import_module(f"enlace.{model._meta.app_label}.testing")
    except ModuleNotFoundError:
        return None
    return getattr(room, f"make_{snake(model)}", None)


def kinds_of(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """What to make of a model: one of each audience and listing, live and not, of each state."""
    names = {field.name: field for field in model._meta.get_fields() if isinstance(field, models.Field)}
    found = False
    for name in ("audience", "listing"):
        if name in names:
            found = True
            yield from ({name: value} for value, _label in names[name].choices or ())
    if "state" in names and model.__name__ != "Organisation":
        found = True
        yield from ({"state": make_state(code)} for code in STATES)
    if issubclass(model, Page) and model.__name__ in {"NewsPage", "StoryPage", "TextPage"}:
        found = True
        yield from ({"title": f"Una página {number}", "live": live} for number, live in enumerate((True, False)))
    if model in {File, Version}:
        found = True
        for owner in (owner for offer in file_owners() for owner in owned_by(offer.model)):
            yield {"owner": owner} if model is File else {"file": make_file(owner, content=None)}
    if not found:
        yield {}


def owned_by(model: type[models.Model]) -> Iterator[models.Model]:
    """Files of meetings are made with these."""
    if model._meta.app_label in WORLDS:
        return iter(())
    maker = maker_of(model)
    assert maker
    return (maker(**kind) for kind in kinds_of(model))


def make_records(cast: Cast) -> list[Marked]:
    made = []
    for model in our_models():
        maker = maker_of(model)
        if maker is None or model._meta.app_label in WORLDS:
            continue
        for kind in kinds_of(model):
            record = maker(**kind)
            if isinstance(record, Person):
                make_mandate(person=record, role="alternate")
            made.append(mark(record))
    worlds = (*make_world(cast).made, *make_consultations(cast), *commitments.make_commitments(cast))
    worlds = (*worlds, *mechanisms.make_mechanisms(cast), *library.make_library(), *reports.make_reports(cast))
    worlds = (*worlds, *giving.make_giving())
    made += [mark(record) for record in worlds]
    Session.objects.filter(audience=Audience.INVITED).update(link="")
    return made


def canary() -> str:
    return f"kanari{next(numbers):05d}x"


def mark(record: models.Model) -> Marked:
    if isinstance(record, AuditEntry):
        word = canary()
        return Marked(make_audit_entry(on=record, before={"office": word}), {"before": word})
    if isinstance(record, SessionVersion):
        return mark_publication(record)
    if isinstance(record, Approval):
        return mark_circulated(record)
    model, canaries, values = type(record), {}, {}
    for one in model._meta.concrete_fields:
        if is_canary(getattr(record, one.attname)):
            canaries[one.name] = getattr(record, one.attname)
        elif takes_canary(one) and not any(
            room.leads_nowhere(record, one.name) for room in (consultations, giving, mechanisms, reports)
        ):
            canaries[one.name] = canary()
            values[one.name] = written(one, canaries[one.name])
    if values:
        model._base_manager.filter(pk=record.pk).update(**values)
    record.refresh_from_db()
    if isinstance(record, Page) and record.live:
        canaries |= mark_draft(record)
    if isinstance(record, Result):
        canaries |= mark_facts(record, canary)
    if type(record) in MARKED:
        canaries |= MARKED[type(record)](record, canary)
    if isinstance(record, Version):
        canaries["content"] = canary()
        mark_content(record, canaries["content"])
    return Marked(record, canaries)


def mark_content(version: Version, word: str) -> None:
    data = pdf_of(word)
    with version.content.open("wb") as content:
        content.write(data)
    Version.objects.filter(pk=version.pk).update(size=len(data), sha256=sha256(data).hexdigest(), name=f"{word}.pdf")
    version.refresh_from_db()


def mark_draft(page: Page) -> dict[str, str]:
    """A newer draft of what is live has a canary too, that only editors may read."""
    draft = page.specific
    draft.title = canary()
    draft.save_revision()
    return {"draft": draft.title}


def mark_publication(version: SessionVersion) -> Marked:
    """What was published has other words than the draft of today."""
    canaries = {name: canary() for name in ("title", "summary", "room")}
    texts = {name: {"es": canaries[name]} for name in ("title", "summary")}
    version.facts = version.facts | texts | {"room": canaries["room"]}
    version.save()
    return Marked(version, canaries)


def mark_circulated(approval: Approval) -> Marked:
    """As `meetings.minutes.circulated` writes it."""
    canaries = {name: canary() for name in ("title", "text", "decision")}
    session = approval.meeting.sessions.filter(audience=Audience.NETWORK).first()
    minutes = {"session": session.pk, "version": 1, "title": {"es": canaries["title"]}, "day": str(session.day)}
    decision = {"decision": 1, "session": session.pk, "number": 1, "text": {"es": canaries["decision"]}, "state": "UY"}
    approval.content = {
        "sessions": [minutes | {"hours": "09:00–10:00", "text": canaries["text"], "language": "es"}],
        "decisions": [decision | {"owner": {}, "due_on": ""}],
    }
    approval.save()
    return Marked(approval, canaries)


def is_canary(value: Any) -> bool:
    return isinstance(value, str) and CANARY.fullmatch(value) is not None


def takes_canary(one: models.Field) -> bool:
    if one.name in UNMARKED or one.primary_key or one.choices or isinstance(one, models.FileField):
        return False
    if isinstance(one, TextsField):
        return True
    if not isinstance(one, models.CharField | models.TextField) or isinstance(one, models.SlugField):
        return False
    return type(one).__module__.startswith("django.") and (one.max_length or 1000) >= SHORTEST


def written(one: models.Field, word: str) -> Any:
    if isinstance(one, TextsField):
        return {"es": word}
    if isinstance(one, models.EmailField):
        return f"{word}@example.org"
    return f"https://{word}.example.org/" if isinstance(one, models.URLField) else word


def sees(user: Any, marked: Marked, name: str) -> bool:
    """Whether `user` may read the field `name` of a record."""
    record, model = marked.record, type(marked.record)
    if model in FIELDS:
        return FIELDS[model](user, record, name)
    if name == "draft" or not hasattr(model._default_manager, "visible_to"):
        return (model in OPEN and name != "draft") or is_inside(user)
    return record.pk in seen_of(user, model)


def is_inside(user: Any) -> bool:
    """Of the secretariat or its editors, who read drafts and settings in the CMS."""
    roles = roles_of(user)
    return roles.is_secretary or roles.is_editor


def sees_of_person(user: Any, person: Person, name: str) -> bool:
    roles = roles_of(user)
    own = getattr(user, "pk", None) is not None and person.user_id == user.pk
    if roles.is_secretary or own:
        return True
    if roles.is_member and Mandate.objects.filter(person=person).exists():
        return True
    delegated = Delegate.objects.filter(person=person)
    if delegated.filter(delegation__in=run_by(user)).exists():
        return True
    if name == "name" and Delegate.objects.visible_to(user).filter(pk__in=delegated).exists():
        return True
    organised = Meeting.objects.organised_by(user).values("pk")
    if name == "name" and person.speaking.filter(session__meeting__in=organised).exists():
        return True
    shown = {Listing.NAME: {"name"}, Listing.CONTACT: {"name", "email", "phone"}}
    return name in shown.get(Listing(person.listing), set())


def run_by(user: Any) -> models.QuerySet[Delegation]:
    """The delegations that are somebody's own, and those of meetings that they organise."""
    roles = roles_of(user)
    own = models.Q(state__in=roles.states) | models.Q(organisation__in=roles.organisations)
    organised = Meeting.objects.organised_by(user).values("pk")
    return Delegation.objects.filter(own | models.Q(meeting__in=organised))


def sees_of_delegation(user: Any, delegation: Delegation, name: str) -> bool:
    """Why it was sent back is between the delegation and who organises the meeting."""
    return run_by(user).filter(pk=delegation.pk).exists()


def sees_of_meeting(user: Any, meeting: Meeting, name: str) -> bool:
    if name == "link":
        return organises(user, meeting) or can_join_meeting(user, meeting)
    return meeting.pk in seen_of(user, Meeting)


def sees_of_session(user: Any, session: Session, name: str) -> bool:
    """The draft of a session is its organisers'; others read what was published (SessionVersion)."""
    return organises(user, session.meeting) or (name == "link" and can_join_session(user, session))


def organises(user: Any, meeting: Meeting) -> bool:
    return Meeting.objects.organised_by(user).filter(pk=meeting.pk).exists()


def sees_of_delegate(user: Any, delegate: Delegate, name: str) -> bool:
    return name != "registration_hash" and delegate.pk in seen_of(user, Delegate)


def sees_of_account(user: Any, account: User, name: str) -> bool:
    return user == account or roles_of(user).is_secretary or (name == "name" and is_inside(user))


FIELDS: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Person: sees_of_person,
    User: sees_of_account,
    AuditEntry: lambda user, entry, name: roles_of(user).is_secretary,
    Mail: lambda user, mail, name: False,
    SignInTries: lambda user, tries, name: False,
    SuccessionWarning: lambda user, warning, name: False,
    Meeting: sees_of_meeting,
    Session: sees_of_session,
    Delegation: sees_of_delegation,
    Delegate: sees_of_delegate,
    CalendarFeed: lambda user, feed, name: False,
    MeetingReminder: lambda user, reminder, name: False,
    **SEEN,
    **commitments.SEEN,
    **library.SEEN,
    **mechanisms.SEEN,
    **reports.SEEN,
    **giving.SEEN,
}
MARKED = commitments.MARKED | library.MARKED | mechanisms.MARKED | reports.MARKED | giving.MARKED
OPEN = {model for model in our_models() if model.__name__ in {"Theme", "NetworkSettings"}}
"""Public as a whole: the vocabulary, and what the network says of itself on every page."""
CLOSED = {"PageKey", "ImportedPage", "PendingFile", "SiteRendition"}
"""Seen by nobody but in the CMS: what the importer remembers, and pictures made of images, served as their image is."""


def without_an_answer() -> list[str]:
    """Models of ours of which nothing says who may see them."""
    return [
        model._meta.label
        for model in our_models()
        if not hasattr(model._default_manager, "visible_to")
        and model not in FIELDS
        and model not in OPEN
        and model.__name__ not in CLOSED
    ]


def hidden_from(user: Any, records: list[Marked]) -> dict[str, str]:
    """canary → what it is of, for everything that `user` must not read."""
    return {
        word: f"{marked}.{name}"
        for marked in records
        for name, word in marked.canaries.items()
        if not sees(user, marked, name)
    }


def is_visible(user: Any, record: models.Model) -> bool:
    manager = type(record)._default_manager
    if hasattr(manager, "visible_to"):
        return bool(manager.visible_to(user).filter(pk=record.pk).exists())
    return roles_of(user).is_secretary
