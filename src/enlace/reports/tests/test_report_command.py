import json

import pytest
from django.core.management import CommandError, call_command

from enlace.network.testing import make_membership, make_state

pytestmark = pytest.mark.django_db


def made(tmp_path, form, **options):
    out = tmp_path / f"report.{form}"
    call_command("report", "annual", year=2022, out=out, format=form, **{"lang": "es"} | options)
    return out.read_bytes()


@pytest.fixture(autouse=True)
def _member():
    make_membership(state=make_state("UY", member=False), since="2012-03-29")


def test_a_report_is_drafted_in_each_form_and_language(tmp_path):
    assert made(tmp_path, "pdf").startswith(b"%PDF")
    assert b'<html lang="pt">' in made(tmp_path, "html", lang="pt")
    document = json.loads(made(tmp_path, "json", lang="en"))
    assert (document["kind"], document["language"], document["figures"]["states"]) == ("annual", "en", 1)
    assert document["title"] == "Annual report 2022"


def test_what_cannot_be_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="from 2012 to"):
        call_command("report", "annual", year=1999, out=tmp_path / "x.pdf")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("report", "annual", year=2022, out=tmp_path / "no" / "such.json", format="json")
