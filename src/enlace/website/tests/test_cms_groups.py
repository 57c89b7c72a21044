"""What somebody may do in the CMS follows from the mandates of the day; rows of groups only follow."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group
from django.core import mail
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from wagtail.models import Workflow

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import now, today
from enlace.core.registry import registered
from enlace.network import testing
from enlace.network.models import Mandate, Person, Role
from enlace.network.roles import roles_of
from enlace.network.testing import fresh, make_focal_point, make_mandate, make_person, make_player
from enlace.website.actions import align_all_cms_groups, align_cms_groups
from enlace.website.cms_groups import groups_for
from enlace.website.rules import can_edit_site
from enlace.website.testing import make_editor, make_news_page, make_secretary

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(days=1)


def names(user):
    return set(fresh(user).groups.values_list("name", flat=True))


def put_into(user, *groups):
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (testing.make_secretary, {"Secretariat"}),
        (testing.make_editor, {"Editors"}),
        (testing.make_focal_point, set()),
        (testing.make_observer, set()),
        (lambda: make_user(is_superuser=True), {"Secretariat"}),
        (lambda: make_user(), set()),
    ],
)
def test_the_role_says_the_group(make, expected):
    assert groups_for(make()) == expected


def test_nobody_and_who_is_not_active_belong_in_no_group():
    user = testing.make_secretary()
    user.is_active = False
    assert groups_for(user) == groups_for(AnonymousUser()) == set()


def test_the_first_request_gives_what_a_mandate_gives(client):
    user = testing.make_editor()
    assert not names(user)
    client.force_login(user)
    assert client.get("/cms/pages/").status_code == 200
    assert names(user) == {"Editors"}


def test_a_mandate_opens_the_cms_through_its_last_day_and_not_on_the_next(client):
    user = make_secretary()
    client.force_login(user)
    Mandate.objects.update(until=today())
    assert client.get("/cms/").status_code == 200
    Mandate.objects.update(until=YESTERDAY)
    assert names(user) == {"Secretariat"}
    assert client.get("/cms/").status_code == 403
    assert not names(user)


def test_a_row_that_somebody_put_into_a_group_by_hand_opens_nothing(client):
    user = put_into(make_focal_point(), "Secretariat", "Editors")
    assert not can_edit_site(fresh(user))
    client.force_login(user)
    for address in ["/cms/", "/cms/pages/", "/cms/parity/", "/cms/import/"]:
        assert client.get(address).status_code == 403


def test_a_secretary_who_becomes_an_editor_no_longer_publishes(client):
    user = make_secretary()
    page = make_news_page()
    assert page.permissions_for_user(user).can_publish()
    Mandate.objects.update(until=YESTERDAY)
    make_mandate(Role.EDITOR, person=user.person)
    align_cms_groups(fresh(user))
    assert names(user) == {"Editors"}
    assert not page.permissions_for_user(fresh(user)).can_publish()


def test_without_a_second_factor_nobody_edits_the_site(settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True
    assert not can_edit_site(make_secretary())


def test_the_tick_makes_all_rows_agree_and_then_has_nothing_to_do():
    stale = put_into(make_focal_point(), "Secretariat")
    fits, comes = make_secretary(), testing.make_editor()
    ended = put_into(make_player(Role.EDITOR, "ended@example.org", until=YESTERDAY), "Editors")
    assert align_all_cms_groups in registered("tick")
    assert align_all_cms_groups(now()) == 3
    assert [names(one) for one in (stale, fits, comes, ended)] == [set(), {"Secretariat"}, {"Editors"}, set()]
    assert align_all_cms_groups(now()) == 0


def test_rows_that_agree_cost_no_writing(django_assert_num_queries):
    user = make_secretary()
    with django_assert_num_queries(2):
        assert align_cms_groups(user) == 0


def test_the_mail_of_a_review_goes_to_the_secretariat_of_today_and_to_no_former_one():
    make_secretary(email="now@example.org")
    make_secretary(email="former@example.org")
    Mandate.objects.filter(person__user__email="former@example.org").update(until=YESTERDAY)
    away = make_secretary(email="away@example.org")
    away.is_active = False
    away.save()
    align_all_cms_groups(now())
    page = make_news_page(live=False)
    Workflow.objects.get(active=True).start(page, make_editor())
    readers = {address for message in mail.outbox for address in message.to}
    assert readers == {"now@example.org"}


def give_mandates():
    loader = MigrationLoader(connection)
    migration = import_module("enlace.website.migrations.0002_mandates_of_cms_groups")
    migration.give_mandates(loader.project_state(("website", "0002_mandates_of_cms_groups")).apps, None)


def test_at_the_update_members_of_a_group_keep_their_access_by_a_mandate():
    joined = timezone.now() - timedelta(days=90)
    user = put_into(make_user("old@example.org", name="Oficina", language="pt"), "Secretariat", "Editors")
    type(user).objects.filter(pk=user.pk).update(date_joined=joined)
    give_mandates()
    person = Person.objects.get(user=user)
    assert (person.name, person.email, person.language, person.listing) == ("Oficina", user.email, "pt", "nothing")
    since = timezone.localdate(joined)
    assert {(one.role, one.since, one.until) for one in person.mandates.all()} == {
        ("secretary", since, None),
        ("editor", since, None),
    }
    assert AuditEntry.objects.filter(action="record_mandate", subject_kind="network.mandate").count() == 2
    assert can_edit_site(fresh(user))


def test_at_the_update_nobody_else_gets_a_mandate():
    make_user("reader@example.org")
    put_into(make_user("gone@example.org"), "Editors")
    apps.get_model("accounts", "User").objects.filter(email="gone@example.org").update(is_active=False)
    erased = put_into(make_user("erased@example.org"), "Secretariat")
    make_person(name="", email="", user=erased, erased_at=now())
    give_mandates()
    assert not Mandate.objects.exists()


def test_at_the_update_somebody_whom_the_directory_knows_stays_one_person():
    person = make_person(email="Known@example.org")
    user = put_into(make_user("known@example.org"), "Editors")
    give_mandates()
    give_mandates()
    person.refresh_from_db()
    assert person.user == user
    assert [one.role for one in person.mandates.all()] == ["editor"]
    assert roles_of(fresh(user)).is_editor
