"""Nothing leaves by any address that its reader must not see, and nothing is changed by who must not change it.

Addresses and models are found in the project itself: what is added later is crawled too, or fails here.
"""

import io
import logging
import re
import zipfile
from collections.abc import Callable
from functools import cache, partial
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.views.defaults import page_not_found, permission_denied

from enlace.accounts.models import User
from enlace.commitments.models import Evidence, Progress
from enlace.config import urls
from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.visiting import cookie_of
from enlace.consultations.answering.voices import email_id
from enlace.consultations.models import Consultation
from enlace.core.clock import today
from enlace.files.models import File, Version
from enlace.giving.donors.links import donor_token
from enlace.giving.models import Donor
from enlace.giving.testing import make_treasurer
from enlace.meetings.calendars.actions import make_feed
from enlace.meetings.delegations.registrations import new_token
from enlace.meetings.models import Delegate, Meeting
from enlace.meetings.papers.bundle_actions import ask_for_bundle
from enlace.network.models import hashed
from enlace.network.testing import make_cast
from tests.leaks.addresses import Address, addresses, uncovered, values_of, ways
from tests.leaks.commitments import make_commitments
from tests.leaks.documents import pdf_of, text_within
from tests.leaks.records import (
    CANARY,
    hidden_from,
    is_visible,
    make_records,
    maker_of,
    mark,
    our_models,
    snake,
    without_an_answer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READERS = ("anonymous", "observer", "focal_point", "host", "secretary", "treasurer")
"""As each of whom every address is read; as POSTING it is posted to.

The two focal points are of two states that have the same records: one reads, the other posts. An alternate and a
validator see what a focal point does; an editor, outside the CMS, and who has an account alone what everybody does. The
truth tables say so of each rule. A comptroller reads what a treasurer does.
"""
POSTING = ("anonymous", "stranger", "observer", "other_focal_point", "host")
AT_THE_CMS = {"anonymous", "focal_point", "other_focal_point"}
"""They stand for all who are no editors: one place refuses them (`website/middleware.py`)."""
REFUSED = {301, 302, 403, 404, 405, 410}
SEARCHED = "?q=kanari"
HARVESTED = "?verb=ListRecords&metadataPrefix=oai_dc"
OF_NOBODY = {"/cms/sprite/", "/cms/jsi18n/"}
"""Icons and words of the CMS, the same for everybody."""


@pytest.fixture(autouse=True)
def _without_log():
    """Each of thousands of refusals would be written down."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def _plain_refusals(monkeypatch):
    """The first refusal of each pattern with the page round it, the others without, which takes a third of the time.

    Most answers are refusals, and what stands round them does not depend on the record that was asked for.
    """
    for status, usual in ((403, permission_denied), (404, page_not_found)):
        whole = getattr(urls, f"handler{status}", usual)
        monkeypatch.setattr(urls, f"handler{status}", partial(refused, status, whole, set()), raising=False)


def refused(status, whole, shown, request, exception=None):
    way = getattr(request.resolver_match, "route", "")
    if way in shown:
        return HttpResponse(str(exception), status=status)
    shown.add(way)
    return whole(request, exception)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def records(cast):
    return make_records(cast)


def reader(cast, name):
    if name == "treasurer":
        return User.objects.filter(email="treasurer@example.org").first() or make_treasurer()
    return AnonymousUser() if name == "anonymous" else getattr(cast, name)


def browser_of(user):
    client = Client(raise_request_exception=True)
    if user.is_authenticated:
        client.force_login(user)
    return client


def text_of(answer: HttpResponseBase) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers} {text_within(body)}".lower()


def told(shown: str, hidden: dict[str, str], path: str) -> list[str]:
    """What an answer tells that is hidden: not what who asks has written in the address already."""
    return [hidden[word] for word in sorted(set(CANARY.findall(shown))) if word in hidden and word not in path]


def seen_by(user) -> Callable[[Model | None], bool]:
    """Whether a record is visible to somebody, asked once of each; where an address names none, there is nothing."""
    return cache(lambda record: record is None or is_visible(user, record))


def is_of_the_cms(address: Address) -> bool:
    return address.path.startswith("/cms/")


def crawled(records, name):
    """A secretary reads everything in the CMS, where there is nothing to hide from them."""
    for address in addresses(records):
        if name in AT_THE_CMS or not is_of_the_cms(address):
            yield address


def test_every_model_has_a_maker_and_something_that_says_who_sees_it():
    assert [f"{model._meta.label}: make_{snake(model)}" for model in our_models() if maker_of(model) is None] == []
    assert without_an_answer() == []


def test_every_address_of_ours_can_be_filled(records):
    assert uncovered(records) == []


def test_what_a_state_has_not_cleared_is_hidden_from_the_secretariat_too(cast):
    marked = [mark(record) for record in make_commitments(cast)]
    hidden = {what.rpartition(".")[0] for what in hidden_from(cast.secretary, marked).values()}
    uncleared = [one for one in Progress.objects.all() if one.cleared_at is None or one.taken_back_at]
    files = File.objects.filter(owner_kind__model="evidence", owner_id__in=of_progress(uncleared))
    assert len(uncleared) == 8
    assert {f"commitments.Progress {one.pk}" for one in uncleared} <= hidden
    assert {f"files.Version {file.versions.get().pk}" for file in files} <= hidden
    assert files.count() == 2


def of_progress(reports):
    return Evidence.objects.filter(progress__in=reports).values("pk")


@pytest.mark.crawl
@pytest.mark.usefixtures("_plain_refusals")
@pytest.mark.parametrize("name", READERS)
def test_no_address_shows_what_its_reader_must_not_see(cast, records, name):
    user = reader(cast, name)
    client, hidden, seen = browser_of(user), hidden_from(user, records), seen_by(user)
    leaks, open_doors = [], []
    for address in crawled(records, name):
        asked = HARVESTED if address.path == "/oai" else "" if address.way.parameters else SEARCHED
        for path in [address.path, *([address.path + asked] if asked else [])]:
            answer = client.get(path)
            leaks += [f"{path}: {what}" for what in told(text_of(answer), hidden, path)]
            if not seen(address.record) and answer.status_code not in REFUSED:
                open_doors.append(f"{path}: {answer.status_code}")
    assert leaks == []
    assert open_doors == []


@pytest.mark.crawl
@pytest.mark.usefixtures("_plain_refusals")
@pytest.mark.parametrize("name", POSTING)
def test_no_address_lets_itself_be_posted_to_by_who_must_not_see_its_record(cast, records, name):
    user = reader(cast, name)
    client, hidden, seen = browser_of(user), hidden_from(user, records), seen_by(user)
    leaks, open_doors = [], []
    for address in crawled(records, name):
        answer = posted(client, address.path)
        leaks += [f"{address.path}: {what}" for what in told(text_of(answer), hidden, address.path)]
        if (
            not seen(address.record) or (is_of_the_cms(address) and address.path not in OF_NOBODY)
        ) and answer.status_code not in REFUSED:
            open_doors.append(f"{address.path}: {answer.status_code}")
    assert leaks == []
    assert open_doors == []


def posted(client: Client, path: str) -> HttpResponseBase:
    """The answer to a form with everything confirmed; whatever it did is undone."""
    cookies, before = client.cookies.copy(), transaction.savepoint_create()
    try:
        return client.post(path, {"confirm": "on", "sure": "on", "understood": "on"})
    finally:
        transaction.savepoint_rollback(before)
        client.cookies = cookies


def test_what_stands_within_files_is_read():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("kanari00001x.pdf", pdf_of("kanari00002x"))
    assert "kanari00002x" not in pdf_of("kanari00002x").decode("latin-1")
    assert set(CANARY.findall(text_within(packed.getvalue()))) == {"kanari00001x", "kanari00002x"}


@pytest.mark.parametrize("name", ["stranger", *READERS[1:]])
def test_no_calendar_at_a_secret_address_shows_what_its_owner_must_not_see(cast, records, name):
    """Whoever holds the address reads it, signed in or not."""
    owner = reader(cast, name)
    _feed, token = make_feed(by=owner, language="es")
    shown = text_of(Client().get(reverse("meetings:feed", args=[token]))).replace("\r\n ", "")
    assert told(shown, hidden_from(owner, records), "") == []
    assert bool(CANARY.findall(shown)) == (name != "stranger")


@pytest.mark.parametrize("form", ["zip", "pdf"])
@pytest.mark.parametrize("name", ["observer", "focal_point", "host", "secretary"])
def test_no_papers_in_one_file_show_what_their_reader_must_not_see(cast, records, name, form):
    user = reader(cast, name)
    client, hidden, found = browser_of(user), hidden_from(user, records), set()
    for meeting in Meeting.objects.visible_to(user):
        bundle = ask_for_bundle(meeting, form, "es", by=user)
        answer = client.get(reverse("meetings:bundle_file", args=[bundle.pk]))
        shown = text_of(answer)
        assert told(shown, hidden, "") == []
        found |= set(CANARY.findall(shown))
    contents = {one.canaries["content"] for one in records if isinstance(one.record, Version)}
    assert found & contents


def test_an_answer_by_e_mail_shows_what_everybody_sees(records):
    hidden = hidden_from(AnonymousUser(), records)
    for consultation in Consultation.objects.open().filter(answered_by="public"):
        client, statements = Client(), consultation.statements.accepted()
        client.cookies[cookie_of(consultation)] = sealed(email_id("vecina@example.org"), consultation).seal
        asked = [reverse("consultations:answer_statement", args=[consultation.pk, one.pk]) for one in statements]
        pages = ("consultation", "answer", "answers", "answered", "propose_statement")
        asked += [reverse(f"consultations:{name}", args=[consultation.pk]) for name in pages]
        for address in asked:
            answer = client.get(address, follow=True)
            assert answer.status_code == 200
            assert told(text_of(answer), hidden, address) == []


def test_a_personal_link_of_registration_shows_its_delegate_alone(cast, records):
    """It is sent to who may have no account: they learn of their own delegation what an observer may."""
    delegate = Delegate.objects.filter(
        delegation__organisation__isnull=False, delegation__meeting__ends_on__gte=today()
    )
    found = delegate.exclude(delegation__organisation__mandates__person__user=cast.observer).first()
    hidden = hidden_from(AnonymousUser(), records)
    token = new_token(found.person)
    Delegate.objects.filter(pk=found.pk).update(registration_hash=hashed(token))
    shown = text_of(Client().get(reverse("meetings:registration", args=[token])))
    own = {f"network.Person {found.person_id}", f"meetings.Meeting {found.delegation.meeting_id}"}
    own |= {f"meetings.Delegate {found.pk}", f"meetings.Need {found.need.pk}"}
    own |= {f"network.Organisation {found.delegation.organisation_id}"}
    assert [what for what in told(shown, hidden, "") if what.rpartition(".")[0] not in own] == []
    assert "link" not in {what.rpartition(".")[2] for what in told(shown, hidden, "")}


def test_the_signed_link_of_a_donor_shows_their_own_gifts_alone(records):
    donor = Donor.objects.filter(gifts__payments__isnull=False).first()
    hidden, token = hidden_from(AnonymousUser(), records), donor_token(donor)
    own = {f"giving.Donor {donor.pk}"} | {f"giving.Gift {gift.pk}" for gift in donor.gifts.all()}
    own |= {f"giving.Payment {one.pk}" for gift in donor.gifts.all() for one in gift.payments.all()}
    own |= {f"giving.Receipt {one.receipt.pk}" for gift in donor.gifts.all() for one in gift.payments.all()}
    own |= {f"giving.Campaign {gift.campaign_id}" for gift in donor.gifts.all()}
    own |= {f"giving.GiftNotice {one.pk}" for gift in donor.gifts.all() for one in gift.notices.all()}
    client, asked, found = (
        Client(),
        [way for way in ways() if way.name.startswith("giving:") and "token" in way.parameters],
        set(),
    )
    for way in asked:
        for path in filled(way, token, records):
            shown = text_of(client.get(path))
            assert [what for what in told(shown, hidden, path) if what.rpartition(".")[0] not in own] == []
            found |= set(CANARY.findall(shown))
    assert found & {one.canaries["name"] for one in records if one.record == donor}


def filled(way, token, records):
    """The paths of a pattern with the token in its place, and every record of giving in the others."""
    values = values_of(records)
    choices = [[(token, None)] if name == "token" else values(name) for name in way.parameters]
    for chosen in product(*choices):
        path = way.route
        for (value, _record), name in zip(chosen, way.parameters, strict=True):
            path = re.sub(rf"<(?:\w+:)?{name}>", value, path, count=1)
        yield path
