from django.utils.translation import gettext, ngettext
from wagtail.models import Locale, Page, Revision

from enlace.accounts.rules import Anyone, has_second_factor
from enlace.website.translations import machine_drafts, texts_newer_than, untranslated
from enlace.website.untitled import is_untitled


class NotYetTranslated(Exception):
    """A page was to be published whose text nobody has finished; the message says in a sentence what is missing."""

    def __init__(self, page: Page, reason: str) -> None:
        super().__init__(reason)
        self.page = page


def can_edit_site(user: Anyone) -> bool:
    return user.is_active and user.has_perm("wagtailadmin.access_admin") and has_second_factor(user)


def can_publish_page(page: Page, revision: Revision | None = None) -> bool:
    """Whether the text is ready; who may publish is the CMS's own question."""
    return not (
        is_untitled(page, revision)
        or machine_drafts(page).exists()
        or untranslated(page).exists()
        or (revision is not None and texts_newer_than(page, revision).exists())
    )


def why_not_published(page: Page, revision: Revision | None = None) -> str:
    counts = {
        "untitled": int(is_untitled(page, revision)),
        "draft": machine_drafts(page).count(),
        "missing": untranslated(page).count(),
        "newer": 0 if revision is None else texts_newer_than(page, revision).count(),
    }
    sentences = {
        "untitled": gettext("“%(title)s” has no title yet."),
        "draft": ngettext(
            "%(count)d text of “%(title)s” is a machine draft that nobody has confirmed yet.",
            "%(count)d texts of “%(title)s” are machine drafts that nobody has confirmed yet.",
            counts["draft"],
        ),
        "missing": ngettext(
            "%(count)d text of “%(title)s” is not translated yet.",
            "%(count)d texts of “%(title)s” are not translated yet.",
            counts["missing"],
        ),
        "newer": ngettext(
            "%(count)d text of “%(title)s” was changed after this draft was saved: publish it in its editor.",
            "%(count)d texts of “%(title)s” were changed after this draft was saved: publish them in their editor.",
            counts["newer"],
        ),
    }
    title = page.get_admin_display_title()
    return " ".join(
        sentence % {"count": counts[key], "title": title} for key, sentence in sentences.items() if counts[key]
    )


def _may_edit(user: Anyone | None, page: Page) -> bool:
    """`None` is the administrator at the machine's own command line."""
    return user is None or (can_edit_site(user) and page.permissions_for_user(user).can_edit())


def _may_translate(user: Anyone | None) -> bool:
    return user is None or (can_edit_site(user) and user.has_perm("wagtail_localize.submit_translation"))


def can_translate_page(user: Anyone | None, page: Page, locale: Locale) -> bool:
    """Only where the page is not there in that language: an independent one would be overwritten."""
    return (
        _may_translate(user)
        and not page.is_root()
        and page.alias_of_id is None
        and not page.get_translations(inclusive=True).filter(locale=locale).exists()
    )


def can_update_translation(user: Anyone | None, page: Page) -> bool:
    return _may_translate(user) and _may_edit(user, page)


def can_draft_by_machine(user: Anyone | None, page: Page) -> bool:
    return _may_edit(user, page)


def can_confirm_machine_drafts(user: Anyone | None, page: Page) -> bool:
    return _may_edit(user, page)


def can_import_translations(user: Anyone | None, page: Page) -> bool:
    return _may_edit(user, page)


def can_stop_translation(user: Anyone | None, page: Page) -> bool:
    return _may_edit(user, page)
