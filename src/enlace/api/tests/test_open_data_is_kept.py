"""The page cache answers programs too, until anything that is shown changes."""

import pytest
from django.utils import timezone

from enlace.accounts.actions import record
from enlace.commitments.models import Commitment
from enlace.commitments.testing import make_commitment
from enlace.library.models import Publication
from enlace.library.testing import make_publication
from enlace.website.tests.reading import page_cache, read

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/api/v1/commitments"


def test_an_answer_is_kept_until_something_changes():
    make_commitment()
    with page_cache() as (cache, asked):
        first, second = read(cache, LIST), read(cache, LIST)
        held = read(cache, LIST, If_None_Match=first.headers["Etag"])
        assert (asked.times, second.body, held.status, held.body) == (1, first.body, 304, b"")
        assert first.headers["Cache-Control"] == "public, no-cache"
        made = make_commitment()
        record("confirm_act", made, by=None)
        after = read(cache, LIST, If_None_Match=first.headers["Etag"])
        assert (asked.times, after.status, f'"id": {made.pk},' in after.text) == (2, 200, True)
        Commitment.objects.update(audience="members")
        record("change_commitment", made, by=None)
        assert '"total": 0' in read(cache, LIST).text


def test_what_cannot_be_answered_is_not_kept_and_is_said_in_the_readers_language():
    with page_cache() as (cache, asked):
        said = [read(cache, f"{LIST}/1", Accept_Language=language) for language in ("es", "en", "en")]
    assert asked.times == 3
    assert [(one.status, one.headers["Content-Language"]) for one in said] == [(404, "es"), (404, "en"), (404, "en")]
    assert "There is nothing public at this address." in said[1].text


def test_who_is_signed_in_is_answered_past_the_cache_and_reads_the_same():
    make_commitment()
    with page_cache() as (cache, asked):
        first = read(cache, LIST)
        signed_in = read(cache, LIST, Cookie="sessionid=x; csrftoken=y")
    assert (asked.times, signed_in.body) == (2, first.body)
    assert "Set-Cookie" not in signed_in.headers


def test_what_is_harvested_is_kept_too_until_something_changes_and_is_the_same_for_all():
    address = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    made = make_publication()
    with page_cache() as (cache, asked):
        first, second = read(cache, address), read(cache, address)
        signed_in = read(cache, address, Cookie="sessionid=x; csrftoken=y")
        assert (asked.times, second.body) == (2, first.body)
        assert [one.text.count("<header>") for one in (first, signed_in)] == [1, 1]
        assert "Set-Cookie" not in signed_in.headers
        Publication.objects.update(withdrawn_at=timezone.now())
        record("withdraw_publication", made, by=None)
        assert '<header status="deleted">' in read(cache, address).text
