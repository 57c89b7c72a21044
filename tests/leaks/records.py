"""One record of every model of ours, and of each kind that its audience, listing, state or draft makes it, every text
of it being a canary: a word that stands nowhere else.

A model without `make_<model>` in its app's `testing.py` cannot be made here, and fails the test.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page

from enlace.accounts.models import AuditEntry, SignInTries, User
from enlace.accounts.testing import make_audit_entry
from enlace.core.models import Mail
from enlace.core.texts import TextsField
from enlace.files.models import File, Version
from enlace.files.owners import file_owners
from enlace.files.testing import make_file
from enlace.network.models import Listing, Mandate, Person, SuccessionWarning
from enlace.network.roles import roles_of
from enlace.network.testing import make_mandate, make_state

STATES = ("UY", "PY")
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
}
"""Texts that name a place or a kind, and would lead nowhere with another word in them."""

numbers = count(1)


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
    maker = maker_of(model)
    assert maker
    return (maker(**kind) for kind in kinds_of(model))


def make_records() -> list[Marked]:
    made = []
    for model in our_models():
        maker = maker_of(model)
        if maker is None:
            continue
        for kind in kinds_of(model):
            record = maker(**kind)
            if isinstance(record, Person):
                make_mandate(person=record, role="alternate")
            made.append(mark(record))
    return made


def canary() -> str:
    return f"kanari{next(numbers):05d}x"


def mark(record: models.Model) -> Marked:
    if isinstance(record, AuditEntry):
        word = canary()
        return Marked(make_audit_entry(on=record, before={"office": word}), {"before": word})
    model, canaries, values = type(record), {}, {}
    for one in model._meta.concrete_fields:
        if takes_canary(one):
            canaries[one.name] = canary()
            values[one.name] = written(one, canaries[one.name])
    if values:
        model._base_manager.filter(pk=record.pk).update(**values)
    record.refresh_from_db()
    if isinstance(record, Page) and record.live:
        canaries |= mark_draft(record)
    if isinstance(record, Version):
        canaries["content"] = canary()
        with record.content.open("ab") as content:
            content.write(canaries["content"].encode())
    return Marked(record, canaries)


def mark_draft(page: Page) -> dict[str, str]:
    """A newer draft of what is live has a canary too, that only editors may read."""
    draft = page.specific
    draft.title = canary()
    draft.save_revision()
    return {"draft": draft.title}


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
    return model._default_manager.visible_to(user).filter(pk=record.pk).exists()


def is_inside(user: Any) -> bool:
    """Of the secretariat or its editors, who read drafts and settings in the CMS."""
    roles = roles_of(user)
    return roles.is_secretary or roles.is_editor


def sees_of_person(user: Any, person: Person, name: str) -> bool:
    roles = roles_of(user)
    own = getattr(user, "pk", None) is not None and person.user_id == user.pk
    if roles.is_secretary or own:
        return True
    if roles.is_member:
        return Mandate.objects.filter(person=person).exists()
    shown = {Listing.NAME: {"name"}, Listing.CONTACT: {"name", "email", "phone"}}
    return name in shown.get(Listing(person.listing), set())


def sees_of_account(user: Any, account: User, name: str) -> bool:
    return user == account or roles_of(user).is_secretary or (name == "name" and is_inside(user))


FIELDS: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Person: sees_of_person,
    User: sees_of_account,
    AuditEntry: lambda user, entry, name: roles_of(user).is_secretary,
    Mail: lambda user, mail, name: False,
    SignInTries: lambda user, tries, name: False,
    SuccessionWarning: lambda user, warning, name: False,
}
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
