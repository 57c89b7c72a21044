"""The library, a collection and a publication as their readers find them, in English; titles are in Spanish."""

import json
import re
from datetime import timedelta

import pytest
from django.utils.translation import activate

from enlace.commitments.testing import make_commitment
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.files.queries import files_of
from enlace.files.testing import make_version
from enlace.library.models import Publication
from enlace.library.public.lines import lines_of
from enlace.library.testing import (
    make_collection,
    make_contributor,
    make_download_count,
    make_language_version,
    make_publication,
    make_reading,
)
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_focal_point, make_organisation, make_secretary, make_state
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
LIBRARY = "/en/library/"


def _shelved(collection, number=1, **overrides):
    made = make_publication(collection=collection, title=Texts({"es": f"Informe {number}"}), **overrides)
    make_contributor(publication=made)
    return make_language_version(publication=made, content=b"%PDF-1.7 " + str(number).encode()).publication


@pytest.fixture(autouse=True)
def _in_english():
    activate("en")


def _english(address):
    return address.replace("/es/", "/en/", 1)


def _main(client, address):
    response = client.get(_english(address))
    assert response.status_code == 200
    return response.text.split("<main")[1].split("</main")[0]


def _shelf(client, collection):
    """Of the first page of the library."""
    return _main(client, LIBRARY).split(f'aria-labelledby="{collection.slug}"')[1].split("</section>")[0]


def test_the_library_shows_each_collection_with_its_newest_and_how_many_stand_in_it(client):
    full, empty = make_collection(), make_collection()
    for number in range(1, 6):
        _shelved(full, number, issued=f"20{10 + number}")
    _shelved(full, 6, published=False)
    _shelved(full, 7, audience="members")
    _shelved(full, 8, withdrawn_at=now())
    text = _shelf(client, full)
    assert re.findall(r"Informe \d", text) == ["Informe 5", "Informe 4"]
    assert "All 5 of this collection" in text
    assert "Nothing is published in this collection yet." in _shelf(client, empty)
    assert empty.get_absolute_url() in _shelf(client, empty)
    client.force_login(make_focal_point())
    assert "All 6 of this collection" in _shelf(client, full)


def test_an_empty_library_says_so_plainly_and_shows_the_secretariat_how_to_begin(client):
    collection = make_collection()
    text = _main(client, LIBRARY)
    assert "Nothing is published here yet." in text
    assert "/publications/" not in text
    client.force_login(make_secretary())
    for address in (LIBRARY, collection.get_absolute_url()):
        assert f"?collection={collection.slug}" in _main(client, address)


def test_lists_ask_as_much_for_many_as_for_few(client, django_assert_max_num_queries):
    def fill(collections, publications):
        for _number in range(collections):
            collection = make_collection()
            for number in range(publications):
                _shelved(collection, number)
        return collection

    fill(1, 1)
    client.get(LIBRARY)
    with django_assert_max_num_queries(40) as few:
        client.get(LIBRARY)
    collection = fill(3, 9)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(LIBRARY)
    with django_assert_max_num_queries(45):
        client.get(collection.get_absolute_url())


def test_a_collection_is_narrowed_by_what_stands_in_it(client):
    collection, theme = make_collection(), make_theme()
    for number in range(9):
        _shelved(collection, number, issued="2021")
    chosen = _shelved(collection, 99, issued="2019-05")
    chosen.themes.add(theme)
    chosen.states.add(make_state())
    make_language_version(publication=chosen, language="qu")
    address = collection.get_absolute_url()
    text = _main(client, address)
    assert '<option value="qu">Quechua</option>' in text
    assert '<option value="2019">' in text
    for asked in ("language=qu", f"theme={theme.slug}", "state=UY", "year=2019", "language=es&year=2019&state=UY"):
        found = _main(client, f"{address}?{asked}")
        assert re.findall(r"Informe \d+", found) == ["Informe 99"], asked
        assert "1 publication found" in found
    assert "it is left out here" in _main(client, f"{address}?year=1999")
    assert "Nothing in this collection matches" in _main(client, f"{address}?year=2021&language=qu")


def test_a_long_collection_is_leafed_through(client):
    collection = make_collection()
    for number in range(23):
        _shelved(collection, number + 10, issued=str(1990 + number))
    text = _main(client, f"{collection.get_absolute_url()}?language=es&page=2")
    assert re.findall(r"Informe \d+", text) == ["Informe 12", "Informe 11", "Informe 10"]
    assert "?language=es&amp;page=1" in text


def _full():
    """Every field is filled in; in Spanish with an earlier version, and in Quechua."""
    publication = make_publication(
        collection=make_collection(),
        title=Texts({"es": "Control de armas", "en": "Arms control"}),
        subtitle=Texts({"es": "Qué funcionó"}),
        abstract=Texts({"en": "What worked in five states."}),
        issued="2015-05",
        series="Cuadernos",
        number="7",
        publisher="Secretaría Técnica",
        place="Buenos Aires",
        isbn="978-3-16-148410-0",
        issn="2049-3630",
        doi="10.1000/182",
        licence="CC-BY-4.0",
    )
    make_contributor(publication=publication, family="Rosenberg", given="Sheri", body="")
    make_contributor(publication=publication, body="Instituto", role="editor")
    publication.states.add(make_state())
    publication.themes.add(make_theme())
    spanish = make_language_version(publication=publication, content=b"%PDF-1.7 one")
    newest = make_version(file=files_of(spanish).get(), content=b"%PDF-1.7 newest")
    make_reading(version=newest, pages=24)
    make_language_version(publication=publication, language="qu", content=b"%PDF-1.7 qu")
    return publication


def test_a_publication_shows_all_that_is_known_of_it(client):
    publication = _full()
    text = _main(client, publication.get_absolute_url())
    for words in [
        *["Qué funcionó", "Sheri Rosenberg", "Instituto", "Arms control", "May 2015", "Cuadernos, no. 7"],
        *["Secretaría Técnica, Buenos Aires", "978-3-16-148410-0", "2049-3630", "24 pages", "Quechua"],
        '<a href="https://doi.org/10.1000/182" rel="noopener">10.1000/182</a>',
        '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license noopener">CC BY 4.0</a>',
        '<div class="text" lang="en"><p>What worked in five states.</p>',
        f'href="/publications/{publication.pk}/es/" hreflang="es">Read online',
        f'href="/publications/{publication.pk}/es/1/"',
        f'value="http://testserver/publications/{publication.pk}/"',
        str(publication.collection),
    ]:
        assert words in text, words
    assert "Control de armas" in client.get(f"/es/library/{publication.pk}/").text


def test_a_body_on_record_is_named_in_the_readers_language_and_lists_name_who_wrote_it(client):
    publication = _shelved(make_collection())
    publication.contributors.all().delete()
    body = make_organisation(name=Texts({"es": "Observatorio", "en": "Observatory"}))
    make_contributor(publication=publication, body="Observatorio", organisation=body)
    make_contributor(publication=publication, body="Dirección de Estudios, Observatorio", organisation=body)
    make_contributor(publication=publication, body="", family="Paz", organisation=body, role="translator")
    assert lines_of([publication])[0].makers == ["Observatory", "Dirección de Estudios, Observatorio"]
    text = _main(client, publication.get_absolute_url())
    assert "<dd>Observatory<br>Dirección de Estudios, Observatorio</dd>" in text
    assert "<dd>Paz</dd>" in text
    publication.contributors.filter(role="author").update(role="editor")
    assert lines_of(Publication.objects.all())[0].makers[0] == "Observatory (editor)"


def test_the_head_of_a_public_page_describes_it_for_machines(client):
    publication = _full()
    head = client.get(publication.get_absolute_url()).text.split("</head>")[0]
    found = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', head)[1])
    assert (found["@type"], found["name"], found["datePublished"]) == ("Report", "Arms control", "2015-05")
    assert found["author"] == [
        {"@type": "Person", "name": "Sheri Rosenberg", "familyName": "Rosenberg", "givenName": "Sheri"}
    ]
    assert [(one["inLanguage"], one["contentUrl"]) for one in found["encoding"]] == [
        (code, f"http://testserver/publications/{publication.pk}/{code}/") for code in ("es", "qu")
    ]
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert f'<link rel="alternate" hreflang="pt" href="http://testserver/pt/library/{publication.pk}/">' in head
    client.force_login(make_focal_point())
    publication.audience = "members"
    publication.save()
    assert "ld+json" not in client.get(publication.get_absolute_url()).text


def test_a_title_cannot_end_the_script_that_describes_it(client):
    publication = make_publication(title=Texts({"es": "</script><b>x"}))
    assert "</script><b>" not in client.get(publication.get_absolute_url()).text


def test_what_it_belongs_to_is_shown_where_the_reader_sees_it(client):
    publication, meeting, commitment = make_publication(), make_meeting(), make_commitment()
    session = make_session(meeting=meeting, title=Texts({"es": "Sesión de armas"}), audience="members")
    publication.meetings.add(meeting)
    publication.sessions.add(session)
    publication.commitments.add(commitment)
    public = _main(client, publication.get_absolute_url())
    assert commitment.get_absolute_url() in public
    assert "Sesión de armas" not in public
    assert meeting.get_absolute_url() not in public
    client.force_login(make_focal_point())
    text = _main(client, publication.get_absolute_url())
    assert "Sesión de armas" in text
    assert meeting.get_absolute_url() in text
    for record in (meeting, session, commitment):
        assert publication.get_absolute_url() in _main(client, record.get_absolute_url())


def test_related_are_those_that_share_themes_then_states_then_the_collection(client):
    collection, theme, state = make_collection(), make_theme(), make_state()
    publication = _shelved(collection, 1)
    by_theme, by_state, hidden = (_shelved(make_collection(), number) for number in (2, 3, 4))
    beside = _shelved(collection, 5)
    _shelved(make_collection(), 6)
    for one in (publication, by_theme, hidden):
        one.themes.add(theme)
    for one in (publication, by_state):
        one.states.add(state)
    hidden.audience = "secretariat"
    hidden.save()
    text = _main(client, publication.get_absolute_url()).split('id="related"')[1]
    assert re.findall(r'href="/en/library/(\d+)/"', text) == [str(one.pk) for one in (by_theme, by_state, beside)]


def test_for_fewer_readers_it_says_for_whom_and_nobody_else_finds_it(client):
    publication = make_publication(audience="members")
    assert client.get(publication.get_absolute_url()).status_code == 404
    client.force_login(make_focal_point())
    assert "it is for member states and secretariat." in _main(client, publication.get_absolute_url())


def test_what_was_withdrawn_is_gone_where_everybody_read_it_once_and_never_was_where_not(client):
    gone = make_publication(withdrawn_at=now())
    never = make_publication(withdrawn_at=now(), audience="members")
    for address in (gone.get_absolute_url(), f"/publications/{gone.pk}/", f"/publications/{gone.pk}/es/"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Control de armas" not in response.text
    assert client.get(never.get_absolute_url()).status_code == 404
    client.force_login(make_secretary())
    assert "Withdrawn on" in _main(client, gone.get_absolute_url())


def test_how_often_it_was_fetched_is_told_to_the_secretariat_alone(client):
    language_version = make_language_version()
    make_download_count(language_version=language_version, amount=1200)
    make_download_count(language_version=language_version, amount=34, day=today() - timedelta(days=1))
    address = language_version.get_absolute_url()
    assert "1,234" not in _main(client, address)
    client.force_login(make_secretary())
    assert "1,234downloads" in re.sub(r"\s", "", _main(client, address))


def test_the_menu_leads_there_and_the_home_page_shows_the_newest(client):
    before = client.get("/en/").text
    assert LIBRARY in before
    assert "New in the library" not in before
    made = _shelved(make_collection())
    text = client.get("/en/").text
    assert "New in the library" in text
    assert _english(made.get_absolute_url()) in text
    made.states.add(make_state())
    activate("en")
    assert made.get_absolute_url() in client.get(make_state().get_absolute_url()).text


def test_the_map_of_the_site_names_what_everybody_reads(client):
    public, hidden = make_publication(collection=make_collection()), make_publication(audience="network")
    text = client.get("/sitemap.xml").text
    for address in (f"http://testserver/pt/library/{public.pk}/", "http://testserver/en/library/"):
        assert f"<loc>{address}</loc>" in text
    assert f"/library/{hidden.pk}/" not in text
    assert f"/library/collections/{public.collection.slug}/" in text
