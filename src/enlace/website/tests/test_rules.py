from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from wagtail.models import GroupPagePermission, Locale, Page

from enlace.accounts.models import User
from enlace.network.testing import make_cast, untrue_rows
from enlace.website import rules
from enlace.website.actions import align_cms_groups
from enlace.website.testing import home, make_news_page

TRUTH = """
                                                         F O A V B S E H R N ? >
can_edit_site               any                          . . . . . Y Y . Y . . .  a group of the CMS alone opens nothing
can_edit_site               without a second factor      . . . . . . . . . . . .
can_translate_page          not there in Portuguese      . . . . . Y Y . Y . . Y
can_translate_page          there in Portuguese          . . . . . . . . . . . .  it would be overwritten
can_translate_page          showing another page         . . . . . . . . . . . .
can_translate_page          the root                     . . . . . . . . . . . .
can_update_translation      a page                       . . . . . Y Y . Y . . Y
can_update_translation      a page closed to editors     . . . . . Y . . Y . . Y
can_draft_by_machine        a page                       . . . . . Y Y . Y . . Y
can_draft_by_machine        a page closed to editors     . . . . . Y . . Y . . Y
can_confirm_machine_drafts  a page                       . . . . . Y Y . Y . . Y
can_confirm_machine_drafts  a page closed to editors     . . . . . Y . . Y . . Y
can_import_translations     a page                       . . . . . Y Y . Y . . Y
can_import_translations     a page closed to editors     . . . . . Y . . Y . . Y
can_stop_translation        a page                       . . . . . Y Y . Y . . Y
can_stop_translation        a page closed to editors     . . . . . Y . . Y . . Y
"""


def portuguese():
    return Locale.objects.get(language_code="pt")


def showing_another():
    return make_news_page().copy_for_translation(portuguese(), alias=True)


def without_a_second_factor(cast):
    Authenticator.objects.all().delete()
    return ()


def closed_to_editors():
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    return make_news_page()


CASES = {
    "any": lambda cast: (),
    "without a second factor": without_a_second_factor,
    "a page": lambda cast: (make_news_page(),),
    "a page closed to editors": lambda cast: (closed_to_editors(),),
    "not there in Portuguese": lambda cast: (make_news_page(), portuguese()),
    "there in Portuguese": lambda cast: (home(), portuguese()),
    "showing another page": lambda cast: (showing_another(), Locale.objects.get(language_code="en")),
    "the root": lambda cast: (Page.get_first_root_node(), portuguese()),
}


def test_every_row_is_true(db, settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    cast = make_cast()
    for user in User.objects.all():
        TOTP.activate(user, generate_totp_secret())
    align_cms_groups()
    assert not untrue_rows(TRUTH, rules, CASES, cast)
