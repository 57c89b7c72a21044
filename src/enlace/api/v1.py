"""The addresses of the open data, version 1, and what each answers."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from enlace.api import problems, shapes
from enlace.api.addresses import Addresses
from enlace.api.asked import SENTENCES, Asked, CommitmentsAsked, Id, PrioritiesAsked, PublicationsAsked, Slug, StateCode
from enlace.api.commitment_selection import public_commitments, selected_commitments
from enlace.api.commitment_shapes import commitment_lines, commitment_shape, with_parts
from enlace.api.paging import one_of, page_of, refuse_unknown
from enlace.api.problems import Problem
from enlace.api.publication_shapes import public_publications, publication_shapes, selected_publications
from enlace.api.record_shapes import (
    NOBODY,
    meeting_shapes,
    priority_shapes,
    state_shapes,
    theme_shapes,
)
from enlace.api.shapes import Paged, Start
from enlace.consultations.models import Priority
from enlace.meetings.models import Meeting
from enlace.network.models import State
from enlace.themes.models import Theme

VERSION = "1.0.0"
LISTS = ("states", "meetings", "priorities", "commitments", "publications", "themes")
ABOUT = """What the network publishes, to be read by programs: states, meetings, priorities, commitments, publications,
themes.

It is what every reader sees without signing in, and nothing else. It can be read, and not changed. Every text is
given in each language in which there is one, under the code of the language. Days are written year-month-day. Records
that are marked `illustrative` were made up to show how the site works. Lists are paged: follow `next`. Every answer has
an `ETag`; send it back as `If-None-Match`, and what has not changed is answered with 304 and no content.
"""


class OpenData(NinjaAPI):
    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """What goes wrong is answered in a content type of its own, which the library does not know."""
        document = super().get_openapi_schema(**kwargs)
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, answer in operation["responses"].items():
                    if status >= 400:
                        answer["content"] = {problems.CONTENT_TYPE: answer["content"]["application/json"]}
        return document

    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)


v1 = OpenData(
    title="Open data",
    version=VERSION,
    description=ABOUT,
    docs_url=None,
    urls_namespace="api:v1",
    openapi_url="/openapi.json",
)
CommitmentsPage = Paged[shapes.CommitmentInList]
LISTED: Any = {400: Problem}
ONE: Any = {400: Problem, 404: Problem}


@v1.exception_handler(Http404)
def _not_there(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.not_there(request)


@v1.exception_handler(problems.WrongQuestion)
def _wrong_question(request: HttpRequest, error: Any) -> HttpResponse:
    return problems.wrong_question(request, error)


@v1.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    """A record that is named as none can be is not there; any other parameter is said to be wrong."""
    if any(one["loc"][0] == "path" for one in error.errors):
        return problems.not_there(request)
    wrong = {name for one in error.errors for name in one["loc"] if name in SENTENCES}
    return problems.wrong_question(request, problems.wrong_parameters(wrong))


@v1.get("/", response={200: Start, 400: Problem}, url_name="start", tags=["start"])
def start(request: HttpRequest) -> Start:
    """Where everything begins: the address of each list."""
    refuse_unknown(request, [])
    addresses = Addresses(request)
    return Start(
        version=VERSION,
        openapi=addresses.here("openapi-json"),
        resources={name: addresses.here(name) for name in LISTS},
    )


@v1.get("/states", response={200: Paged[shapes.State], **LISTED}, tags=["states"])
def states(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Paged[shapes.State]:
    """The states that are or were members, by code."""
    found, addresses = State.objects.visible_to(NOBODY).order_by("code"), Addresses(request)
    return page_of(request, response, asked, found, lambda page: state_shapes(page, addresses))


@v1.get("/states/{state_code}", response={200: shapes.State, **ONE}, tags=["states"])
def state(request: HttpRequest, state_code: Annotated[StateCode, Path()]) -> shapes.State:
    """One state."""
    found = one_of(request, State.objects.visible_to(NOBODY), code=state_code.upper())
    return state_shapes([found], Addresses(request))[0]


@v1.get("/meetings", response={200: Paged[shapes.Meeting], **LISTED}, tags=["meetings"])
def meetings(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Paged[shapes.Meeting]:
    """The public meetings."""
    found = Meeting.objects.visible_to(NOBODY).select_related("host__state").order_by("pk")
    addresses = Addresses(request)
    return page_of(request, response, asked, found, lambda page: meeting_shapes(page, addresses))


@v1.get("/meetings/{meeting_id}", response={200: shapes.Meeting, **ONE}, tags=["meetings"])
def meeting(request: HttpRequest, meeting_id: Annotated[Id, Path()]) -> shapes.Meeting:
    """One meeting."""
    found = one_of(request, Meeting.objects.visible_to(NOBODY).select_related("host__state"), pk=meeting_id)
    return meeting_shapes([found], Addresses(request))[0]


def _priorities() -> Any:
    return Priority.objects.visible_to(NOBODY).select_related("challenge__state", "session").order_by("pk")


@v1.get("/priorities", response={200: Paged[shapes.Priority], **LISTED}, tags=["priorities"])
def priorities(request: HttpRequest, response: HttpResponse, asked: Query[PrioritiesAsked]) -> Paged[shapes.Priority]:
    """The priorities that meetings adopted, with the challenge that each answers."""
    found, addresses = _priorities(), Addresses(request)
    if asked.meeting:
        public = Meeting.objects.visible_to(NOBODY).filter(pk=asked.meeting).values("pk")
        found = found.filter(session__meeting__in=public)
    return page_of(request, response, asked, found, lambda page: priority_shapes(page, addresses))


@v1.get("/priorities/{priority_id}", response={200: shapes.Priority, **ONE}, tags=["priorities"])
def priority(request: HttpRequest, priority_id: Annotated[Id, Path()]) -> shapes.Priority:
    """One priority."""
    return priority_shapes([one_of(request, _priorities(), pk=priority_id)], Addresses(request))[0]


@v1.get("/commitments", response={200: CommitmentsPage, **LISTED}, tags=["commitments"])
def commitments(request: HttpRequest, response: HttpResponse, asked: Query[CommitmentsAsked]) -> CommitmentsPage:
    """The public commitments that stand or stood. Filters are joined by "and"."""
    found, addresses = with_parts(selected_commitments(asked)), Addresses(request)
    return page_of(request, response, asked, found, lambda page: commitment_lines(page, addresses))


@v1.get("/commitments/{commitment_id}", response={200: shapes.Commitment, **ONE}, tags=["commitments"])
def commitment(request: HttpRequest, commitment_id: Annotated[Id, Path()]) -> shapes.Commitment:
    """One commitment with its acts, milestones and public progress."""
    return commitment_shape(one_of(request, with_parts(public_commitments()), pk=commitment_id), Addresses(request))


@v1.get("/publications", response={200: Paged[shapes.Publication], **LISTED}, tags=["publications"])
def publications(
    request: HttpRequest, response: HttpResponse, asked: Query[PublicationsAsked]
) -> Paged[shapes.Publication]:
    """The public publications of the library. Filters are joined by "and"."""
    addresses = Addresses(request)
    return page_of(
        request, response, asked, selected_publications(asked), lambda page: publication_shapes(page, addresses)
    )


@v1.get("/publications/{publication_id}", response={200: shapes.Publication, **ONE}, tags=["publications"])
def publication(request: HttpRequest, publication_id: Annotated[Id, Path()]) -> shapes.Publication:
    """One publication with its languages and files."""
    found = one_of(request, public_publications(), pk=publication_id)
    return publication_shapes([found], Addresses(request))[0]


def _themes() -> Any:
    found = Theme.objects.visible_to(NOBODY).select_related("broader")
    return found.prefetch_related("narrower", "related").order_by("slug")


@v1.get("/themes", response={200: Paged[shapes.Theme], **LISTED}, tags=["themes"])
def themes(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> Paged[shapes.Theme]:
    """The vocabulary of themes, by slug."""
    addresses = Addresses(request)
    return page_of(request, response, asked, _themes(), lambda page: theme_shapes(page, addresses))


@v1.get("/themes/{theme_slug}", response={200: shapes.Theme, **ONE}, tags=["themes"])
def theme(request: HttpRequest, theme_slug: Annotated[Slug, Path()]) -> shapes.Theme:
    """One theme."""
    return theme_shapes([one_of(request, _themes(), slug=theme_slug)], Addresses(request))[0]
