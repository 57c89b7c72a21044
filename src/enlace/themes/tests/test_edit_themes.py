import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.commitments.testing import make_commitment
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_cast
from enlace.themes.editing.actions import add_theme, change_theme, merge_theme, remove_theme
from enlace.themes.models import Theme
from enlace.themes.testing import make_theme
from enlace.themes.used import count_uses, is_used
from enlace.website.testing import make_news_page

pytestmark = pytest.mark.django_db


def test_a_theme_is_added_and_changed_and_its_address_stays():
    cast, area = make_cast(), Theme.objects.get(slug="human-security")
    added = add_theme(
        by=cast.secretary,
        label={"es": " Minería  de mar ", "en": "Sea mining"},
        terms=[{"es": "fondos marinos", "en": "seabed"}, {"es": ""}],
        broader=area,
        related=[Theme.objects.get(slug="illegal-mining")],
    )
    assert (added.slug, added.label["es"], added.terms) == (
        "sea-mining",
        "Minería de mar",
        [{"es": "fondos marinos", "en": "seabed"}],
    )
    assert added in area.narrower.all()
    changed = change_theme(added, by=cast.secretary, label={"es": "Minería submarina"}, broader=None)
    assert (changed.slug, changed.broader) == ("sea-mining", None)
    entry = AuditEntry.objects.filter(action="change_theme").latest("pk")
    assert entry.before == {"label": {"es": "Minería de mar", "en": "Sea mining"}, "broader": area.pk}
    with pytest.raises(PermissionDenied):
        add_theme(by=cast.focal_point, label={"es": "Otro"})


def test_a_name_is_given_once_and_nothing_stands_beneath_itself():
    parent = make_theme(label=Texts({"es": "Madre"}))
    child = make_theme(label=Texts({"es": "Hija"}), broader=parent)
    for fields, field in (
        ({"label": {}}, "label"),
        ({"label": {"es": "hija"}}, "label"),
        ({"label": {"es": "x" * 200}}, "label"),
        ({"broader": child}, "broader"),
        ({"broader": parent}, "broader"),
    ):
        with pytest.raises(ValidationError) as error:
            change_theme(parent, by=None, **fields)
        assert field in error.value.message_dict
    assert Theme.objects.get(pk=parent.pk).label == {"es": "Madre"}


def test_merging_moves_every_tag_once_and_the_draft_of_a_page_and_leads_the_old_address_on(client):
    one, other = make_theme(label=Texts({"es": "Uno", "en": "One"})), make_theme(label=Texts({"es": "Otro"}))
    child = make_theme(broader=one)
    commitment, meeting, news = make_commitment(), make_meeting(), make_news_page()
    commitment.themes.set([one, other])
    meeting.themes.set([one])
    news.themes = [one]
    news.save_revision()
    news.save()
    assert count_uses(one) == 3
    assert merge_theme(one, into=other, by=make_cast().secretary) == 2
    assert list(commitment.themes.all()) == list(meeting.themes.all()) == [other]
    fresh = type(news).objects.get(pk=news.pk)
    assert [theme.pk for theme in fresh.themes.all()] == [other.pk]
    assert [theme.pk for theme in fresh.get_latest_revision_as_object().themes.all()] == [other.pk]
    child.refresh_from_db()
    other.refresh_from_db()
    assert child.broader == other
    assert other.terms == [{"es": "Uno", "en": "One"}]
    assert client.get(f"/es/themes/{one.slug}/").headers["Location"] == f"/es/themes/{other.slug}/"
    assert not is_used(make_theme())


def test_only_what_nothing_uses_is_removed():
    theme = make_theme()
    commitment = make_commitment()
    commitment.themes.add(theme)
    with pytest.raises(PermissionDenied):
        remove_theme(theme, by=None)
    commitment.themes.clear()
    remove_theme(theme, by=None)
    assert not Theme.objects.filter(pk=theme.pk).exists()
