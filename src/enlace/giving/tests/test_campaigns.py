"""The secretariat and the treasury keep campaigns; everybody reads the public ones, also when they are over."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.giving.campaigns.actions import add_campaign, change_campaign, remove_campaign
from enlace.giving.campaigns.forms import CampaignForm
from enlace.giving.campaigns.searching import addresses_of_campaigns, read_campaigns
from enlace.giving.campaigns.sitemap import CampaignsSitemap
from enlace.giving.models import Campaign
from enlace.giving.money.amounts import Money
from enlace.giving.testing import make_campaign, make_comptroller, make_offer, make_recipient, make_treasurer
from enlace.network.testing import make_focal_point, make_secretary

pytestmark = pytest.mark.django_db
FIELDS = {"title_es": "Seminario de puntos focales", "appeal_es": "Para el viaje.", "since": "2026-03-01", "until": ""}


def way(name, campaign):
    return reverse(f"giving:{name}", args=[campaign.slug])


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def sent(**more):
    return FIELDS | more


def test_a_campaign_is_added_as_a_draft_published_and_withdrawn(client, secretary):
    make_offer("UYU")
    answer = client.post(reverse("giving:add_campaign"), sent(goal="480.000,50", currency="UYU"))
    found = Campaign.objects.get()
    assert answer.url == found.get_absolute_url()
    assert (found.slug, found.goal_money) == ("seminario-de-puntos-focales", Money(48_000_050, "UYU"))
    assert (found.audience, found.since) == ("secretariat", date(2026, 3, 1))
    assert client.get(found.get_absolute_url()).status_code == 200
    client.post(way("publish_campaign", found))
    assert Campaign.objects.running(today()).get() == found
    client.post(way("withdraw_campaign", found))
    assert not Campaign.objects.running(today()).exists()
    actions = AuditEntry.objects.filter(subject_kind="giving.campaign").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["add_campaign", "publish_campaign", "withdraw_campaign"]


def test_a_draft_is_not_there_for_anybody_else(client):
    draft = make_campaign(audience="secretariat")
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(make_focal_point())
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert str(draft.title) not in client.get(reverse("giving:campaigns")).content.decode()
    client.force_login(make_comptroller())
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert client.get(way("change_campaign", draft)).status_code == 403


def test_the_address_is_free_and_stays_when_the_title_changes():
    one, other = (add_campaign(by=None, title={"es": "Viajes"}, since=today()) for _time in range(2))
    assert (one.slug, other.slug) == ("viajes", "viajes-2")
    assert add_campaign(by=None, title={"es": "Add"}, since=today()).slug == "add-2"
    changed = change_campaign(one, by=None, title={"es": "Otro"}, since=today(), until=None, appeal={}, goal=None)
    assert (changed.slug, str(changed.title)) == ("viajes", "Otro")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": {}}, "title"),
        ({"title": {"es": "x" * 201}}, "title"),
        ({"until": today() - timedelta(days=1)}, "until"),
        ({"goal": Money(0, "USD")}, "goal"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(wrong, field):
    with pytest.raises(ValidationError) as refused:
        add_campaign(by=None, **{"title": {"es": "Viajes"}, "since": today()} | wrong)
    assert list(refused.value.error_dict) == [field]
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(("goal", "currency"), [("mucho", "USD"), ("10,555", "USD"), ("10", ""), ("9" * 17, "USD")])
def test_a_goal_that_cannot_be_read_is_told_and_the_text_stays(client, secretary, goal, currency):
    make_offer("USD")
    answer = client.post(reverse("giving:add_campaign"), sent(goal=goal, currency=currency))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Para el viaje." in text
    assert 'role="alert"' in text
    assert not Campaign.objects.exists()


def test_a_change_says_the_way_back_and_records_what_differs(client, secretary):
    campaign = make_campaign(slug="viajes")
    answer = client.post(way("change_campaign", campaign), sent(goal="", currency=""), follow=True)
    assert "goal=1.000%2C00&amp;currency=USD" in answer.content.decode()
    entry = AuditEntry.objects.get(action="change_campaign")
    assert (entry.before["goal"], entry.after["goal"], "until" in entry.after) == (100_000, None, False)
    filled = client.get(way("change_campaign", campaign), {"goal": "1.000,00", "currency": "USD"}).content.decode()
    assert 'value="1.000,00"' in filled
    assert "Seminario de puntos focales" in filled


def test_a_change_on_what_somebody_else_has_changed_is_not_lost_and_overwrites_nothing(client, secretary):
    campaign = make_campaign()
    seen = CampaignForm(None, campaign)["seen"].value()
    Campaign.objects.filter(pk=campaign.pk).update(goal=7)
    answer = client.post(way("change_campaign", campaign), sent(seen=seen))
    assert "Para el viaje." in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.goal == 7
    now_seen = answer.context["form"]["seen"].value()
    assert client.post(way("change_campaign", campaign), sent(seen=now_seen)).status_code == 302


def test_a_draft_without_gifts_is_removed(client):
    client.force_login(make_treasurer())
    draft = make_campaign(audience="secretariat")
    assert client.get(way("remove_campaign", draft)).status_code == 200
    client.post(way("remove_campaign", draft))
    assert not Campaign.objects.exists()
    with pytest.raises(PermissionDenied):
        remove_campaign(make_campaign(), by=None)


def test_one_that_is_over_says_so_keeps_its_result_and_leads_to_the_appeal(client):
    over = make_campaign(until=today() - timedelta(days=1))
    text = client.get(over.get_absolute_url()).content.decode()
    assert f'href="{reverse("giving:appeal")}"' in text
    assert 'class="bar"' in text
    assert "DonateAction" not in text


def test_one_that_runs_says_who_receives_to_search_engines(client):
    make_recipient(name="Instituto & Cía")
    text = client.get(make_campaign().get_absolute_url()).content.decode()
    assert '"@type": "DonateAction"' in text
    assert '"name": "Instituto \\u0026 Cía"' in text
    assert 'property="og:title"' in text


def test_search_and_sitemap_know_the_public_ones():
    public, draft = make_campaign(appeal={"es": "Para el viaje"}), make_campaign(audience="secretariat")
    assert next(read_campaigns([public.pk])).texts == {"es": "Para el viaje"}
    assert addresses_of_campaigns({public.pk: "es"}) == {public.pk: public.get_absolute_url()}
    slugs = {slug for _language, _name, slug in CampaignsSitemap().items()}
    assert public.slug in slugs
    assert draft.slug not in slugs


def test_the_menu_of_the_workspace_leads_there_for_who_keeps_them(client, secretary):
    address = reverse("giving:campaigns")
    assert f'href="{address}"' in client.get(address).content.decode()
    client.force_login(make_focal_point())
    assert address not in client.get(reverse("giving:appeal")).content.decode()


def test_one_that_runs_has_the_form_of_the_appeal_with_itself_chosen(client, settings):
    settings.SANDBOX_ADDRESS = "http://localhost:9999"
    make_recipient()
    make_offer()
    make_campaign()
    campaign = make_campaign()
    text = client.get(campaign.get_absolute_url()).content.decode()
    assert f'action="{reverse("giving:details")}"' in text
    assert f'<option value="{campaign.slug}" selected>' in text
    over = make_campaign(until=today() - timedelta(days=1))
    assert f'action="{reverse("giving:details")}"' not in client.get(over.get_absolute_url()).content.decode()
