"""The news that tells of an edition, as drafts of the CMS in each of its languages, for editors to finish."""

from collections.abc import Sequence
from uuid import uuid4

from django.conf import settings
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.importer.queries import news_index
from enlace.reports.models import EditionText, ReportEdition
from enlace.website.models import NewsPage


def announce(edition: ReportEdition, texts: Sequence[EditionText], *, by: Anyone | None) -> list[NewsPage]:
    """Independent pages with one translation key; none in a language whose site has no page for news."""
    key, made = uuid4(), []
    for text in texts:
        index = news_index(text.language)
        if index is None:
            continue
        with override(text.language):
            page = _news(edition, text)
        page.translation_key = key
        page.locale = Locale.objects.get(language_code=text.language)
        page.owner = by if isinstance(by, User) else None
        parent = Page.objects.select_for_update().get(pk=index.pk)
        page.slug = find_available_slug(parent, slugify(page.title)[:80].strip("-") or "page")
        parent.add_child(instance=page)
        log(instance=page, action="wagtail.create", user=page.owner, content_changed=True)
        page.save_revision(user=page.owner, log_action=False)
        made.append(page)
    return made


def _news(edition: ReportEdition, text: EditionText) -> NewsPage:
    address = settings.BASE_URL.rstrip("/") + edition.get_absolute_url()
    if edition.number == 1:
        title = _("Published: %(title)s") % {"title": text.title}
        summary = _("The Technical Secretariat has published it.")
    else:
        title = _("Corrected: %(title)s") % {"title": text.title}
        summary = str(edition.note.in_language())[:400]
    read = format_html('<p><a href="{}">{}</a></p>', address, text.title)
    figures = _("Each figure in it leads to its source, and its data can be taken home.")
    body = [("paragraph", f"{read}<p>{figures}</p>")]
    return NewsPage(title=title[:255], summary=summary, body=body, date=today(), kind=_("Report"), live=False)
