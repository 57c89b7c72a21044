import pytest
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from enlace.importer import rules
from enlace.importer.models import PendingImport
from enlace.network.testing import make_cast, untrue_rows
from enlace.website.actions import align_cms_groups
from enlace.website.testing import home, make_news_page, news_index

TRUTH = """
                                                     F O A V B S E H R N ? >
can_import_pages           any                       . . . . . Y Y . Y . . Y
can_import_pages           without pictures          . . . . . . . . Y . . Y  a page brings its pictures with it
can_import_page_under      Spanish news              . . . . . Y Y . Y . . Y
can_import_page_under      Spanish news, closed      . . . . . . . . Y . . Y
can_update_imported_page   a page                    . . . . . Y Y . Y . . Y
can_update_imported_page   a page, closed            . . . . . . . . Y . . Y
can_publish_imported_page  a page                    . . . . . Y . . Y . . Y  an editor submits for review
can_publish_imported_page  a page, closed            . . . . . . . . Y . . Y
can_make_drafts            the secretary's           . . . . . Y . . . . . .
can_make_drafts            the editor's              . . . . . . Y . . . . .
can_make_drafts            the focal point's         . . . . . . . . . . . .  whose part in the CMS is over
can_discard_import         the secretary's           . . . . . Y . . . . . .
can_discard_import         the focal point's         . . . . . . . . . . . .
"""


def open_in_portuguese_alone():
    """Who may add pages to the news in Portuguese may import, but not here."""
    for permission in GroupPagePermission.objects.all():
        permission.page = home("pt").page_ptr
        permission.save()


def closed(make):
    def case(cast):
        open_in_portuguese_alone()
        return (make(),)

    return case


def without_pictures(cast):
    GroupCollectionPermission.objects.filter(permission__codename="add_image").delete()
    return ()


def uploaded_by(name):
    return lambda cast: (PendingImport.objects.create(by_id=getattr(cast, name).pk),)


CASES = {
    "any": lambda cast: (),
    "without pictures": without_pictures,
    "Spanish news": lambda cast: (news_index(),),
    "Spanish news, closed": closed(news_index),
    "a page": lambda cast: (make_news_page(),),
    "a page, closed": closed(make_news_page),
    "the secretary's": uploaded_by("secretary"),
    "the editor's": uploaded_by("editor"),
    "the focal point's": uploaded_by("focal_point"),
}


@pytest.mark.django_db
def test_every_row_is_true():
    cast = make_cast()
    align_cms_groups()
    assert not untrue_rows(TRUTH, rules, CASES, cast)
