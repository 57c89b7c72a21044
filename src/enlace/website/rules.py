from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page, Revision

from enlace.accounts.rules import Anyone, has_second_factor
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.network.parties import EDITOR, SECRETARIAT
from enlace.website.translations import machine_drafts, texts_newer_than, untranslated
from enlace.website.untitled import is_untitled


class NotYetTranslated(Exception):
    """A page was to be published whose text nobody has finished; the message says in a sentence what is missing."""

    def __init__(self, page: Page, reason: str) -> None:
        super().__init__(reason)
        self.page = page


def is_ready_to_publish(page: Page, revision: Revision | None = None) -> bool:
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


@allows(SECRETARIAT, EDITOR, does=_("Enter the CMS and edit the site"), condition=_("they have a second factor"))
def can_edit_site(user: Anyone) -> bool:
    return has_second_factor(user)


def _may_edit(user: Anyone, page: Page, *things: Any) -> bool:
    return can_edit_site(user) and page.permissions_for_user(user).can_edit()


def _may_translate(user: Anyone, *things: Any) -> bool:
    return can_edit_site(user) and user.has_perm("wagtail_localize.submit_translation")


CMS_EDITOR = Party(_("who may edit the page in the CMS"), _may_edit)
CMS_TRANSLATOR = Party(_("who may translate in the CMS"), _may_translate)
EDITS_AND_TRANSLATES = Party(
    _("who may edit the page in the CMS and translate there"),
    lambda user, page: _may_translate(user) and _may_edit(user, page),
)


@allows(
    CMS_TRANSLATOR,
    COMMAND_LINE,
    does=_("Begin a page in another language"),
    condition=_("it is not there in that language, which would be overwritten, and shows no other page"),
)
def can_translate_page(user: Anyone | None, page: Page, locale: Locale) -> bool:
    return (
        not page.is_root()
        and page.alias_of_id is None
        and not page.get_translations(inclusive=True).filter(locale=locale).exists()
    )


@allows(EDITS_AND_TRANSLATES, COMMAND_LINE, does=_("Take over into a translation what changed in its source"))
def can_update_translation(user: Anyone | None, page: Page) -> bool:
    return True


@allows(CMS_EDITOR, COMMAND_LINE, does=_("Let a machine draft what is not translated"))
def can_draft_by_machine(user: Anyone | None, page: Page) -> bool:
    return True


@allows(CMS_EDITOR, COMMAND_LINE, does=_("Confirm or correct what a machine drafted"))
def can_confirm_machine_drafts(user: Anyone | None, page: Page) -> bool:
    return True


@allows(CMS_EDITOR, COMMAND_LINE, does=_("Exchange the texts of a page with a translator as a PO file"))
def can_import_translations(user: Anyone | None, page: Page) -> bool:
    return True


@allows(CMS_EDITOR, COMMAND_LINE, does=_("Stop a translation: from here on the page is written independently"))
def can_stop_translation(user: Anyone | None, page: Page) -> bool:
    return True
