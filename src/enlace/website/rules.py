from django.core.exceptions import PermissionDenied
from django.utils.translation import ngettext
from wagtail.models import Page

from enlace.accounts.rules import Anyone
from enlace.website.translations import machine_drafts, untranslated


class NotYetTranslated(PermissionDenied):
    """A page was to be published that holds unconfirmed machine drafts or texts in the language of its source."""


def can_edit_site(user: Anyone) -> bool:
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def can_publish_page(page: Page) -> bool:
    """Whether the text is ready; who may publish is the CMS's own question."""
    return not machine_drafts(page).exists() and not untranslated(page).exists()


def why_not_published(page: Page) -> str:
    drafts, missing = machine_drafts(page).count(), untranslated(page).count()
    sentences = []
    if drafts:
        sentences.append(
            ngettext(
                "%(count)d text of “%(title)s” is a machine draft that nobody has confirmed yet.",
                "%(count)d texts of “%(title)s” are machine drafts that nobody has confirmed yet.",
                drafts,
            )
            % {"count": drafts, "title": page.title}
        )
    if missing:
        sentences.append(
            ngettext(
                "%(count)d text of “%(title)s” is not translated yet.",
                "%(count)d texts of “%(title)s” are not translated yet.",
                missing,
            )
            % {"count": missing, "title": page.title}
        )
    return " ".join(sentences)
