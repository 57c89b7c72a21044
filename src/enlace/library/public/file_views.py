"""Files and covers at the root: one address for all languages of the site, for what is cited, shared and harvested."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from enlace.core.pages import layout_for, page
from enlace.files.kinds import extension
from enlace.files.models import Version
from enlace.files.serving import answer_file
from enlace.library.models import LanguageVersion, Publication
from enlace.library.public.download_counts import count_once_sent, counts_as_download
from enlace.library.public.found import found_publication
from enlace.library.public.shown_languages import cover_of, is_taken_home, shown_languages
from enlace.library.public.views import withdrawn
from enlace.network.roles import roles_of


@require_safe
def publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    """To its page in the reader's language."""
    found = found_publication(request.user, publication_id)
    if found is None:
        return withdrawn(request)
    response = redirect(found)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def newest(request: HttpRequest, publication_id: int, language: str) -> HttpResponseBase:
    return _answer(request, publication_id, language, lambda versions: versions.kept().first() or versions.first())


@require_safe
def version(request: HttpRequest, publication_id: int, language: str, number: int) -> HttpResponseBase:
    return _answer(request, publication_id, language, lambda versions: versions.filter(number=number).first())


@require_safe
def cover(request: HttpRequest, publication_id: int, language: str = "") -> HttpResponseBase:
    """Of the file in a language; where that has none, of another."""
    found = found_publication(request.user, publication_id)
    if found is None:
        return withdrawn(request)
    reading = cover_of(found, language)
    if reading is None:
        raise Http404
    name = f"cover.{extension(str(reading.cover.name)) or 'jpg'}"
    return answer_file(request, reading.cover, public=found.is_public, name=name)


def _answer(
    request: HttpRequest, publication_id: int, language: str, choose: Callable[[Any], Version | None]
) -> HttpResponseBase:
    found = found_publication(request.user, publication_id)
    if found is None:
        return withdrawn(request)
    language_version = found.language_versions.filter(language=language).first()
    chosen = choose(_versions(language_version)) if language_version else None
    if language_version is None or chosen is None:
        return _not_there(request, found)
    if chosen.is_erased:
        return page(request, "files/erased.html", {"version": chosen}, status=410)
    return _send(request, found, language_version, chosen)


def _versions(language_version: LanguageVersion) -> Any:
    own = Version.objects.of(LanguageVersion, [language_version.pk])
    return own.select_related("reading").order_by("-number")


def _send(
    request: HttpRequest, found: Publication, language_version: LanguageVersion, chosen: Version
) -> HttpResponseBase:
    """The secretariat's own looks are no downloads, and nothing else is counted of what is not published."""
    response = answer_file(
        request,
        chosen.content,
        public=found.is_public,
        name=chosen.name,
        taken_home=is_taken_home(chosen),
    )
    response["Content-Language"] = language_version.language
    if found.is_published and counts_as_download(request, response) and not roles_of(request.user).is_secretary:
        count_once_sent(response, language_version)
    return response


def _not_there(request: HttpRequest, found: Publication) -> HttpResponseBase:
    """It is not there in this language or version; what is there is named."""
    context = {"publication": found, "languages": shown_languages(found), "layout": layout_for(request)}
    return page(request, "library/no_such_file.html", context, status=404)
