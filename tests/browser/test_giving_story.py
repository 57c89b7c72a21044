"""Giving, as donors live it: on a phone, with and without JavaScript, at the sandbox and at what answers as Stripe."""

import re
import sqlite3
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_meeting_story import PHONE, mails_to

pytestmark = pytest.mark.browser
ACCEPTED, REFUSED, CONFIRM = "accepted", "refused", "confirm"


def rows(site, sql: str, *values: str) -> list[tuple]:
    with closing(sqlite3.connect(site.data / "enlace.sqlite3", timeout=30)) as connection:
        return connection.execute(sql, values).fetchall()


def gifts_of(site, email: str) -> list[tuple]:
    """Amount, rhythm and the number of its payments, of each gift of a donor."""
    return rows(
        site,
        "SELECT g.amount, g.rhythm, (SELECT count(*) FROM giving_payment p WHERE p.gift_id = g.id) FROM giving_gift g "
        "JOIN giving_donor d ON d.id = g.donor_id WHERE d.email = ? ORDER BY g.id",
        email,
    )


def choose(page: Page, site, *, rhythm: str = "once", language: str = "es", amount: str = "") -> None:
    """Step one, from the button in the head of the home page."""
    page.goto(f"{site.base}/{language}/")
    page.locator("header a.button", has_text=re.compile("Donar|Donate|Doar")).first.click()
    page.goto(f"{site.base}/{language}/giving/?currency=USD&rhythm={rhythm}")
    page.locator(f"main input[name=rhythm][value={rhythm}]").check()
    if amount:
        page.locator(f"main input[name={rhythm}][value=other]").check()
        page.locator(f"main input[name={rhythm}_other]").fill(amount)
    page.locator("main form button.main").click()


def say_who(page: Page, email: str, *, provider: str = "sandbox", public: str = "") -> None:
    """Step two. What stands beside the provider is left as it is."""
    page.locator("[name=email]").fill(email)
    page.locator("[name=name]").fill("Oficina de prueba")
    page.locator("[name=country]").select_option("UY")
    if public:
        page.locator("[name=thanks][value=public]").check()
        page.locator("[name=thanked_as]").fill(public)
    else:
        page.locator("[name=thanks][value=anonymous]").check()
    page.locator(f"[name=provider][value={provider}]").check()
    page.wait_for_timeout(3_200)


def go_to_the_payment(page: Page) -> None:
    page.locator("main form button.main").click()


def pay(page: Page, card: str = ACCEPTED) -> None:
    """Step three, on the provider's page."""
    page.wait_for_url("**/pay/**")
    page.locator(f"input[name=card][value={card}]").check()
    page.locator("button[value=pay]").click()


def thanked(page: Page) -> None:
    page.wait_for_url("**/giving/after/**")
    expect(page.locator("h1")).to_contain_text(re.compile("Gracias|Thank you|Agradecemos"))


def own_page(site, email: str) -> str:
    """The address of the donor's own page, out of the last mail."""
    text = mails_to(site, email)[-1]
    found = re.search(r"https?://\S+/giving/mine/\S+/", text)
    assert found, text
    return found[0]


def test_once_in_three_steps_on_a_phone_and_the_receipt_by_mail(site, browsing):
    email = "una.vez@example.org"
    with browsing(**PHONE) as page:
        choose(page, site, amount="30")
        assert Axe().run(page).response["violations"] == []
        say_who(page, email, public="Oficina agradecida")
        go_to_the_payment(page)
        pay(page)
        thanked(page)
        assert Axe().run(page).response["violations"] == []
        page.goto(f"{site.base}/es/giving/")
        expect(page.locator("main")).to_contain_text("Oficina agradecida")
    assert gifts_of(site, email) == [(3000, "once", 1)]
    assert "Comprobante" in mails_to(site, email)[-1]


def test_without_javascript_it_takes_a_moment_and_nothing_is_lost(site, browsing):
    email = "sin.guion@example.org"
    with browsing(javascript=False, language="pt") as page:
        choose(page, site, language="pt")
        say_who(page, email)
        go_to_the_payment(page)
        if "/pay/" not in page.url:
            page.wait_for_timeout(8_000)
            go_to_the_payment(page)
        pay(page)
        thanked(page)
    assert [payments for _amount, _rhythm, payments in gifts_of(site, email)] == [1]


def test_a_refused_card_a_detour_to_the_bank_and_a_window_that_was_closed(site, browsing):
    email = "rechazada@example.org"
    with browsing(language="en") as page:
        choose(page, site, language="en", amount="45")
        say_who(page, email)
        go_to_the_payment(page)
        pay(page, REFUSED)
        expect(page.locator("[role=alert]")).to_contain_text("Nothing was charged")
        page.locator("button[value=cancel]").click()
        page.wait_for_url("**/giving/after/**")
        expect(page.locator("h1")).to_contain_text("refused")
        page.locator("main a.button.main").click()
        page.wait_for_url("**/pay/**")
        hosted = page.url
        page.goto("about:blank")
        assert gifts_of(site, email) == [(4500, "once", 0)]
        page.goto(hosted)
        pay(page, CONFIRM)
        page.locator("button[value=confirm]").click()
        thanked(page)
    assert gifts_of(site, email) == [(4500, "once", 1)]


def test_a_double_click_the_back_button_and_a_session_that_has_ended(site, browsing):
    email = "dos.veces@example.org"
    with browsing() as page:
        choose(page, site, amount="20")
        say_who(page, email)
        page.context.clear_cookies()
        page.locator("main form button.main").dblclick()
        page.wait_for_url("**/pay/**")
        first = page.url
        page.go_back()
        expect(page.locator("[name=email]")).to_have_value(email)
        go_to_the_payment(page)
        page.wait_for_url("**/pay/**")
        assert page.url == first
        page.go_back()
        page.locator("[name=message]").fill("Con una palabra más.")
        page.evaluate("document.querySelector('[name=stamp]').value = 'of another day'")
        go_to_the_payment(page)
        expect(page.locator("[name=message]")).to_have_value("Con una palabra más.")
        page.wait_for_timeout(3_200)
        go_to_the_payment(page)
        pay(page)
        thanked(page)
        page.goto(first)
        assert page.locator("button[value=pay]").count() == 0, "the page of what was chosen before is closed"
    assert sorted(payments for _amount, _rhythm, payments in gifts_of(site, email)) == [0, 1]


def test_monthly_then_another_amount_a_pause_a_receipt_and_stop(site, browsing):
    email = "cada.mes@example.org"
    with browsing(**PHONE) as page:
        choose(page, site, rhythm="monthly", amount="10")
        say_who(page, email)
        go_to_the_payment(page)
        pay(page)
        thanked(page)
        own = own_page(site, email)
        page.goto(own)
        assert Axe().run(page).response["violations"] == []
        page.locator("a[href*='/amount/']").click()
        page.locator("main input[type=text]").first.fill("15,50")
        page.locator("main form button.main").click()
        expect(page.locator("main")).to_contain_text("15,50")
        page.goto(own)
        page.locator("form[action*='/pause/'] button").click()
        expect(page.locator("form[action*='/resume/'] button")).to_be_visible()
        page.locator("form[action*='/resume/'] button").click()
        page.locator("a[href*='/card/']").click()
        if "/card/" not in page.url or "/mine/" in page.url:
            page.locator("main .button.main").first.click()
        page.wait_for_url(re.compile(r":\d+/card/"))
        page.locator("input[name=card][value=accepted]").check()
        page.locator("button[value=save]").click()
        page.wait_for_url("**/giving/mine/**")
        receipt = page.locator("a[href*='/receipts/']").first.get_attribute("href")
        answer = page.request.get(site.base + receipt)
        assert answer.status == 200
        assert answer.body().startswith(b"%PDF-")
        page.locator("a[href*='/stop/']").click()
        page.locator("main form button.main").click()
        page.goto(own)
        expect(page.locator("a[href*='/stop/']")).to_have_count(0)
    assert rows(
        site,
        "SELECT g.monthly_amount, g.ended_by FROM giving_gift g JOIN giving_donor d ON d.id = g.donor_id "
        "WHERE d.email = ? AND g.ended_at IS NOT NULL",
        email,
    ) == [(1550, "donor")]


def test_once_and_monthly_at_what_answers_as_stripe(site, browsing, stripe):
    with browsing() as page:
        for email, rhythm in (("stripe.una@example.org", "once"), ("stripe.mes@example.org", "monthly")):
            choose(page, site, rhythm=rhythm, amount="25")
            say_who(page, email, provider="stripe")
            go_to_the_payment(page)
            page.wait_for_url(f"{stripe.address}/**")
            page.locator("input[type=radio]").first.check()
            page.locator("button").first.click()
            thanked(page)
            assert gifts_of(site, email) == [(2500, rhythm, 1)]
