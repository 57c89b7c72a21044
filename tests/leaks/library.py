"""Publications to crawl: for each audience, drafted, never confirmed and withdrawn; with files, readings, the texts of
pages; and what came in. What everybody reads leads to meetings, sessions and commitments that few see.

Who sees a publication is said here apart from its `visible_to`, so that a mistake there shows.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.utils import timezone

from enlace.commitments.models import Commitment, Evidence
from enlace.files.testing import make_file, make_version
from enlace.library import testing as make
from enlace.library.models import (
    Contributor,
    DownloadCount,
    IngestedFile,
    LanguageVersion,
    PageText,
    Publication,
    Reading,
)
from enlace.meetings.models import Contribution, Meeting, Paper, Session
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of
from enlace.themes.models import Theme

AUDIENCES = (Audience.PUBLIC, Audience.NETWORK, Audience.MEMBERS, Audience.SECRETARIAT)


def make_library() -> list[models.Model]:
    """After meetings and commitments, in the order in which all was made."""
    shelf, other = make.make_collection(), make.make_collection()
    made: list[models.Model] = [shelf, other]
    for audience in AUDIENCES:
        published = make.make_publication(collection=shelf, audience=audience)
        made += _whole(published)
        if audience == Audience.PUBLIC:
            _lead_to_what_few_see(published)
            made += _in_another_language(published)
    made += _whole(make.make_publication(collection=shelf, published=False))
    made += _whole(make.make_publication(collection=shelf, withdrawn_at=timezone.now()))
    unconfirmed = make.make_publication(collection=other, confirmed=False)
    made += _whole(unconfirmed)
    Publication.themes.through.objects.bulk_create(
        Publication.themes.through(publication=one, theme=Theme.objects.all()[place])
        for place, one in enumerate(Publication.objects.order_by("pk"))
    )
    return [*made, *_what_came_in(unconfirmed)]


def _whole(publication: Publication) -> list[models.Model]:
    """With who made it, its file, and what was read in that."""
    language_version = make.make_language_version(publication=publication)
    file = make_file(language_version)
    reading = make.make_reading(version=file.versions.get())
    return [
        publication,
        make.make_contributor(publication=publication, family="Pérez", given="Ana"),
        language_version,
        file,
        *file.versions.all(),
        reading,
        make.make_page_text(reading=reading),
        make.make_download_count(language_version=language_version),
    ]


def _in_another_language(publication: Publication) -> list[models.Model]:
    """With two versions over time, of which the older was read too."""
    language_version = make.make_language_version(publication=publication, language="pt")
    file = make_file(language_version)
    readings = [make.make_reading(version=one) for one in (file.versions.get(), make_version(file=file))]
    texts = [make.make_page_text(reading=one) for one in readings]
    return [language_version, file, *file.versions.all(), *readings, *texts]


def _lead_to_what_few_see(publication: Publication) -> None:
    few = {"audience": Audience.SECRETARIAT}
    publication.meetings.set(Meeting.objects.filter(**few)[:1])
    publication.sessions.set(Session.objects.filter(**few)[:1])
    publication.commitments.set([*Commitment.objects.filter(**few)[:1], *Commitment.objects.filter(events=None)[:1]])
    origins = {
        "from_paper": Paper.objects.filter(**few).first(),
        "from_contribution": Contribution.objects.filter(speaker__session__audience=Audience.SECRETARIAT).first(),
        "from_evidence": Evidence.objects.filter(progress__cleared_at=None).first(),
    }
    Publication.objects.filter(pk=publication.pk).update(**origins)


def _what_came_in(unconfirmed: Publication) -> list[models.Model]:
    """One that waits with its file, one that became a draft, one that was refused."""
    waiting = make.make_ingested_file()
    file = make_file(waiting)
    moment = timezone.now()
    return [
        waiting,
        file,
        *file.versions.all(),
        make.make_ingested_file(read_at=moment, publication=unconfirmed, proposals={"title": {"value": "Un título"}}),
        make.make_ingested_file(read_at=moment, reason="locked"),
    ]


def sees_of_publication(user: Any, publication: Publication, name: str) -> bool:
    roles = roles_of(user)
    if roles.is_secretary:
        return True
    lets_in = {
        Audience.PUBLIC: True,
        Audience.NETWORK: roles.is_member or roles.is_observer,
        Audience.MEMBERS: roles.is_member,
    }
    shown = publication.published_at is not None and publication.withdrawn_at is None
    return shown and lets_in.get(Audience(publication.audience), False)


def _of(way: str) -> Callable[[Any, Any, str], bool]:
    """Seen with the publication to which the way leads."""

    def sees(user: Any, record: Any, name: str) -> bool:
        for step in way.split("__"):
            record = getattr(record, step)
        return sees_of_publication(user, record, name)

    return sees


def mark_metadata(reading: Reading, canary: Callable[[], str]) -> dict[str, str]:
    word = canary()
    Reading.objects.filter(pk=reading.pk).update(metadata={"title": word})
    return {"metadata": word}


def mark_proposals(ingested: IngestedFile, canary: Callable[[], str]) -> dict[str, str]:
    if not ingested.proposals:
        return {}
    word = canary()
    IngestedFile.objects.filter(pk=ingested.pk).update(proposals={"title": {"value": word}})
    return {"proposals": word}


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Publication: sees_of_publication,
    Contributor: _of("publication"),
    LanguageVersion: _of("publication"),
    Reading: _of("version__file__owner__publication"),
    PageText: _of("reading__version__file__owner__publication"),
    DownloadCount: _of("language_version__publication"),
    IngestedFile: lambda user, ingested, name: roles_of(user).is_secretary,
}
MARKED: dict[type[models.Model], Callable[[Any, Callable[[], str]], dict[str, str]]] = {
    Reading: mark_metadata,
    IngestedFile: mark_proposals,
}
"""Words within what a record holds beside its texts."""
