import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from enlace.commitments.strategies.actions import change_strategy
from enlace.commitments.testing import make_commitment, make_strategy
from enlace.consultations.challenges.actions import change_challenge
from enlace.consultations.consulting.actions import change_consultation
from enlace.consultations.priorities.adoption_actions import change_priority
from enlace.consultations.testing import make_challenge, make_consultation, make_priority
from enlace.core.texts import Texts
from enlace.meetings.agenda.actions import change_session
from enlace.meetings.editions.actions import change_meeting
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_cast
from enlace.themes.exchange.reading import own_base
from enlace.themes.models import Theme
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db


def text_of(answer):
    return " ".join(html.fromstring(answer.content).text_content().split())


def test_the_tree_is_light_whatever_its_size_and_shows_every_theme(client, django_assert_max_num_queries):
    client.get("/es/themes/")
    with django_assert_max_num_queries(8):
        answer = client.get("/es/themes/")
    links = {link.get("href") for link in html.fromstring(answer.content).iter("a")}
    assert {theme.get_absolute_url() for theme in Theme.objects.all()} <= links
    with django_assert_max_num_queries(8):
        shown = text_of(client.get("/es/themes/?languages=all"))
    assert "Genocídio" in shown
    assert "Add a theme" not in shown


def test_the_page_of_a_theme_says_what_it_means_and_where_it_stands(client):
    shown = text_of(client.get("/es/themes/forced-disappearance/"))
    for words in (
        "Crímenes de lesa humanidad",
        "desapariciones forzadas",
        "Enforced disappearance",
        f"{own_base()}forced-disappearance",
    ):
        assert words in shown
    assert client.get("/es/themes/no-such/").status_code == 404
    assert client.get("/themes/genocide", follow=True).request["PATH_INFO"] == "/es/themes/genocide/"


def test_what_is_tagged_is_shown_to_who_sees_it_and_what_is_tagged_with_a_narrower_theme_too(client):
    cast, area = make_cast(), make_theme(label=Texts({"es": "Área"}))
    theme = make_theme(broader=area)
    public = make_commitment(title=Texts({"es": "Compromiso público"}))
    hidden = make_meeting(title=Texts({"es": "Reunión reservada"}), audience="members")
    strategy, priority = (
        make_strategy(title=Texts({"es": "Estrategia en borrador"})),
        make_priority(title=Texts({"es": "Prioridad adoptada"})),
    )
    drafted = make_consultation(question=Texts({"es": "Consulta en borrador"}), opened=False)
    for one in (public, hidden, strategy, priority, drafted):
        one.themes.add(theme)
    shown = text_of(client.get(area.get_absolute_url()))
    assert "Prioridad adoptada" in shown
    assert "Reunión reservada" not in shown
    assert "Estrategia en borrador" not in shown
    assert "Consulta en borrador" not in shown
    client.force_login(cast.secretary)
    shown = text_of(client.get(theme.get_absolute_url()))
    assert "Reunión reservada" in shown
    assert "Estrategia en borrador" in shown
    assert "Consulta en borrador" in shown


def test_records_are_tagged_by_their_actions_and_show_it(client):
    theme, cast = make_theme(label=Texts({"es": "Un tema"})), make_cast()
    meeting = make_meeting()
    made = [
        change_meeting(meeting, by=None, themes=[theme]),
        change_session(make_session(meeting=meeting), by=None, themes=[theme]),
        change_challenge(make_challenge(), by=None, themes=[theme]),
        change_strategy(make_strategy(), by=None, themes=[theme]),
        change_consultation(make_consultation(), by=None, themes=[theme]),
    ]
    priority = make_priority()
    change_priority(priority, by=None, title=priority.title, themes=[theme])
    client.force_login(cast.secretary)
    for one in (*made, priority):
        assert list(one.themes.all()) == [theme]
    for one in (meeting, priority, made[1], made[2], made[4]):
        assert theme.get_absolute_url() in client.get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["focal_point", "secretary"])
def test_the_secretariat_alone_edits(client, who):
    cast, theme = make_cast(), make_theme()
    client.force_login(getattr(cast, who))
    names = [("add_theme", []), ("import_themes", []), ("import_first_themes", [])]
    names += [(f"{verb}_theme", [theme.slug]) for verb in ("edit", "merge", "remove")]
    for name, args in names:
        assert client.get(reverse(f"themes:{name}", args=args)).status_code == (200 if who == "secretary" else 403), (
            name
        )


def test_a_theme_is_written_in_a_form_and_nothing_typed_is_lost(client):
    client.force_login(make_cast().secretary)
    area = Theme.objects.get(slug="human-security")
    data = {"label_es": "Genocidio", "term_0_es": "cosa", "term_5_es": "otra", "broader": area.pk}
    answer = client.post("/es/themes/add/", data)
    assert answer.status_code == 200
    assert 'value="otra"' in answer.content.decode()
    assert "Genocidio" in html.fromstring(answer.content).find_class("wrong")[0].text_content()
    client.post("/es/themes/add/", data | {"label_es": "Cosa nueva"})
    added = Theme.objects.get(slug="cosa-nueva")
    assert (added.broader, added.terms) == (area, [{"es": "cosa"}, {"es": "otra"}])
    client.post(f"/es/themes/{added.slug}/merge/", {"into": area.pk})
    area.refresh_from_db()
    assert area.former_slugs == ["cosa-nueva"]


def test_a_file_is_shown_as_a_plan_and_then_imported(client):
    client.force_login(make_cast().secretary)
    text = (
        '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<x> a skos:Concept ; skos:prefLabel "Algo nuevo"@es .'
    )
    answer = client.post("/es/themes/import/", {"file": SimpleUploadedFile("x.ttl", text.encode())})
    assert "Algo nuevo" in text_of(answer)
    assert not Theme.objects.filter(slug="x").exists()
    form = {
        box.get("name"): box.get("value") or "" for box in html.fromstring(answer.content).xpath("//main//form//input")
    }
    assert client.post("/es/themes/import/", form | {"kept": "tampered"}).status_code == 302
    assert not Theme.objects.exclude(uri="").exists()
    client.post("/es/themes/import/", form)
    assert Theme.objects.filter(label__es="Algo nuevo").count() == 1
    answer = client.post("/es/themes/import/", {"file": SimpleUploadedFile("x.ttl", b"broken")})
    assert answer.status_code == 200
    Theme.objects.get(slug="impunity").delete()
    answer = client.get("/es/themes/import/first/")
    form = {
        box.get("name"): box.get("value") or "" for box in html.fromstring(answer.content).xpath("//main//form//input")
    }
    client.post("/es/themes/import/first/", form)
    assert Theme.objects.filter(slug="impunity").exists()


def test_the_vocabulary_is_served_as_turtle(client):
    answer = client.get("/es/themes/themes.ttl")
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert 'skos:prefLabel "Genocide"@en, "Genocidio"@es, "Genocídio"@pt' in answer.content.decode()
