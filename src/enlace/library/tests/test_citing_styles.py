"""Citations as a second implementation of CSL writes them.

`citing/expected.json` holds what citeproc-js 2.4.63 (npm `citeproc`) made of the same records with the same styles and
locales; `citing/citeproc.js` says how. One thing is different on purpose: where a person and a body made something
together, CSL puts the comma before "and" that the style asks for, and citeproc-js has rules of its own. And in HTML it
writes the sign º as a raised o.
"""

import json
from html import unescape
from pathlib import Path

import pytest
from django.utils.translation import override

from enlace.core.texts import Texts
from enlace.library.citing.citations import STYLES, citations
from enlace.library.citing.references import reference
from enlace.library.testing import make_contributor, make_publication
from enlace.library.tests.citing.made_works import WORKS, make_work

pytestmark = pytest.mark.django_db
EXPECTED = json.loads((Path(__file__).parent / "citing" / "expected.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "https://example.org"


@pytest.mark.parametrize("name", WORKS)
def test_every_style_writes_as_citeproc_js_in_every_language(name):
    work, language = make_work(name)
    place = list(WORKS).index(name)
    assert reference(work, language) == EXPECTED["records"][place]
    for reader in ("es", "en", "pt"):
        with override(reader):
            told = {one.style: unescape(one.html) for one in citations(work, language)}
        wanted = {style: EXPECTED["expected"][style][reader][place] for style in STYLES}
        assert told == {style: unescape(html).replace("<sup>o</sup>", "º") for style, html in wanted.items()}


def test_a_person_and_a_body_stand_together_with_the_comma_of_the_style():
    work = make_publication(title=Texts({"en": "Together"}), issued="2020")
    make_contributor(publication=work, family="Galis", given="Tibi", body="")
    make_contributor(publication=work, body="Ministry of Justice, Uruguay")
    with override("en"):
        told = [one.text for one in citations(work, "en")]
    assert told[0].startswith("Galis, T., & Ministry of Justice, Uruguay. (2020). Together.")
    assert told[1].startswith("Galis, Tibi, and Ministry of Justice, Uruguay. Together.")


def test_no_text_of_a_record_becomes_markup():
    hostile = '<script>alert("1")</script> <i>a</i> & \ue000b\ue001\u0001\u202e'
    work = make_publication(
        title=Texts({"en": hostile}), publisher=hostile, series=hostile, number="<b>", doi="10.1/<x>"
    )
    make_contributor(publication=work, family=hostile, given=hostile, body="")
    make_contributor(publication=work, body=hostile)
    for one in citations(work, "en"):
        bare = one.html.replace("<i>", "").replace("</i>", "")
        assert not set("<>\ue000\ue001\u0001") & set(bare)
        assert one.html.count("<i>") == one.html.count("</i>")
        assert "<script>alert(" in one.text


def test_a_language_that_a_title_is_not_in_gets_the_next_best_and_keeps_its_letters():
    work = make_publication(title=Texts({"es": "Memoria y verdad"}))
    with override("en"):
        assert {"Memoria y verdad" in one.text for one in citations(work, "en")} == {True}
    assert reference(work, "qu")["language"] == "qu"
