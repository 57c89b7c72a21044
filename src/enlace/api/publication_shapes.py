"""Publications of the library as the open data hold them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from enlace.api import shapes
from enlace.api.addresses import Addresses
from enlace.api.asked import PublicationsAsked
from enlace.api.commitment_selection import beneath, public_commitments
from enlace.api.record_shapes import NOBODY
from enlace.api.shapes import chosen
from enlace.files.models import File
from enlace.library.citing.public_files import NewestFile, newest_files
from enlace.library.citing.references import permanent_address
from enlace.library.models import Contributor, LanguageVersion, Publication
from enlace.meetings.models import Meeting


def public_publications() -> QuerySet[Publication]:
    found = Publication.objects.visible_to(NOBODY).select_related("collection")
    return found.prefetch_related("contributors", "themes", "states", "language_versions").order_by("pk")


def selected_publications(asked: PublicationsAsked) -> QuerySet[Publication]:
    found = public_publications()
    if asked.collection:
        found = found.filter(collection__slug=asked.collection)
    if asked.theme:
        link = Publication.themes.through.objects.filter(publication=OuterRef("pk"), theme__in=beneath(asked.theme))
        found = found.filter(Exists(link))
    if asked.state:
        concerned = Publication.states.through.objects.filter(
            publication=OuterRef("pk"), state__code=asked.state.upper()
        )
        found = found.filter(Exists(concerned))
    if asked.year:
        found = found.filter(issued__startswith=asked.year)
    if asked.language:
        found = found.filter(Exists(_with_file(asked.language)))
    return found


def _with_file(language: str) -> QuerySet[LanguageVersion]:
    file = File.objects.of(LanguageVersion).filter(owner_id=OuterRef("pk")).exclude(versions__content="")
    return LanguageVersion.objects.filter(Exists(file), publication=OuterRef("pk"), language=language)


def publication_shapes(publications: Sequence[Publication], addresses: Addresses) -> list[shapes.Publication]:
    """Of publications as `public_publications` gives them: three queries, however many they are."""
    files = newest_files(publications)
    meetings = _linked(Publication.meetings.through, "meeting", Meeting.objects.visible_to(NOBODY), publications)
    commitments = _linked(Publication.commitments.through, "commitment", public_commitments(), publications)
    return [
        shapes.Publication(
            id=one.pk,
            title=one.title,
            subtitle=one.subtitle,
            abstract=one.abstract,
            kind=chosen(one.kind),
            issued=one.issued,
            collection=shapes.Collection(slug=one.collection.slug, name=one.collection.name)
            if one.collection
            else None,
            contributors=[_contributor(maker) for maker in one.contributors.all()],
            themes=sorted(theme.slug for theme in one.themes.all()),
            states=sorted(state.code for state in one.states.all()),
            **{name: getattr(one, name) for name in ("publisher", "place", "series", "number", "isbn", "issn", "doi")},
            licence=one.licence,
            meetings=meetings[one.pk],
            commitments=commitments[one.pk],
            languages=[_language(file, addresses) for file in files.get(one.pk, ())],
            changed_on=timezone.localdate(one.changed_at),
            permanent_address=_as_asked(permanent_address(one), addresses),
            illustrative=one.illustrative,
            links=addresses.links("publication", one.pk, "library:publication"),
        )
        for one in publications
    ]


def _linked(
    through: Any, name: str, seen: QuerySet[Any], publications: Sequence[Publication]
) -> Mapping[int, list[int]]:
    """By publication, those of the linked records that everybody sees."""
    rows = through.objects.filter(publication__in=[one.pk for one in publications])
    rows = rows.filter(**{f"{name}__in": seen.order_by().values("pk")})
    found: dict[int, list[int]] = defaultdict(list)
    for publication, other in rows.order_by(name).values_list("publication", name):
        found[publication].append(other)
    return found


def _contributor(one: Contributor) -> shapes.Contributor:
    person = not one.body
    return shapes.Contributor(
        role=chosen(one.role),
        kind="person" if person else "body",
        name=one.name,
        family=one.family if person else None,
        given=one.given if person else None,
    )


def _language(file: NewestFile, addresses: Addresses) -> shapes.LanguageVersion:
    return shapes.LanguageVersion(
        language=file.language,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        address=_as_asked(file.address, addresses),
    )


def _as_asked(address: str, addresses: Addresses) -> str:
    """As the other addresses of the answer: of the site as whoever asks reached it."""
    return addresses.site + address.removeprefix(settings.BASE_URL)
