"""The sandbox's pages as a browser without JavaScript uses them, and the server when it is killed."""

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import count
from pathlib import Path

import pytest

from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, NotAnswered, Order
from enlace.giving.providers.sandbox import Sandbox
from enlace.giving.sandbox import pages
from enlace.giving.sandbox.words import LANGUAGES, WORDS, words

DONE, LEFT = "http://localhost:9/done?a=1&b=2", "http://localhost:9/left"
numbers = count(1)


@pytest.fixture
def client(server):
    return Sandbox(server.address, server.key)


def begun(client, **overrides):
    fields = {
        "key": f"gift-{next(numbers)}",
        "money": Money(1234500, "USD"),
        "monthly": False,
        "language": "es",
        "email": "donante@example.org",
        "description": "Institución <de> prueba",
        "statement": "INSTITUCION",
        "done": DONE,
        "left": LEFT,
    }
    order = Order(**fields | overrides)
    return About(order.key, client.start(order).session)


class Tags(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "link", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize(("language", "shown"), [("es", "12.345,00"), ("en", "12,345.00"), ("pt-br", "12.345,00")])
def test_the_page_says_for_whom_how_much_and_that_no_money_moves(server, client, language, shown):
    page = server.see(f"/pay/{begun(client, language=language, monthly=True).session}").page
    said = words(language)
    assert f'<html lang="{language[:2]}">' in page
    for text in ("Institución &lt;de&gt; prueba", shown, said["monthly"], said["band"], "INSTITUCION"):
        assert text in page
    assert "<script" not in page
    assert "style=" not in page


def test_no_field_takes_a_card_number_and_every_choice_has_its_words(server, client):
    tags = Tags(server.see(f"/pay/{begun(client).session}").page)
    fields = [attributes for tag, attributes in tags.seen if tag in {"input", "textarea", "select"}]
    assert {(one["type"], one["name"]) for one in fields} == {("radio", "card")}
    assert [tag for tag, _attributes in tags.seen].count("label") == len(fields) == 5


def test_a_refused_card_says_so_and_another_may_be_tried(server, client):
    about = begun(client)
    went = server.pay(about.session, "refused")
    assert words("es")["was_refused"] in server.see(went.location).page
    assert (client.ask(about).refusals, client.ask(about).open) == (1, True)
    assert server.pay(about.session).location == DONE
    assert len(client.ask(about).payments) == 1


def test_the_bank_is_asked_on_a_page_of_its_own(server, client):
    about = begun(client)
    detour = server.press(f"/pay/{about.session}", act="pay", card="confirm").location
    assert words("es")["bank_title"] in server.see(detour).page
    assert not client.ask(about).payments
    assert server.pay(about.session, "confirm", confirm=False).location == f"/pay/{about.session}?said=was_refused"
    assert server.pay(about.session, "confirm").location == DONE
    assert server.press(detour, act="confirm").location == DONE
    assert len(client.ask(about).payments) == 1


def test_pressed_twice_or_again_after_the_back_button_it_charges_once(server, client):
    about = begun(client, monthly=True)
    with ThreadPoolExecutor(8) as presses:
        went = list(presses.map(lambda _turn: server.pay(about.session, "slow").location, range(8)))
    assert set(went) == {DONE}
    assert server.pay(about.session, "refused").location == DONE
    back = server.see(f"/pay/{about.session}")
    assert words("es")["paid_title"] in back.page
    assert DONE.replace("&", "&amp;") in back.page
    assert (len(client.ask(about).payments), client.ask(about).refusals) == (1, 0)


def test_who_cancels_goes_back_and_may_still_pay(server, client):
    about = begun(client)
    assert server.press(f"/pay/{about.session}", act="cancel", card="accepted").location == LEFT
    assert client.ask(about).open
    assert server.pay(about.session).location == DONE


def test_a_page_that_has_expired_says_so_and_leads_back(server, client):
    about = begun(client)
    server.advance(days=2)
    for went in (server.see(f"/pay/{about.session}"), server.pay(about.session)):
        assert went.status == 410
        assert words("es")["gone_title"] in went.page
        assert f'href="{LEFT}"' in went.page


@pytest.mark.parametrize("form", [{}, {"act": "pay"}, {"act": "pay", "card": "4242"}, {"act": "x", "card": "\x00"}])
def test_what_is_no_card_of_the_page_pays_nothing_and_is_told(server, client, form):
    about = begun(client)
    went = server.press(f"/pay/{about.session}", **form)
    assert went.status == 400
    assert words("es")["no_card"] in went.page
    assert client.ask(about).open


@pytest.mark.parametrize(
    "path", ["/", "/pay/", "/pay/ses_x", "/pay/ses_x/confirm", "/card/x", "/pay/../v1", "//%00", "//["]
)
def test_an_address_of_nothing_says_so(server, path):
    went = server.see(path)
    assert went.status == 404
    assert words("en")["nothing_title"] in went.page


def test_the_calls_of_a_provider_need_its_key_and_tests_alone_steer_it(server):
    assert server.see("/v1/payments").status == 401
    assert server.press("/test/clock", seconds="1").status == 401
    server.kill()
    assert server.process is None
    server.start()
    assert server.see("/v1/payments").status == 401


def test_every_page_is_well_formed_in_every_language(server, client):
    for language in LANGUAGES:
        about = begun(client, language=language, monthly=True)
        paths = [f"/pay/{about.session}", f"/pay/{about.session}/confirm"]
        shown = [server.see(path).page for path in paths]
        server.pay(about.session)
        card = client.card_page(about, LEFT, language).removeprefix(server.address)
        shown += [server.see(paths[0]).page, server.see(card).page]
        client.cancel(client.ask(about).monthly.reference, f"cancel-{about.key}")
        shown.append(server.see(card).page)
        assert [len(Tags(page).seen) > 10 for page in shown] == [True] * 5
    assert all(len(set(texts)) > 1 or name in {"pay", "pay_title"} for name, texts in WORDS.items())


def test_killed_at_any_moment_it_keeps_what_it_answered(server, client):
    abouts = []
    for _turn in range(3):
        about = begun(client)
        server.pay(about.session)
        server.kill()
        with pytest.raises(NotAnswered):
            client.ask(about)
        server.start()
        abouts.append(about)
    assert [len(client.ask(one).payments) for one in abouts] == [1, 1, 1]
    assert {one.about.key for one in client.payments_since(client.ask(abouts[0]).payments[0].at)} >= {
        one.key for one in abouts
    }


def test_the_sandbox_knows_no_django():
    sources = {path.name: path.read_text("utf-8") for path in Path(pages.__file__).parent.glob("*.py")}
    assert len(sources) > 10
    assert not [name for name, text in sources.items() if re.search(r"^\s*(import|from) django", text, re.M)]
