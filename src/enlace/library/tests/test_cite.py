"""The page and the files by which a publication is cited; what the head of its page tells programs."""

import json
import re

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace.core.texts import Texts
from enlace.library.citing.bibtex import bibtex, escaped
from enlace.library.citing.csl.wording import plain
from enlace.library.citing.meta_tags import meta_tags
from enlace.library.citing.ris import ris
from enlace.library.models import Contributor, Publication
from enlace.library.testing import make_contributor, make_language_version, make_publication
from enlace.network.testing import make_focal_point, make_secretary
from enlace.themes.models import Theme

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 test"
LINE = st.text(st.characters(codec="utf-8"), max_size=40)


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.BASE_URL = "https://example.org"
    settings.DATA = tmp_path


def make_whole(**fields):
    """In Spanish and English, by a person and a body, with everything filled in."""
    whole = {
        "title": Texts({"es": "Armas de fuego", "en": "Firearms & {prevention}"}),
        "subtitle": Texts({"en": "100% regulated_region"}),
        "abstract": Texts({"es": "Resumen", "en": "Summary"}),
        "issued": "2015-05-04",
        "series": "Policy Papers",
        "number": "4",
        "isbn": "978-0-19-937829-6",
        "issn": "1911-0359",
        "doi": "10.3138/gsp_7.1.16",
        "publisher": "Instituto",
        "licence": "CC-BY-4.0",
    }
    made = make_publication(**whole | fields)
    made.themes.add(Theme.objects.get(slug="genocide"))
    make_contributor(publication=made, family="Kumar Otero", given="Ana Lucía", body="")
    make_contributor(publication=made, body="Ministry of Justice and Peace, Uruguay")
    make_contributor(publication=made, family="Souza", given="Inês", body="", role="translator")
    for language in ("es", "en"):
        make_language_version(publication=made, language=language, content=PDF)
    return made


def test_the_page_cites_in_each_style_and_leads_to_each_file():
    made = make_whole()
    page = Client().get(f"/en/library/{made.pk}/cite/")
    assert page.status_code == 200
    assert "Kumar Otero, A. L., &amp; Ministry of Justice and Peace, Uruguay" in page.text
    assert f"https://example.org/publications/{made.pk}/" in page.text or "https://doi.org/10.3138" in page.text
    for form in ("bib", "ris", "json"):
        assert f"/en/library/{made.pk}/cite.{form}?language=en" in page.text
    assert "Armas de fuego" in Client().get(f"/en/library/{made.pk}/cite/?language=es").text


def test_a_file_says_what_it_is_and_is_in_the_language_that_was_asked_for():
    made = make_whole()
    answer = Client().get(f"/es/library/{made.pk}/cite.bib?language=en")
    assert answer["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="kumar2015-{made.pk}.bib"'
    assert r"title = {Firearms \& \{prevention\}: 100\% regulated\_region}," in answer.text
    assert "author = {Kumar Otero, Ana Lucía and {Ministry of Justice and Peace, Uruguay}}," in answer.text
    assert "month = may," in answer.text
    record = json.loads(Client().get(f"/es/library/{made.pk}/cite.json").content)[0]
    assert (record["title"], record["issued"], record["language"]) == (
        "Armas de fuego",
        {"date-parts": [[2015, 5, 4]]},
        "es",
    )
    assert record["author"][1] == {"literal": "Ministry of Justice and Peace, Uruguay"}
    lines = Client().get(f"/es/library/{made.pk}/cite.ris").text.split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert {"DA  - 2015/05/04/", "AU  - Kumar Otero, Ana Lucía", "DO  - 10.3138/gsp_7.1.16", "A4  - Souza, Inês"} < {
        *lines
    }
    assert f"L1  - https://example.org/publications/{made.pk}/es/" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_only_who_sees_a_publication_can_cite_it():
    draft, narrow = make_publication(published=False), make_publication(audience="members")
    member, secretary = Client(), Client()
    member.force_login(make_focal_point())
    secretary.force_login(make_secretary())
    for end in ("/cite/", "/cite.bib", "/cite.ris", "/cite.json"):
        seen = [
            [who.get(f"/es/library/{one.pk}{end}").status_code for one in (draft, narrow)] for who in (Client(), member)
        ]
        assert seen == [[404, 404], [404, 200]]
        assert secretary.get(f"/es/library/{draft.pk}{end}").status_code == 200
    assert Client().get(f"/es/library/{make_publication().pk}/cite.exe").status_code == 404
    assert Client().post(f"/es/library/{make_publication().pk}/cite/").status_code == 405


def read_bibtex(text):
    """field → value of one entry; a value in braces ends where they balance."""
    found, at = {}, text.index(",") + 1
    while match := re.compile(r"\s*(\w+) = (\{)?").match(text, at):
        at = match.end()
        if not match[2]:
            end = text.index(",", at)
            found[match[1]], at = text[at:end], end + 1
            continue
        depth, start = 1, at
        while depth:
            step = 2 if text[at] == "\\" else 1
            depth += {"{": 1, "}": -1}.get(text[at], 0) if step == 1 else 0
            at += step
        found[match[1]], at = text[start : at - 1], at + 1
    assert text[at:].strip() == "}"
    return found


def unescaped(value):
    words = {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^"}
    return re.sub(r"\\text\w+\{\}|\\(.)|[{}]", lambda found: words.get(found[0], found[1] or ""), value)


SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@SOME
@given(st.text(alphabet="\\{}$&#%_~^\"'@,= aé\n\u2028", max_size=30) | LINE)
def test_what_is_escaped_reads_back(text):
    assert unescaped(escaped(text)) == plain(text)


@SOME
@given(title=LINE, publisher=LINE, family=LINE, body=LINE)
def test_bibtex_and_ris_read_back_whatever_the_words(title, publisher, family, body):
    work = Publication(pk=7, title=Texts({"en": f"T{title}"}), publisher=publisher, kind="report", issued="2015")
    people = [Contributor(family=f"F{family}", given="A."), Contributor(body=f"B{body}")]
    for one in people:
        one.role = "author"
    work._prefetched_objects_cache = {"contributors": people, "themes": []}
    found = read_bibtex(bibtex(work, "en"))
    assert unescaped(found["title"]) == plain(f"T{title}")
    assert unescaped(found.get("institution", "")) == plain(publisher)
    assert unescaped(found["author"]) == f"{plain(f'F{family}')}, A. and {plain(f'B{body}')}"
    lines = ris(work, "en", [])
    assert [line[:6] for line in lines.split("\r\n") if line] == [line[:6] for line in lines.splitlines()]
    told = dict(line.split("  - ", 1) for line in lines.splitlines())
    assert (told["TI"], told.get("PB", ""), told["AU"]) == (plain(f"T{title}"), plain(publisher), plain(f"B{body}"))


def test_the_head_tells_programs_what_is_there_in_the_language_of_the_page():
    made = make_whole()
    request = RequestFactory().get("/", headers={"Host": "testserver"})
    with override("en"):
        tags = [(one.name, one.content) for one in meta_tags(request, made)]
    told = dict(tags)
    assert [content for name, content in tags if name == "citation_author"] == [
        "Kumar Otero, Ana Lucía",
        "Ministry of Justice and Peace, Uruguay",
    ]
    assert told["citation_title"] == "Firearms & {prevention}: 100% regulated_region"
    assert told["citation_publication_date"] == "2015/05/04"
    assert told["citation_pdf_url"] == f"https://example.org/publications/{made.pk}/en/"
    assert (told["citation_language"], told["citation_technical_report_number"]) == ("en", "4")
    assert (told["citation_isbn"], told["citation_doi"]) == ("978-0-19-937829-6", "10.3138/gsp_7.1.16")
    assert told["DC.rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert ("DC.identifier", f"https://example.org/publications/{made.pk}/") in tags
    assert [one.language for one in meta_tags(request, made) if one.name == "DC.title"] == ["es"]


def test_what_is_not_known_is_not_told():
    tags = meta_tags(RequestFactory().get("/"), make_publication(issued=""))
    assert {one.name for one in tags if not one.content} == set()
    assert "citation_publication_date" not in {one.name for one in tags}
