from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.languages import current_language, default_language, language_codes, preference
from enlace.core.pages import page
from enlace.website.accept_language import best_language
from enlace.website.models import HomePage
from enlace.website.queries import named, visible_pages


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """To the home page in the language that the reader's browser asks for, among those that have one."""
    homes = set(HomePage.objects.visible_to(AnonymousUser()).values_list("locale__language_code", flat=True))
    offered = [code for code in language_codes() if code in homes] or [default_language()]
    fallback = default_language() if default_language() in offered else offered[0]
    response = HttpResponseRedirect(
        f"/{best_language(request.headers.get('Accept-Language', ''), offered) or fallback}/"
    )
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def page_elsewhere(request: HttpRequest, key: str) -> HttpResponse:
    """The page of this translation key in the language of the address, or the languages in which it exists."""
    language = current_language()
    there = visible_pages(request.user).filter(translation_key=key).select_related("locale")
    found = {one.locale.language_code: one for one in there}
    if not found:
        raise Http404
    if language in found:
        return redirect(found[language].get_url(request))
    title = _("This page is not in %(language)s yet") % {"language": named([language], language)}
    others = [found[code] for code in preference(language) if code in found]
    return page(request, "website/page_elsewhere.html", {"title": title, "found": others, "robots": "noindex"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = [settings.CMS_PATH, *(f"/{code}/accounts/" for code in language_codes())]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
