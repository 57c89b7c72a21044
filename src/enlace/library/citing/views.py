import json
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from enlace.core.languages import current_language
from enlace.core.pages import layout_for, page
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.citing.bibtex import bibtex, citation_key
from enlace.library.citing.citations import citations
from enlace.library.citing.meta_tags import cited_language
from enlace.library.citing.public_files import NewestFile, newest_files
from enlace.library.citing.references import reference
from enlace.library.citing.ris import ris
from enlace.library.models import Publication

type Form = tuple[str, Callable[[Publication, str, list[NewestFile]], str]]
FORMS: dict[str, Form] = {
    "bib": ("application/x-bibtex; charset=utf-8", lambda work, language, files: bibtex(work, language)),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
    "json": (
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        lambda work, language, files: json.dumps([reference(work, language)], ensure_ascii=False, indent=1) + "\n",
    ),
}


def _found(request: HttpRequest, publication_id: int) -> tuple[Publication, list[NewestFile], str]:
    """With its files, and the language to cite: the one that was asked for, else the reader's, else the first."""
    seen = Publication.objects.visible_to(request.user).prefetch_related("contributors", "themes", "language_versions")
    publication = get_object_or_404(seen, pk=publication_id)
    files = list(newest_files([publication]).get(publication.pk, []))
    asked = request.GET.get("language", "")
    known = {one.language for one in files}
    return publication, files, asked if asked in known else cited_language(files, current_language())


@require_safe
def cite(request: HttpRequest, publication_id: int) -> HttpResponse:
    publication, files, language = _found(request, publication_id)
    others = [(one.language, language_name(one.language)) for one in files]
    context = {
        "layout": layout_for(request),
        "publication": publication,
        "citations": citations(publication, language),
        "language": language,
        "languages": others if len(others) > 1 else [],
    }
    return page(request, "library/cite.html", context)


@require_safe
def cite_file(request: HttpRequest, publication_id: int, form: str) -> HttpResponse:
    if form not in FORMS:
        raise Http404
    publication, files, language = _found(request, publication_id)
    content_type, write = FORMS[form]
    answer = HttpResponse(write(publication, language, files), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{citation_key(publication)}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
