"""The page of a publication: what stands on it for one reader."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum, prefetch_related_objects

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Commitment
from enlace.core.texts import Text
from enlace.library.cataloguing.rules import can_change_publication, can_publish_publication, can_withdraw_publication
from enlace.library.models import Contributor, ContributorRole, DownloadCount, Publication
from enlace.library.public.lines import NEAR, PublicationLine
from enlace.library.public.related import related_to
from enlace.library.public.shown_languages import ShownLanguage, cover_address, cover_of, shown_languages
from enlace.library.public.words import issued_in_words, licence_address
from enlace.mechanisms.models import Mechanism
from enlace.meetings.agenda.queries import published_item
from enlace.meetings.models import Meeting, Session
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.themes.models import Theme


@dataclass(frozen=True)
class LinkedSession:
    """By the title under which the agenda was published for this reader."""

    session: Session
    title: Text


@dataclass(frozen=True)
class Moves:
    """What the reader may do with it; `downloads` by language version, for who catalogues."""

    may_change: bool
    may_publish: bool
    may_withdraw: bool


@dataclass(frozen=True)
class ShownPublication:
    """Linked records are those that the reader sees; `meetings` are without those of `sessions`.

    `cover` is its address, or empty.
    """

    publication: Publication
    contributors: dict[str, list[Contributor]]
    issued: str
    licence_address: str
    languages: list[ShownLanguage]
    cover: str
    themes: list[Theme]
    states: list[State]
    meetings: list[Meeting]
    sessions: list[LinkedSession]
    commitments: list[Commitment]
    mechanisms: list[Mechanism]
    related: list[PublicationLine]
    moves: Moves
    downloads: int

    @property
    def authors(self) -> list[Contributor]:
        return self.contributors.get(ContributorRole.AUTHOR, [])

    @property
    def best(self) -> ShownLanguage | None:
        """What the reader is offered first: in their language, else in the next."""
        return self.languages[0] if self.languages else None

    @property
    def is_narrower(self) -> bool:
        return self.publication.audience != Audience.PUBLIC

    @property
    def linked(self) -> bool:
        return bool(self.meetings or self.sessions or self.commitments or self.mechanisms)


def shown_publication(publication: Publication, reader: Anyone) -> ShownPublication:
    """Of a publication that the reader sees."""
    prefetch_related_objects([publication], *NEAR, "themes")
    contributors: dict[str, list[Contributor]] = defaultdict(list)
    for one in publication.contributors.all():
        contributors[one.role].append(one)
    moves = Moves(
        can_change_publication(reader, publication),
        can_publish_publication(reader, publication),
        can_withdraw_publication(reader, publication),
    )
    return ShownPublication(
        publication,
        dict(contributors),
        issued_in_words(publication.issued),
        licence_address(publication.licence),
        shown_languages(publication),
        cover_address(publication) if cover_of(publication) else "",
        list(publication.themes.all()),
        sorted(publication.states.all(), key=str),
        list(Meeting.objects.visible_to(reader).filter(publications=publication).distinct()),
        _sessions(publication, reader),
        list(Commitment.objects.visible_to(reader).filter(publications=publication).distinct()),
        list(Mechanism.objects.visible_to(reader).filter(publications=publication).distinct()),
        related_to(publication, reader),
        moves,
        downloads_of(publication) if moves.may_change else 0,
    )


def _sessions(publication: Publication, reader: Anyone) -> list[LinkedSession]:
    seen = Session.objects.visible_to(reader).filter(publications=publication).select_related("meeting").distinct()
    published = [(one, published_item(one, reader)) for one in seen]
    return [LinkedSession(one, item.shown_title) for one, item in published if item is not None]


def downloads_of(publication: Publication) -> int:
    """In all languages, since it is there."""
    counted: Any = DownloadCount.objects.filter(language_version__publication=publication).aggregate(sum=Sum("amount"))
    return counted["sum"] or 0
