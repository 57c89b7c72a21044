"""The demonstration's library: publications written for it, in their languages, with their files, and marked.

It goes through the actions as an archivist would, and is dated afterwards as the covers say.
"""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from enlace.commitments.demonstration.lives import LEVELS
from enlace.commitments.demonstration.world import World, at, demonstration_world, read
from enlace.commitments.models import Commitment
from enlace.core.clock import now
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files
from enlace.library.cataloguing.actions import add_publication, change_publication
from enlace.library.cataloguing.language_actions import add_file_version, add_language_version
from enlace.library.cataloguing.publishing_actions import publish_publication
from enlace.library.demonstration.documents import FOLDER, Plan, pdf_of, words
from enlace.library.intake.actions import ingest_file
from enlace.library.intake.reading import read_pdf
from enlace.library.intake.reading_actions import unread_versions, write_reading
from enlace.library.models import Collection, LanguageVersion, Licence, Publication
from enlace.library.origins.actions import make_from_contribution
from enlace.meetings.demonstration.loading import telling_nobody
from enlace.meetings.demonstration.moments import day_of
from enlace.meetings.models import Contribution, Session
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.themes.models import Theme

SHORTLY = timedelta(days=3)
"""How long after its date a publication came into the library."""


@dataclass(frozen=True)
class Shelves:
    """`commitments` by the keys of the plans."""

    world: World
    collections: Mapping[str, Collection]
    commitments: Mapping[str, Commitment]


@atomic_with_files()
def make_demonstration_library() -> None:
    """For a demonstration that has its meetings and commitments, and no publication yet."""
    world = None if Publication.objects.exists() else demonstration_world()
    collections = {one.slug: one for one in Collection.objects.all()}
    if world is None or not collections:
        return
    shelves = Shelves(world, collections, _commitments())
    with telling_nobody():
        for plan in plans():
            if plan["collection"] in collections:
                _make(plan, shelves)
        _read()


def _read() -> None:
    """What the tick would read little by little, at once: a search finds it from the first moment."""
    unread = list(unread_versions())
    with ThreadPoolExecutor() as readers:
        found = readers.map(read_pdf, [Path(version.content.path) for version in unread])
    for version, pdf in zip(unread, found, strict=True):
        write_reading(version, pdf, by=None)


def plans() -> list[Plan]:
    files = sorted((FOLDER / "publications").glob("*.json"))
    return [json.loads(file.read_text("utf-8")) | {"key": file.stem} for file in files]


def _commitments() -> dict[str, Commitment]:
    known = {str(one.title.get("es")): one for one in Commitment.objects.filter(illustrative=True)}
    written = {plan["key"]: plan["title"]["es"] for level in LEVELS for plan in read(level)}
    return {key: known[title] for key, title in written.items() if title in known}


def _make(plan: Plan, shelves: Shelves) -> None:
    if "brought_as" in plan:
        _bring(plan, shelves)
        return
    issued = _issued(plan)
    publication = _draft(plan, issued, shelves)
    for language in plan["texts"]:
        _add_texts(publication, plan, language, issued, shelves.world)
    publish_publication(publication, by=None)
    _date(publication, _day(issued) + SHORTLY)


def _bring(plan: Plan, shelves: Shelves) -> None:
    """As an archivist brings a file: nobody has confirmed yet what was read in it."""
    language = next(iter(plan["texts"]))
    with TemporaryDirectory() as folder:
        path = Path(folder) / plan["brought_as"]
        path.write_bytes(pdf_of(plan, language, [], "", now()))
        ingest_file(path, by=None, collection=shelves.collections[plan["collection"]])
    Publication.objects.unconfirmed().update(illustrative=True)


def _issued(plan: Plan) -> str:
    return day_of(plan["issued"]).isoformat() if isinstance(plan["issued"], int) else plan["issued"]


def _day(issued: str) -> date:
    return date.fromisoformat((issued + "-01-01")[:10])


def _draft(plan: Plan, issued: str, shelves: Shelves) -> Publication:
    fields = _described(plan, issued, shelves) | _links(plan, shelves)
    origin = Contribution.objects.filter(illustrative=True, title__es=plan.get("from_contribution", "-")).first()
    if origin is None:
        return add_publication(by=None, **fields)
    publication = make_from_contribution(origin, by=None)
    for one in publication.language_versions.all():
        _dated(one, origin.submitted_at or now())
    fields["sessions"] = [*fields["sessions"], origin.speaker.session]
    return change_publication(publication, by=None, **fields)


def _described(plan: Plan, issued: str, shelves: Shelves) -> dict[str, Any]:
    return {
        "contributors": [_contributor(one, plan, shelves.world) for one in plan["by"]],
        "title": plan["title"],
        "subtitle": plan.get("subtitle", {}),
        "abstract": plan["abstract"],
        "kind": plan["kind"],
        "issued": issued,
        "collection": shelves.collections[plan["collection"]],
        "publisher": words()["network"]["es"],
        "licence": "" if plan.get("audience") == Audience.MEMBERS else Licence.CC_BY,
        "illustrative": True,
        **{name: plan[name] for name in ("series", "number", "audience") if name in plan},
    }


def _contributor(entry: Mapping[str, str], plan: Plan, world: World) -> dict[str, Any]:
    """As the cover of its first language names them."""
    name = _name(entry, world, next(iter(plan["texts"])))
    return {"body": name, "organisation": world.cast.organisations[entry["of"]], "role": entry.get("role", "author")}


def _name(entry: Mapping[str, str], world: World, language: str) -> str:
    with override(language):
        return str(world.cast.organisations[entry["of"]])


def _links(plan: Plan, shelves: Shelves) -> dict[str, Any]:
    sessions: list[Session] = []
    for place in plan.get("sessions", ()):
        meeting, _colon, kind = place.partition(":")
        sessions += Session.objects.filter(meeting=shelves.world.meetings[meeting], kind=kind)[:1]
    return {
        "themes": list(Theme.objects.filter(slug__in=plan["themes"])),
        "states": list(State.objects.filter(code__in=plan["states"])),
        "meetings": [shelves.world.meetings[key] for key in plan.get("meetings", ())],
        "sessions": sessions,
        "commitments": _known(shelves.commitments, plan.get("commitments", ())),
    }


def _known(commitments: Mapping[str, Commitment], keys: Iterable[str]) -> list[Commitment]:
    return [commitments[key] for key in keys if key in commitments]


def _add_texts(publication: Publication, plan: Plan, language: str, issued: str, world: World) -> None:
    """Its file in one language; where there was a first version, that one before."""
    makers = [_name(one, world, language) for one in plan["by"] if one.get("role") != "translator"]
    title = plan["title"].get(language) or next(iter(plan["title"].values()))
    name = f"{title[:80]}.pdf".translate({ord(sign): None for sign in '\\/:*?"<>|¿'})
    day = _day(issued)
    made = publication.language_versions.filter(language=language).first()
    if "first_version" in plan:
        first = plan["first_version"]
        before = day - timedelta(days=first["days_before"])
        data = pdf_of(plan, language, makers, before.isoformat(), at(before), without=first["without"])
        made = add_language_version(publication, by=None, language=language, upload=_upload(name, data))
        _dated(made, at(before))
    upload = _upload(name, pdf_of(plan, language, makers, issued, at(day)))
    if made is None:
        _dated(add_language_version(publication, by=None, language=language, upload=upload), at(day))
    else:
        newest = add_file_version(made, upload, by=None)
        Version.objects.filter(pk=newest.pk).update(at=at(day))


def _upload(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def _dated(made: LanguageVersion, moment: datetime) -> None:
    Version.objects.filter(file__in=files_of(made)).update(at=moment)


def _date(publication: Publication, day: date) -> None:
    """As if it had come into the library then. `changed_at` stays: those who harvest ask for what is new here."""
    moment = min(at(day), now())
    Publication.objects.filter(pk=publication.pk).update(drafted_at=moment, confirmed_at=moment, published_at=moment)
    Publication.objects.filter(pk=publication.pk).exclude(first_public_at=None).update(first_public_at=moment)
