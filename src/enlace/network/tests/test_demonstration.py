import pytest

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.network.demonstration.accounts import ACCOUNTS, sign_ins
from enlace.network.demonstration.loading import VACANT, make_demonstration_network
from enlace.network.models import Mandate, Membership, Organisation, Person, Role, State
from enlace.network.roles import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def network(once_for_all):
    once_for_all(make_demonstration_network)


def test_eighteen_states_belong_since_the_day_of_the_launch_and_two_launched_it(network):
    assert State.objects.members().count() == 18
    launched = Membership.objects.of_states().filter(launched=True)
    assert {one.state.code for one in launched} == {"AR", "BR"}
    assert {one.since.isoformat() for one in Membership.objects.of_states()} == {"2012-03-29"}


def test_there_is_an_account_for_every_role_and_it_plays_that_role_today(network):
    assert {account.role for account in ACCOUNTS} == set(Role)
    for account in ACCOUNTS:
        parts = roles_of(User.objects.get(email=account.email)).parts
        assert [part.role for part in parts] == [account.role], account.email
    assert [one.email for one in sign_ins()] == [account.email for account in ACCOUNTS] + ["administracion@example.org"]


def test_every_account_is_entered_by_the_printed_password(network, client):
    for one in sign_ins():
        assert client.login(email=one.email, password=one.password), one.email


def test_what_was_written_for_it_is_marked_and_the_facts_are_not(network):
    assert not Person.objects.filter(illustrative=False).exists()
    assert not Mandate.objects.filter(illustrative=False).exists()
    assert not Organisation.objects.filter(illustrative=False).exists()
    assert not Membership.objects.of_states().filter(illustrative=True).exists()


def test_one_state_has_no_focal_point_now_and_the_others_have_one(network):
    held = set(Mandate.objects.focal_points().on(today()).values_list("state__code", flat=True))
    assert set(State.objects.values_list("code", flat=True)) - held == {VACANT}


def test_loading_again_changes_nothing(network):
    counts = [model.objects.count() for model in (Person, Mandate, User, Organisation)]
    make_demonstration_network()
    assert counts == [model.objects.count() for model in (Person, Mandate, User, Organisation)]
