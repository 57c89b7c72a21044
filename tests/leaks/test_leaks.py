"""Nothing leaves by any address that its reader must not see, and nothing is changed by who must not change it.

Addresses and models are found in the project itself: what is added later is crawled too, or fails here.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from enlace.network.testing import make_cast
from tests.leaks.addresses import Address, addresses, uncovered
from tests.leaks.records import hidden_from, is_visible, make_records, maker_of, our_models, snake, without_an_answer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = (
    *["anonymous", "stranger", "observer", "other_focal_point", "focal_point", "alternate", "validator"],
    *["editor", "secretary"],
)
REFUSED = {301, 302, 403, 404, 405, 410}
SEARCHED = "?q=kanari"
OF_NOBODY = {"/cms/sprite/", "/cms/jsi18n/"}
"""Icons and words of the CMS, the same for everybody."""


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def records(cast):
    return make_records()


def reader(cast, name):
    return AnonymousUser() if name == "anonymous" else getattr(cast, name)


def browser_of(user):
    client = Client(raise_request_exception=True)
    if user.is_authenticated:
        client.force_login(user)
    return client


def text_of(answer: HttpResponseBase) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers} {body.decode('utf-8', 'replace')}".lower()


def told(hidden: dict[str, str], path: str) -> list[tuple[str, str]]:
    """What an answer would tell: not what who asks has written in the address already."""
    return [(word, what) for word, what in hidden.items() if word not in path]


def is_of_the_cms(address: Address) -> bool:
    return address.path.startswith("/cms/")


def crawled(records, name):
    """An editor and a secretary read everything in the CMS, where there is nothing to hide from them."""
    for address in addresses(records):
        if not (is_of_the_cms(address) and name in {"editor", "secretary"}):
            yield address


def test_every_model_has_a_maker_and_something_that_says_who_sees_it():
    assert [f"{model._meta.label}: make_{snake(model)}" for model in our_models() if maker_of(model) is None] == []
    assert without_an_answer() == []


def test_every_address_of_ours_can_be_filled(records):
    assert uncovered(records) == []


@pytest.mark.parametrize("name", READERS)
def test_no_address_shows_what_its_reader_must_not_see(cast, records, name):
    user = reader(cast, name)
    client, hidden = browser_of(user), hidden_from(user, records)
    leaks, open_doors = [], []
    for address in crawled(records, name):
        for path in [address.path, *([] if address.record else [address.path + SEARCHED])]:
            answer = client.get(path)
            shown = text_of(answer)
            leaks += [f"{path}: {what}" for word, what in told(hidden, path) if word in shown]
            if (
                address.record is not None
                and not is_visible(user, address.record)
                and answer.status_code not in REFUSED
            ):
                open_doors.append(f"{path}: {answer.status_code}")
    assert leaks == []
    assert open_doors == []


@pytest.mark.parametrize("name", READERS[:-2])
def test_no_address_lets_itself_be_posted_to_by_who_must_not_see_its_record(cast, records, name):
    user = reader(cast, name)
    hidden = hidden_from(user, records)
    leaks, open_doors = [], []
    for address in crawled(records, name):
        answer = posted(user, address.path)
        text = text_of(answer)
        leaks += [f"{address.path}: {what}" for word, what in told(hidden, address.path) if word in text]
        named = address.record is not None and not is_visible(user, address.record)
        if (named or (is_of_the_cms(address) and address.path not in OF_NOBODY)) and answer.status_code not in REFUSED:
            open_doors.append(f"{address.path}: {answer.status_code}")
    assert leaks == []
    assert open_doors == []


def posted(user, path: str) -> HttpResponseBase:
    """The answer to a form with everything confirmed; whatever it did is undone."""
    client, before = browser_of(user), transaction.savepoint_create()
    try:
        return client.post(path, {"confirm": "on", "sure": "on", "understood": "on"})
    finally:
        transaction.savepoint_rollback(before)
