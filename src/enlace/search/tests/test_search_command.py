"""`./enlace search`, as an administrator or another program asks it."""

import json

import pytest
from django.core.management import CommandError, call_command

from enlace.library.testing import make_language_version, make_page_text, make_publication, make_reading
from enlace.network.testing import make_observer

pytestmark = pytest.mark.django_db


def asked(capsys, *args):
    call_command("search", *args, "--json")
    return json.loads(capsys.readouterr().out)


def test_it_tells_as_json_what_everybody_may_find_and_where_it_stands(capsys):
    publication = make_publication(title={"es": "Escuelas de frontera"})
    reading = make_reading(language_version=make_language_version(publication=publication))
    make_page_text(reading=reading, text="Nada de esto.")
    make_page_text(reading=reading, text="Las señales llegan temprano a la escuela.")
    make_publication(title={"es": "Señales para la Red"}, audience="network")
    found = asked(capsys, "señales")
    assert set(found) == {"total", "took_ms", "widened", "hits"}
    assert found["total"] == 1
    hit = found["hits"][0]
    assert set(hit) == {"kind", "title", "url", "language", "page", "passage", "score"}
    assert (hit["kind"], hit["title"], hit["language"], hit["page"]) == ("publication", "Escuelas de frontera", "es", 2)
    assert hit["url"] == f"/publications/{publication.pk}/es/#page=2"
    assert "señales llegan temprano" in hit["passage"]


def test_it_lends_the_eyes_of_a_role_that_somebody_plays_today(capsys):
    make_publication(title={"es": "Señales para la Red"}, audience="network")
    with pytest.raises(CommandError):
        call_command("search", "señales", "--as", "observer")
    make_observer()
    assert asked(capsys, "señales", "--as", "observer")["total"] == 1
    assert asked(capsys, "señales")["total"] == 0
