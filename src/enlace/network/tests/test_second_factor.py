import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.network.invitation_actions import invite
from enlace.network.models import Mandate, Role
from enlace.network.testing import make_cast, make_focal_point, make_mandate, make_secretary, make_validator

pytestmark = pytest.mark.django_db
ADDRESSES = ["/es/", "/es/workspace/", "/es/people/", "/es/invitations/", "/cms/", "/sitemap.xml", "/es/no-such-page/"]


@pytest.fixture(autouse=True)
def _asked_for(settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = True


def is_sent_to_add_one(answer):
    return answer.status_code == 302 and answer.url.startswith(reverse("mfa_index"))


@pytest.mark.parametrize("who", ["validator", "secretary", "editor", "administrator"])
def test_whose_part_asks_for_one_reaches_no_address_on_a_password_alone(client, who):
    client.force_login(getattr(make_cast(), who))
    for address in ADDRESSES:
        assert is_sent_to_add_one(client.get(address)), address
        assert is_sent_to_add_one(client.post(address)), address


@pytest.mark.parametrize("who", ["focal_point", "alternate", "observer", "stranger"])
def test_others_are_asked_only_in_the_cms(client, who):
    client.force_login(getattr(make_cast(), who))
    assert client.get("/es/").status_code == 200
    assert client.get("/es/workspace/").status_code == 200
    assert is_sent_to_add_one(client.get("/cms/"))


def test_with_one_everything_opens(client):
    user = make_secretary()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert [client.get(address).status_code for address in ("/es/", "/es/workspace/", "/cms/")] == [200, 200, 200]


def test_where_the_installation_asks_for_none_a_password_opens_it(client, settings):
    settings.ENLACE_REQUIRE_SECOND_FACTOR = False
    client.force_login(make_secretary())
    assert client.get("/cms/").status_code == 200


def test_recovery_codes_alone_are_none(client):
    user = make_validator()
    RecoveryCodes.activate(user)
    client.force_login(user)
    assert is_sent_to_add_one(client.get("/es/workspace/"))


def test_a_mandate_that_begins_or_ends_while_the_session_lasts_counts_at_the_next_request(client):
    user = make_validator()
    client.force_login(user)
    Mandate.objects.update(since=today().replace(year=2012), until=today().replace(year=2013))
    assert client.get("/es/workspace/").status_code == 200
    Mandate.objects.update(until=None)
    assert is_sent_to_add_one(client.get("/es/workspace/"))


def test_a_factor_that_is_removed_closes_the_door_again(client):
    user = make_validator()
    factor = TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert client.get("/es/workspace/").status_code == 200
    factor.instance.delete()
    assert is_sent_to_add_one(client.get("/es/workspace/"))


def test_the_pages_of_the_account_and_signing_out_stay_open(client):
    client.force_login(make_validator())
    for name in ("mfa_index", "account_email", "usersessions_list", "account_logout"):
        assert client.get(reverse(name)).status_code == 200
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_an_invitation_is_accepted_though_another_is_signed_in(client):
    client.force_login(make_validator())
    token = invite(make_mandate(Role.OBSERVER).person, by=None).token
    assert client.get(f"/es/invitations/{token}/").status_code == 200


def test_what_a_page_is_made_of_is_given_as_to_anybody(client):
    client.force_login(make_secretary())
    assert client.get("/palette.css").status_code == 200
    assert client.get("/media/no-such-file.png").status_code == 404


@pytest.mark.parametrize("make", [make_user, make_focal_point, make_secretary])
def test_it_costs_one_question_to_the_database_at_the_most(client, settings, make):
    user = make()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    asked = []
    for settings.ENLACE_REQUIRE_SECOND_FACTOR in (False, True):
        client.get("/es/workspace/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/es/workspace/").status_code == 200
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 1
