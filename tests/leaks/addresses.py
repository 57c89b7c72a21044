"""Every address that the project answers, found in its own list of patterns, filled with the records there are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern
from wagtail.models import Page

from enlace.files.models import File
from enlace.giving.models import Campaign
from enlace.library.models import Collection
from enlace.network.models import State
from enlace.themes.models import Theme
from tests.leaks.records import Marked, our_models, snake

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
MOST, MOST_OF_THE_CMS = 240, 2
"""How many fillings of one pattern are tried; the CMS is closed by its path, whatever stands behind it."""


@dataclass(frozen=True)
class Way:
    """A pattern of addresses: `ours` if the view behind it is."""

    route: str
    name: str
    ours: bool
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Address:
    """`record` is the one that the address names, if it names one of ours."""

    path: str
    way: Way
    record: models.Model | None = None


def ways(patterns: list[Any] | None = None, before: str = "/", space: str = "") -> Iterator[Way]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + route_of(one.pattern)
        if isinstance(one, URLResolver):
            names = f"{space}{one.namespace}:" if one.namespace else space
            yield from ways(one.url_patterns, route, names)
        elif isinstance(one, URLPattern):
            module = getattr(one.callback, "__module__", "")
            parameters = tuple(match["name"] for match in PARAMETER.finditer(route))
            yield Way(route, f"{space}{one.name or ''}", module.startswith("enlace."), parameters)


def route_of(pattern: Any) -> str:
    """With `<name>` for each parameter, whether it was written as a route or as a regular expression."""
    text = str(pattern)
    if not isinstance(pattern, RegexPattern):
        return text
    text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", text)
    text = re.sub(r"\(\?:([^()|]*)\|[^()]*\)", r"\1", text)
    return text.replace("^", "").replace("$", "").replace("\\", "").replace("d+", "1")


type Value = tuple[str, models.Model | None]
"""What stands for a parameter, and the record that it names, if it names one of ours."""


def values_of(records: list[Marked]) -> Callable[[str], list[Value]]:
    """parameter → what may stand there: by its name the ids of one model, else words that lead somewhere."""
    by_name: dict[str, list[Value]] = {}
    for model in our_models():
        by_name[f"{snake(model)}_id"] = [
            (str(one.record.pk), one.record) for one in records if type(one.record) is model
        ]
    by_name["state_code"] = [(one.record.code.lower(), one.record) for one in records if isinstance(one.record, State)]
    by_name["theme_slug"] = [(one.record.slug, one.record) for one in records if isinstance(one.record, Theme)]
    by_name["collection_slug"] = [
        (one.record.slug, one.record) for one in records if isinstance(one.record, Collection)
    ]
    by_name["campaign_slug"] = [(one.record.slug, one.record) for one in records if isinstance(one.record, Campaign)]
    by_name["document_id"] = by_name.pop("site_document_id", [])
    by_name["image_id"] = by_name.pop("site_image_id", [])
    pages = [(str(one.record.pk), None) for one in records if isinstance(one.record, Page)]
    by_name["page_id"] = pages
    words = {name: [(value, None) for value in values] for name, values in WORDS.items()}
    words["name"] = [*words["name"], *((name, None) for name in names_of_files(records))]
    theirs = [*pages[:3], ("1", None)]
    return lambda name: words.get(name) or by_name.get(name) or theirs if known(name, words, by_name) else []


def names_of_files(records: list[Marked]) -> set[str]:
    """As they lie in the folder, as they were called, and as they are shown."""
    names = set()
    for one in records:
        files = [getattr(one.record, name, None) for name in ("file", "content")]
        names |= {file.name for file in files if getattr(file, "name", None)}
        names |= {str(name) for name in (getattr(one.record, "filename", ""), getattr(one.record, "name", "")) if name}
    return {name for name in names if len(name) < 200 and "{" not in name}


def known(name: str, *tables: dict[str, Any]) -> bool:
    return any(name in table for table in tables) or name in OF_PACKAGES


WORDS = {
    "language": ["es", "pt"],
    "token": ["no-such-token"],
    "number": ["1"],
    "name": ["kanari.pdf", "acta.pdf"],
    "key": ["00000000-0000-0000-0000-000000000001"],
    "app_label": ["network", "accounts", "website"],
    "model_name": ["person", "user", "newspage"],
    "content_type_app_name": ["website"],
    "content_type_model_name": ["newspage"],
    "app_name": ["website"],
    "mode": ["default"],
    "action": ["approve"],
    "action_name": ["approve"],
    "filter_spec": ["width-100"],
    "uidb64": ["MQ"],
    "uidb36": ["1"],
    "table": ["mandates", "memberships", "directory"],
    "form": ["csv", "xlsx", "bib", "ris", "json"],
    "fact": ["host", "contact"],
    "indicator": ["1.1", "9.1"],
    "provider_name": ["sandbox", "stripe"],
    "year": ["2026", "2020"],
    "record_list": ["commitments", "figures"],
}
"""What stands in an address without naming a record."""
OF_PACKAGES = {
    *["pk", "parent_page_id", "uploaded_file_id", "page_to_move_id", "revision_id", "task_state_id", "task_id"],
    *["page_pk", "session_id", "redirect_id", "doc_id", "source_id", "destination_id", "revision_id_a"],
    *["revision_id_b", "workflow_state_id", "collection_id", "workflow_pk", "object_id", "translation_source_id"],
    *["string_segment_id", "overridable_segment_id", "page_view_restriction_id", "translation_id", "image_id"],
}
"""Numbers of the CMS's own records: ids of pages are tried in their place."""


def uncovered(records: list[Marked]) -> list[str]:
    """Addresses of ours with a parameter for which nothing can be filled in."""
    values = values_of(records)
    return [
        f"{way.route} ({parameter})"
        for way in ways()
        if way.ours
        for parameter in way.parameters
        if not values(parameter)
    ]


def addresses(records: list[Marked]) -> Iterator[Address]:
    values = values_of(records)
    yield from pages_of_the_site(records)
    for way in ways():
        most = MOST_OF_THE_CMS if way.route.startswith("/cms/") else MOST
        for chosen in list(fillings(way, values))[:most]:
            path = way.route
            for (value, _record), name in zip(chosen, way.parameters, strict=True):
                path = re.sub(rf"<(?:\w+:)?{name}>", quote(value), path, count=1)
            named = [record for _value, record in chosen if record is not None]
            yield Address(path, way, named[0] if named else None)


def fillings(way: Way, values: Callable[[str], list[Value]]) -> Iterator[tuple[Value, ...]]:
    """Of a way that names a record every record, each with two values at the most of what else stands in it."""
    choices = [values(name) for name in way.parameters]
    naming = [place for place, choice in enumerate(choices) if any(record is not None for _value, record in choice)]
    if not naming:
        yield from product(*choices)
        return
    for value, record in choices[naming[0]]:
        others = [
            names_of(record) or choice[:2]
            if name == "name"
            else belonging(choice, way.parameters[naming[0]], record) or (choice if name == "form" else choice[:2])
            for name, choice in zip(way.parameters, choices, strict=True)
        ]
        others[naming[0]] = [(value, record)]
        yield from product(*others)


def belonging(choice: list[Value], name: str, to: models.Model | None) -> list[Value]:
    """Of the records that may stand there those of the one that the address names: the statements of a consultation."""
    return [one for one in choice if to is not None and one[1] is not None and getattr(one[1], name, None) == to.pk]


def names_of(record: models.Model | None) -> list[Value]:
    """What the files of one record are called."""
    named = record.versions.values_list("name", flat=True) if isinstance(record, File) else ()
    own = {str(getattr(record, "filename", ""))} - {""}
    return [(name, None) for name in sorted({*named, *own})]


def pages_of_the_site(records: list[Marked]) -> Iterator[Address]:
    """The CMS finds its pages itself, by one pattern for all."""
    way = Way("pages", "wagtail_serve", False, ())
    for one in records:
        if isinstance(one.record, Page):
            *_site, path = one.record.get_url_parts() or ("", "")
            yield Address(path, way, one.record)
