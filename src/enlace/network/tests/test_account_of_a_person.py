import pytest
from django.test import Client

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import PASSWORD, make_user
from enlace.network.testing import fresh, make_focal_point, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_focal_point()


def as_administrator():
    client = Client()
    client.force_login(make_user("root@example.org", is_superuser=True))
    return client


def address(officer, verb):
    return f"/es/people/{officer.person.pk}/account/{verb}/"


def enters(officer):
    answer = Client().post("/es/accounts/login/", {"login": officer.email, "password": PASSWORD})
    return answer.status_code == 302 and "inactive" not in answer.url


def test_an_administrator_closes_an_account_and_opens_it_again(officer):
    administrator = as_administrator()
    assert address(officer, "deactivate") in administrator.get(officer.person.get_absolute_url()).text
    administrator.post(address(officer, "deactivate"))
    assert not enters(fresh(officer))
    assert address(officer, "activate") in administrator.get(officer.person.get_absolute_url()).text
    administrator.post(address(officer, "activate"))
    assert enters(fresh(officer))
    lines = AuditEntry.objects.filter(subject_id=str(officer.pk), action__contains="activate_account")
    assert [line.action for line in lines] == ["activate_account", "deactivate_account"]


def test_looking_at_the_page_changes_nothing(officer):
    assert as_administrator().get(address(officer, "deactivate")).status_code == 200
    assert fresh(officer).is_active


@pytest.mark.parametrize("verb", ["deactivate", "activate"])
def test_the_secretariat_is_not_shown_it_and_may_not(officer, verb):
    client = Client()
    client.force_login(make_secretary())
    assert address(officer, verb) not in client.get(officer.person.get_absolute_url()).text
    assert client.post(address(officer, verb)).status_code == 403
    assert fresh(officer).is_active
