"""Lines of the audit log in the words of their reader, for as many queries as there are kinds of records on a page."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.models import AuditEntry
from enlace.accounts.rules import Anyone
from enlace.core.dates import date_in_words, moment_in_words
from enlace.core.languages import current_language
from enlace.core.texts import Text, Texts, TextsField
from enlace.network.audit import COMMAND_LINE, authors
from enlace.network.audit_words import (
    FACTS,
    action_in_words,
    author_in_words,
    kind_in_words,
    office_of,
    record_in_words,
)

type Records = Mapping[type[models.Model], Mapping[Any, models.Model]]


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """`subject` is the kind and number of the record, `called` what it is called now, `address` where it is seen."""

    entry: AuditEntry
    who: str
    office: str
    what: str
    subject: str
    called: Text | str = ""
    address: str = ""
    changes: list[Change] = field(default_factory=list)


def lines_of(entries: Sequence[AuditEntry], reader: Anyone) -> list[Line]:
    """In the order given. What `reader` may not see keeps its kind and number, without a name or an address."""
    who = authors(entry.by_id for entry in entries)
    records = _records(entries, reader)
    lines = []
    for entry in entries:
        author, model = who[entry.by_id or COMMAND_LINE], _model(entry.subject_kind)
        record = records.get(model, {}).get(_number(entry.subject_id)) if model else None
        lines.append(
            Line(
                entry=entry,
                who=author_in_words(author),
                office=office_of(author, timezone.localtime(entry.at).date()),
                what=action_in_words(entry.action, entry.subject_kind),
                subject=f"{kind_in_words(entry.subject_kind)} {entry.subject_id}".strip(),
                called=record_in_words(record),
                address=_address(record),
                changes=_changes(entry, model, records),
            )
        )
    return lines


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _number(written: str) -> int | str:
    return int(written) if written.isdecimal() else written


def _field(model: type[models.Model] | None, key: str) -> Any:
    """The field of `model` that a fact is called after, as far as it is one that people fill in."""
    try:
        found: Any = model._meta.get_field(key) if model else None
    except FieldDoesNotExist:
        return None
    return found if found and found.concrete and not found.primary_key else None


def _records(entries: Sequence[AuditEntry], reader: Anyone) -> Records:
    """Every record that the lines are about or refer to, by model and number, as far as `reader` may see it."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for entry in entries:
        model = _model(entry.subject_kind)
        if model is None:
            continue
        if isinstance(number := _number(entry.subject_id), int):
            wanted[model].add(number)
        for key, value in [*entry.before.items(), *entry.after.items()]:
            known = _field(model, key)
            if known and known.many_to_one and isinstance(value, int):
                wanted[known.related_model].add(value)
    return {model: _visible(model, numbers, reader) for model, numbers in wanted.items()}


def _visible(model: type[models.Model], numbers: set[Any], reader: Anyone) -> Mapping[Any, models.Model]:
    manager: Any = model._default_manager
    rows = manager.visible_to(reader) if hasattr(manager, "visible_to") else manager.all()
    links: list[Any] = [one for one in model._meta.fields if one.many_to_one]
    near = [one.name for one in links if one.related_model._meta.app_label == "network"]
    found: Mapping[Any, models.Model] = rows.select_related(*near).in_bulk(numbers) if near else rows.in_bulk(numbers)
    return found


def _address(record: models.Model | None) -> str:
    """Of records of ours that have one, or that stand on the page of a person."""
    own = getattr(type(record), "get_absolute_url", None)
    if own is None and record is not None:
        return _address(getattr(record, "person", None))
    if record is None or own is None or not own.__module__.startswith("enlace."):
        return ""
    try:
        return str(own(record))
    except NoReverseMatch:
        return ""


def _changes(entry: AuditEntry, model: type[models.Model] | None, records: Records) -> list[Change]:
    """What differs; of what is new or gone, all that is not empty."""
    changes = []
    for key in dict.fromkeys([*entry.before, *entry.after]):
        known = _field(model, key)
        before, after = (_value(model, key, facts.get(key), records) for facts in (entry.before, entry.after))
        if before != after:
            label = known.verbose_name if known else FACTS.get(key, key.replace("_", " "))
            changes.append(Change(str(label), before, after))
    return changes


def _value(model: type[models.Model] | None, key: str, value: Any, records: Records) -> str:
    """Empty for nothing."""
    known = _field(model, key)
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_name_in(model, str(one)) for one in value)
    if known is not None:
        if known.many_to_one:
            record = records.get(known.related_model, {}).get(value)
            return str(record_in_words(record)) if record else f"{known.related_model._meta.verbose_name} {value}"
        if known.choices:
            return str(dict(known.flatchoices).get(value, value))
        if isinstance(known, models.DateField):
            return _moment(str(value))
        if isinstance(known, TextsField) and isinstance(value, dict):
            texts = Texts(value)
            return str(texts) if len(texts) == 1 else "; ".join(f"{code}: {text}" for code, text in texts.items())
    if key == "owner":
        return kind_in_words(str(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _name_in(model: type[models.Model] | None, key: str) -> str:
    known = _field(model, key)
    return str(known.verbose_name) if known else key


def _moment(written: str) -> str:
    try:
        if len(written) == len("2026-01-01"):
            return date_in_words(date.fromisoformat(written), current_language())
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    return moment_in_words(timezone.localtime(moment) if timezone.is_aware(moment) else moment, current_language())
