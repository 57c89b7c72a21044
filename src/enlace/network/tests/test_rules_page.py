import pytest
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.testing import make_user
from enlace.core.permission import COMMAND_LINE, RULES
from enlace.network.audiences import Audience
from enlace.network.models import Circular
from enlace.network.roles import OF_STATES, Role
from enlace.network.rules_explained import SEEN_BY, explained_apps, explained_audiences, explained_roles
from enlace.network.testing import fresh, make_circular, make_observer, make_player, make_state

ADDRESS = "/en/rules/"


def play(role):
    state = {"state": make_state()} if role in OF_STATES else {}
    return make_observer() if role == Role.OBSERVER else make_player(role, f"{role}@example.org", **state)


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_sign_in(client):
    assert client.get(ADDRESS).url == f"{reverse('account_login')}?next={ADDRESS}".replace("/es/", "/en/", 1)


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_user, make_observer])
def test_everybody_who_is_signed_in_reads_every_rule_and_finds_the_way_to_it(client, make):
    client.force_login(make(email="reader@example.org"))
    html = client.get(ADDRESS).content.decode()
    with override("en"):
        assert not [rule.name for rule in RULES.values() if str(rule.does).replace("'", "&#x27;") not in html]
    assert 'aria-current="page">Who may do what' in html
    assert str(COMMAND_LINE.label) not in html


def test_a_rule_is_told_with_its_parties_and_its_condition():
    with override("en"):
        network = next(app for app in explained_apps() if app.label == "network")
        (rule,) = [one for one in network.rules if one.does == "Correct a person's name and contact"]
        assert [str(one) for one in rule.who] == ["the secretariat", "the person themself"]
        assert rule.condition == "not erased"


def test_explaining_asks_the_database_nothing(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert len(list(explained_apps())) == len({rule.app for rule in RULES.values()})
        assert len(explained_roles()) == len(Role)
        assert len(explained_audiences()) == len(Audience)


@pytest.mark.django_db
def test_the_page_costs_no_more_where_there_is_more_to_tell(client, django_assert_max_num_queries):
    client.force_login(make_observer())
    client.get(ADDRESS)
    with django_assert_max_num_queries(25) as first:
        client.get(ADDRESS)
    for _ in range(5):
        make_circular()
    with django_assert_max_num_queries(len(first)):
        client.get(ADDRESS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("audience", Audience)
def test_what_is_said_of_an_audience_is_what_it_shows(audience, role):
    circular, reader = make_circular(audience=audience), play(role)
    seen = Circular.objects.visible_to(fresh(reader)).filter(pk=circular.pk).exists()
    assert seen is (role in SEEN_BY[audience])


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*OF_STATES, Role.OBSERVER])
def test_who_is_named_sees_what_is_for_those_named(role):
    reader = play(role)
    circular = make_circular(audience=Audience.INVITED, invited=[reader.person])
    assert Circular.objects.visible_to(fresh(reader)).get() == circular


def test_of_the_roles_it_says_which_sign_in_with_a_second_factor():
    told = {str(role): one.second_factor for role, one in zip(Role, explained_roles(), strict=True)}
    assert {name for name, needed in told.items() if needed} == {
        *("validator", "secretary", "editor", "treasurer", "comptroller")
    }
