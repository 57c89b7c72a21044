"""OAI-PMH 2.0 as harvesters ask it: Sickle without a special case, and every rule of the protocol."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import (
    BadArgument,
    BadResumptionToken,
    CannotDisseminateFormat,
    IdDoesNotExist,
    NoRecordsMatch,
)

from enlace.core.texts import Texts
from enlace.library.harvesting import records
from enlace.library.models import Publication
from enlace.library.testing import make_collection, make_contributor, make_language_version, make_publication
from enlace.network.testing import make_secretary
from enlace.themes.models import Theme

NAMES = {"o": "http://www.openarchives.org/OAI/2.0/", "d": "http://purl.org/dc/elements/1.1/"}
FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.BASE_URL = "https://example.org"
    settings.DATA = tmp_path


def make_many(number, **fields):
    """Changed an hour after each other, two at the same moment each time."""
    for place in range(number):
        moment = FIRST + timedelta(hours=place // 2)
        title = Texts({"es": f"Obra {place} \x0b\ufffe<&>", "en": f"Work {place}"})
        make_publication(title=title, changed_at=moment, **fields)


def ask(client=None, method="get", **said):
    answer = getattr(client or Client(), method)("/oai", {name.rstrip("_"): value for name, value in said.items()})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def error(**said):
    return ask(**said).xpath("string(o:error/@code)", namespaces=NAMES)


@pytest.mark.django_db(transaction=True)
def test_sickle_harvests_everything_without_a_special_case(live_server, settings, monkeypatch):
    monkeypatch.setattr(records, "PAGE", 10)
    settings.BASE_URL = live_server.url
    shelf = make_collection(slug="harvested")
    make_many(23)
    make_many(12, collection=shelf)
    for hidden in ({"published": False}, {"audience": "members"}):
        make_publication(title=Texts({"es": "secreto"}), **hidden)
    gone = Publication.objects.order_by("pk")[0]
    Publication.objects.filter(pk=gone.pk).update(withdrawn_at=FIRST, changed_at=FIRST + timedelta(days=3))
    client = Sickle(f"{live_server.url}/oai")
    told = client.Identify()
    assert (told.protocolVersion, told.deletedRecord, told.granularity) == ("2.0", "persistent", "YYYY-MM-DDThh:mm:ssZ")
    assert (told.baseURL, told.earliestDatestamp) == (f"{live_server.url}/oai", "2026-01-01T12:00:00Z")
    assert [one.metadataPrefix for one in client.ListMetadataFormats()] == ["oai_dc"]
    assert [one.setSpec for one in client.ListSets()][-1] == "harvested"
    whole = list(client.ListRecords(metadataPrefix="oai_dc"))
    assert [len(whole), sum(one.deleted for one in whole), len({one.header.identifier for one in whole})] == [35, 1, 35]
    assert whole[0].metadata["title"] == ["Obra 1 <&>", "Work 1"]
    assert (whole[-1].deleted, whole[-1].header.datestamp) == (True, "2026-01-04T12:00:00Z")
    heads = list(client.ListIdentifiers(metadataPrefix="oai_dc", set="harvested"))
    assert ({one.setSpecs[0] for one in heads}, len(heads)) == ({"harvested"}, 12)
    recent = {"metadataPrefix": "oai_dc", "from": "2026-01-01T20:00:00Z", "until": "2026-01-01"}
    with pytest.raises(BadArgument):
        client.ListRecords(**recent)
    day = list(client.ListIdentifiers(**recent | {"from": "2026-01-01"}))
    second = list(client.ListIdentifiers(**recent | {"until": "2026-01-01T21:00:00Z"}))
    assert (len(day), len(second)) == (34, 4)
    kept = list(client.ListRecords(metadataPrefix="oai_dc", ignore_deleted=True))
    assert len(kept) == 34
    one = client.GetRecord(identifier=heads[0].identifier, metadataPrefix="oai_dc")
    assert one.metadata["title"][1] == "Work 0"
    with pytest.raises(IdDoesNotExist):
        client.GetRecord(identifier="oai:nowhere:1", metadataPrefix="oai_dc")
    with pytest.raises(CannotDisseminateFormat):
        client.ListRecords(metadataPrefix="marc21")
    with pytest.raises(NoRecordsMatch):
        client.ListRecords(**{"metadataPrefix": "oai_dc", "from": "2030-01-01"})
    with pytest.raises(BadResumptionToken):
        client.ListRecords(resumptionToken="x")


@pytest.mark.django_db
def test_a_record_says_what_is_known_in_every_language():
    shelf = make_collection(slug="papers", name=Texts({"es": "Documentos", "en": "Papers"}))
    made = make_publication(
        title=Texts({"es": "Armas", "en": "Firearms"}),
        subtitle=Texts({"en": "A study"}),
        abstract=Texts({"es": "Resumen"}),
        collection=shelf,
        issued="2015-05",
        doi="10.1/x",
        isbn="978-0-19-937829-6",
        series="Policy Papers",
        number="4",
        licence="reserved",
    )
    made.themes.add(Theme.objects.get(slug="genocide"))
    make_contributor(publication=made, family="Kumar Otero", given="Ana", body="")
    make_contributor(publication=made, body="Ministerio", role="editor")
    make_language_version(publication=made, language="es", content=b"%PDF-1.4 x")
    found = ask(verb="GetRecord", metadataPrefix="oai_dc", identifier=records.identifier_of(made.pk))

    def told(name):
        return [
            (one.get("{http://www.w3.org/XML/1998/namespace}lang"), one.text)
            for one in found.iterfind(f".//d:{name}", NAMES)
        ]

    assert told("title") == [("es", "Armas"), ("en", "Firearms: A study")]
    assert (told("creator"), told("contributor")) == ([(None, "Kumar Otero, Ana")], [(None, "Ministerio")])
    assert {language for language, _text in told("subject")} == {"es", "en", "pt"}
    assert (told("date"), told("language")) == ([(None, "2015-05")], [(None, "es")])
    assert [text for _language, text in told("identifier")] == [
        f"https://example.org/publications/{made.pk}/",
        f"https://example.org/publications/{made.pk}/es/",
        "https://doi.org/10.1/x",
        "urn:isbn:9780199378296",
    ]
    assert told("relation") == [(None, "Policy Papers, 4"), ("es", "Documentos"), ("en", "Papers")]
    assert len(told("rights")) == 3
    assert told("format") == [(None, "application/pdf")]
    assert found.xpath("string(.//o:setSpec)", namespaces=NAMES) == "papers"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Steal"}, "badVerb"),
        ({"verb": ["Identify", "Identify"]}, "badVerb"),
        ({"verb": "Identify", "set": "x"}, "badArgument"),
        ({"verb": "ListRecords"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": ["oai_dc", "oai_dc"]}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-02-30"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-01-01T00:00:00+01:00"}, "badArgument"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-01-01T00:00Z"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-01-02", "until": "2026-01-01"},
            "badArgument",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "9999-12-31"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "resumptionToken": "x"}, "badArgument"),
        ({"verb": "ListRecords", "resumptionToken": "x\x00"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "set": "x\x00"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "metadataPrefix": "mods"}, "cannotDisseminateFormat"),
        ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
        (
            {
                "verb": "GetRecord",
                "metadataPrefix": "oai_dc",
                "identifier": "oai:example.org:publications/9999999999999999999999",
            },
            "idDoesNotExist",
        ),
        (
            {"verb": "GetRecord", "metadataPrefix": "mods", "identifier": "oai:example.org:publications/1"},
            "cannotDisseminateFormat",
        ),
        ({"verb": "ListMetadataFormats", "identifier": "oai:example.org:publications/٣"}, "idDoesNotExist"),
    ],
)
def test_what_cannot_be_answered_is_told_by_the_code_of_the_protocol(said, code):
    assert error(**said) == code
    assert error(method="post", **said) == code


@pytest.mark.django_db
def test_without_shelves_there_are_no_sets():
    Publication.objects.all().delete()
    from_the_start = make_collection()
    type(from_the_start).objects.all().delete()
    assert error(verb="ListSets") == "noSetHierarchy"
    assert error(verb="ListRecords", metadataPrefix="oai_dc", set="x") == "noSetHierarchy"


@pytest.mark.django_db
def test_whoever_asks_and_however_gets_the_same():
    make_many(3)
    make_publication(title=Texts({"es": "secreto"}), published=False)
    secretary = Client(enforce_csrf_checks=True)
    secretary.force_login(make_secretary())
    asked = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    lists = [
        etree.tostring(ask(client, method, **asked).find("o:ListRecords", NAMES))
        for client in (Client(), secretary)
        for method in ("get", "post")
    ]
    assert len(set(lists)) == 1
    assert b"secreto" not in lists[0]
    answer = secretary.get("/oai", asked, headers={"Accept-Language": "en"})
    assert (answer.cookies, "Cookie" in answer.get("Vary", "")) == ({}, False)
    assert secretary.put("/oai").status_code == 405


@pytest.mark.django_db
def test_what_changes_while_somebody_reads_is_not_missed(monkeypatch):
    monkeypatch.setattr(records, "PAGE", 4)
    make_many(10)
    numbers = list(Publication.objects.order_by("pk").values_list("pk", flat=True))
    seen, token = [], ""
    while True:
        said = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        found = ask(verb="ListIdentifiers", **said)
        seen += found.xpath(".//o:identifier/text()", namespaces=NAMES)
        if len(seen) == 4:
            Publication.objects.filter(pk=numbers[5]).update(changed_at=FIRST + timedelta(days=9))
            Publication.objects.filter(pk=numbers[0]).update(changed_at=FIRST + timedelta(days=9))
        token = found.findtext(".//o:resumptionToken", "", NAMES)
        if not token:
            break
    assert {records.identifier_of(one) for one in numbers} == set(seen)
    assert seen[-2:] == [records.identifier_of(numbers[0]), records.identifier_of(numbers[5])]


@pytest.mark.django_db
def test_a_page_asks_as_often_for_many_records_as_for_few(django_assert_max_num_queries):
    shelf = make_collection()

    def queries():
        with django_assert_max_num_queries(14) as asked:
            ask(verb="ListRecords", metadataPrefix="oai_dc")
        return len(asked)

    def more(number):
        for place in range(number):
            made = make_publication(collection=shelf)
            make_contributor(publication=made)
            made.themes.add(Theme.objects.order_by("slug")[place])
            make_language_version(publication=made, content=b"%PDF-1.4 x")

    more(2)
    queries()
    few = queries()
    more(15)
    assert queries() == few


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(
    st.dictionaries(st.sampled_from(["verb", "identifier", "from", "until", "set", "resumptionToken", "x"]), st.text())
)
@pytest.mark.django_db
def test_whatever_is_asked_the_answer_is_xml(said):
    ask(**{"verb": "ListRecords", "metadataPrefix": "oai_dc"} | said)
    ask(**said)


@pytest.mark.django_db
def test_the_feed_of_a_collection_holds_what_is_public_with_its_files(django_assert_max_num_queries):
    shelf, other = make_collection(slug="papers"), make_collection(slug="others")
    made = make_publication(collection=shelf, illustrative=True, title=Texts({"es": "Armas \x0b<b>"}))
    make_contributor(publication=made, family="Kumar", given="Ana", body="")
    for language in ("es", "en"):
        make_language_version(publication=made, language=language, content=b"%PDF-1.4 x")
    make_publication(collection=other)
    make_publication(collection=shelf, audience="members", title=Texts({"es": "secreto"}))
    secretary = Client()
    secretary.force_login(make_secretary())
    for client in (Client(), secretary):
        answer = client.get("/es/library/collections/papers/feed/")
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = etree.fromstring(answer.content)
        space = {"a": "http://www.w3.org/2005/Atom"}
        assert feed.xpath("//a:entry/a:title/text()", namespaces=space) == ["[Ilustrativo] Armas <b>"]
        assert feed.xpath("//a:entry/a:id/text()", namespaces=space) == [f"https://example.org/publications/{made.pk}/"]
        assert feed.xpath("//a:entry/a:link[@rel='enclosure']/@href", namespaces=space) == [
            f"https://example.org/publications/{made.pk}/{language}/" for language in ("es", "en")
        ]
        assert feed.xpath("//a:entry/a:author/a:name/text()", namespaces=space) == ["Ana Kumar"]
    with django_assert_max_num_queries(40) as few:
        Client().get("/es/library/collections/papers/feed/")
    for _turn in range(10):
        make_language_version(publication=make_publication(collection=shelf), content=b"%PDF-1.4 x")
    with django_assert_max_num_queries(len(few)):
        Client().get("/es/library/collections/papers/feed/")
    assert Client().get("/es/library/collections/no-such/feed/").status_code == 404
