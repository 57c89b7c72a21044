"""What the open data hold of each record, as their OpenAPI document describes it."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Schema

from enlace.api.asked import Levels, Outcomes, PublicationKinds, Standings

InLanguages = Annotated[
    dict[str, str],
    Field(
        description="Language code → text, for each language in which there is one.",
        examples=[{"es": "Alerta temprana", "en": "Early warning"}],
    ),
]
Html = Annotated[dict[str, str], Field(description="Language code → address of the page for people.")]


def chosen(value: str) -> Any:
    """A choice of ours that the shape checks once more: what the document does not name is never answered."""
    return value


class Links(Schema):
    """`self` is the record here, `html` its page for people; both are whole addresses."""

    self: str
    html: Html = Field(default_factory=dict)


class Paged[Item](Schema):
    """One page of a list, oldest record first, so that what is new comes at the end."""

    items: list[Item]
    total: int = Field(description="How many records there are on all pages.")
    page: int
    per_page: int
    next: str | None = Field(description="Address of the next page.")
    previous: str | None = Field(description="Address of the page before.")


class Start(Schema):
    version: str
    openapi: str = Field(description="Address of the OpenAPI document.")
    resources: dict[str, str] = Field(description="Name → address of each list.")


class Span(Schema):
    """The last day, `until`, is included; null while it goes on."""

    since: date
    until: date | None
    launched: bool = Field(description="Whether the state was among those that launched the network.")
    illustrative: bool


class State(Schema):
    code: str = Field(description="ISO 3166-1, two letters.")
    alpha3: str = Field(description="ISO 3166-1, three letters.")
    name: InLanguages
    is_member: bool = Field(description="Whether it is a member today.")
    memberships: list[Span]
    links: Links


class Body(Schema):
    """A state (with its code) or an organisation (with its number)."""

    kind: Literal["state", "organisation"]
    code: str | None = None
    id: int | None = None
    name: InLanguages


class Organisation(Schema):
    id: int
    name: InLanguages
    state: str | None = Field(description="Code of the state that it belongs to.")


class Meeting(Schema):
    id: int
    ordinal: int | None = Field(description="Number of the edition.")
    title: InLanguages
    text: InLanguages
    begins_on: date
    ends_on: date
    precision: Literal["day", "month"] = Field(description="How exactly the days are known.")
    time_zone: str
    place: InLanguages
    mode: Literal["in_person", "virtual", "hybrid"]
    host: Organisation | None
    states: list[str] = Field(description="Codes of the states that took part, or that come.")
    states_number: int = Field(description="How many: more than the codes where only their number is known.")
    states_illustrative: bool
    cancelled: bool
    source: InLanguages
    illustrative: bool
    links: Links


class Challenge(Schema):
    id: int
    title: InLanguages
    text: InLanguages
    level: Levels
    proposed_by: str | None = Field(description="Code of the state that proposed it.")
    illustrative: bool


class Review(Schema):
    reviewed_on: date
    outcome: Literal["continues", "changed", "concluded"]
    note: InLanguages
    meeting: int | None = Field(description="Number of the meeting that reviewed it, where it is public.")


class Priority(Schema):
    id: int
    title: InLanguages
    text: InLanguages
    adopted_on: date
    meeting: int | None = Field(description="Number of the meeting that adopted it, where it is public.")
    challenge: Challenge
    concluded: bool = Field(description="Whether a later meeting concluded it.")
    reviews: list[Review]
    illustrative: bool
    links: Links


class Theme(Schema):
    """A concept of the vocabulary, as in SKOS."""

    slug: str
    label: InLanguages
    alternatives: dict[str, list[str]] = Field(description="Language code → other labels.")
    definition: InLanguages
    broader: str | None = Field(description="Slug of the theme above it.")
    narrower: list[str]
    related: list[str]
    links: Links


class Target(Schema):
    """A target of the SDGs, a recommendation of the UPR, or of another framework."""

    framework: Literal["sdg", "upr", "other"]
    code: str
    label: InLanguages
    state: str | None = Field(description="Code of the state to which a recommendation was made.")
    link: str


class LatestProgress(Schema):
    reported_on: date
    percent: int | None = Field(description="From 0 to 100; null where a report names none.")


class CommitmentInList(Schema):
    """A commitment as a list shows it."""

    id: int
    reference: str
    title: InLanguages
    text: InLanguages
    level: Levels
    parties: list[Body]
    responsible: InLanguages
    themes: list[str] = Field(description="Slugs.")
    priority: int | None = Field(description="Number of the priority that it comes from.")
    targets: list[Target]
    standing: Standings
    outcome: Outcomes | None = Field(description="How it was closed.")
    made_on: date
    due_on: date | None
    updated_on: date = Field(description="Day of the last act, or of the last report that came or was taken back.")
    meetings: list[int] = Field(description="Numbers of the public meetings at which an act was done.")
    latest_progress: LatestProgress | None = Field(description="Null where nothing public is reported.")
    source: InLanguages
    illustrative: bool
    links: Links


class Act(Schema):
    """An act in force: every party has given its word for it."""

    kind: Literal["made", "renewed", "amended", "closed"]
    outcome: Outcomes | None
    happened_on: date
    meeting: int | None = Field(description="Number of the meeting at which it was done, where it is public.")
    title: InLanguages
    text: InLanguages
    due_on: date | None
    note: InLanguages
    source: InLanguages
    superseded_by: int | None = Field(description="Number of the commitment in its place, where it is public.")


class Milestone(Schema):
    id: int
    title: InLanguages
    indicator: InLanguages
    target: float | None
    due_on: date | None
    reached_on: date | None


class EvidenceFile(Schema):
    name: str
    content_type: str
    size: int = Field(description="Bytes.")
    address: str


class Evidence(Schema):
    kind: Literal["file", "link", "publication"]
    title: InLanguages
    link: str
    publication: str
    file: EvidenceFile | None


class Progress(Schema):
    """A report that was cleared, and is public."""

    id: int
    party: Body
    reported_on: date
    percent: int | None
    milestone: int | None = Field(description="Number of the milestone that it is about.")
    value: float | None = Field(description="Value of the milestone's indicator.")
    text: InLanguages
    source: InLanguages
    evidence: list[Evidence]
    illustrative: bool
    links: Links


class Commitment(CommitmentInList):
    """A commitment with its history."""

    acts: list[Act]
    milestones: list[Milestone]
    progress: list[Progress]


class Collection(Schema):
    slug: str
    name: InLanguages


class Contributor(Schema):
    """A person (`family`, `given`) or a body, as the cover names them."""

    role: Literal["author", "editor", "translator"]
    kind: Literal["person", "body"]
    name: str
    family: str | None = None
    given: str | None = None


class LanguageVersion(Schema):
    """A publication in one language. `address` always leads to its newest file."""

    language: str = Field(description="ISO 639.")
    name: str
    content_type: str
    size: int = Field(description="Bytes.")
    address: str


class Publication(Schema):
    """A public publication of the library."""

    id: int
    title: InLanguages
    subtitle: InLanguages
    abstract: InLanguages
    kind: PublicationKinds
    issued: str = Field(description="As precise as known: 2015, 2015-05 or 2015-05-04; empty where it is not known.")
    collection: Collection | None
    contributors: list[Contributor] = Field(description="In the order of the cover.")
    themes: list[str] = Field(description="Slugs.")
    states: list[str] = Field(description="Codes of the states concerned.")
    publisher: str
    place: str
    series: str
    number: str
    isbn: str
    issn: str
    doi: str
    licence: str = Field(description="As in SPDX, `reserved` for all rights reserved, empty where it is not known.")
    meetings: list[int] = Field(description="Numbers of the public meetings that it belongs to.")
    commitments: list[int] = Field(description="Numbers of the public commitments that it belongs to.")
    languages: list[LanguageVersion]
    changed_on: date
    permanent_address: str = Field(description="Under which it is cited.")
    illustrative: bool
    links: Links
