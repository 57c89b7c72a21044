"""A decision of a meeting becomes a commitment of two states, and what became of it, as the people involved live it."""

import re
import sqlite3
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from enlace.network.demonstration.accounts import ACCOUNTS, FOCAL_POINT, SECRETARY, VALIDATOR
from tests.browser.story import a_document, ask, nobody_reads
from tests.browser.test_meeting_story import mails_to, send, sign_in_at_work

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
PARAGUAY = next(one for one in ACCOUNTS if one.email.startswith("punto.focal.py"))
DECIDED = "Uruguay, junto con Paraguay, escribe una nota"
ROUND = "Avances de la historia de prueba"
DONE = "La nota reúne los cursos de nueve Estados."
EVIDENCE = "Nota de cursos"


def value_of(site, query: str) -> int:
    with sqlite3.connect(site.data / "enlace.sqlite3", timeout=30) as connection:
        return connection.execute(query).fetchone()[0]


def number_in(page: Page, way: str) -> str:
    found = re.search(rf"/{way}/(\d+)/", page.url)
    assert found, page.url
    return found[1]


def test_a_decision_becomes_a_commitment_of_two_states_that_report_on_it(site, browsing, sign_in):
    with browsing() as uruguay:
        sign_in(uruguay, FOCAL_POINT)
        number = a_decision_becomes_a_draft_in_a_click(uruguay, site)
        address = f"{site.base}/es/commitments/{number}/"
        uruguay_puts_it_forward(uruguay, address)
    assert nobody_reads(address)
    with browsing(width=768) as paraguay:
        paraguay_gives_its_word(paraguay, site, address)
    with browsing(width=320) as anybody:
        everybody_finds_it(anybody, site, address)
    with browsing() as secretary:
        sign_in(secretary, SECRETARY)
        review_round = the_secretariat_opens_a_round(secretary, site)
    link = one_mail_asks_for_all_reports(site, review_round)
    with browsing(**PHONE, javascript=False) as uruguay:
        report = uruguay_reports_from_the_link(uruguay, link, number)
    assert nobody_reads(report)
    with browsing() as validator:
        the_validator_clears_it(validator, site, report)
    with browsing(width=320) as anybody:
        everybody_reads_how_far_it_is(anybody, address)
    with browsing() as secretary, browsing(**PHONE) as anybody:
        sign_in(secretary, SECRETARY)
        the_report_says_who_is_silent(secretary, anybody, site, review_round)


def a_decision_becomes_a_draft_in_a_click(page: Page, site) -> str:
    decision = value_of(site, f"SELECT id FROM meetings_decision WHERE text LIKE '%{DECIDED}%'")
    page.goto(f"{site.base}/es/meetings/decisions/{decision}/")
    page.locator(f"a[href$='/commitments/add/?decision={decision}']").first.click()
    assert page.locator("[name=title_es]").input_value().startswith(DECIDED)
    page.locator("[name=approach][value=binational]").check(force=True)
    page.locator("[name=due_on]").fill(f"{date.today() + timedelta(days=200):%Y-%m-%d}")
    send(page)
    expect(page.locator("main .wrong, main [role=alert]").first).to_be_visible()
    assert page.locator("[name=title_es]").input_value().startswith(DECIDED)
    page.get_by_label("Paraguay", exact=True).check(force=True)
    send(page)
    return number_in(page, "commitments")


def uruguay_puts_it_forward(page: Page, address: str) -> None:
    assert page.url.startswith(f"{address}put-forward/")
    send(page)
    expect(page).to_have_url(address)
    waits = page.locator("main .notice.warn")
    expect(waits.locator("strong")).to_contain_text("Paraguay")
    expect(waits.locator("strong")).not_to_contain_text("Uruguay")


def paraguay_gives_its_word(page: Page, site, address: str) -> None:
    """From what is due to it."""
    sign_in_at_work(site, page, PARAGUAY)
    page.locator("main li", has_text=DECIDED).locator("a[href$='/confirm/']").first.click()
    expect(page.locator("main")).to_contain_text(DECIDED)
    send(page)
    expect(page).to_have_url(address)
    expect(page.locator("main .notice.warn")).to_have_count(0)


def everybody_finds_it(page: Page, site, address: str) -> None:
    page.goto(f"{site.base}/es/commitments/?state=UY&level=binational")
    page.locator("main").get_by_role("link", name=DECIDED).first.click()
    expect(page).to_have_url(re.compile(re.escape(address)))
    expect(page.locator("main")).to_contain_text("Paraguay")
    expect(page.locator("main form")).to_have_count(0)


def the_secretariat_opens_a_round(page: Page, site) -> str:
    """Once the one that was open is closed."""
    rounds, other = f"{site.base}/es/commitments/rounds/", "opened_at IS NOT NULL AND closed_at IS NULL"
    page.goto(f"{rounds}{value_of(site, f'SELECT id FROM commitments_reviewround WHERE {other}')}/close/")
    send(page)
    page.goto(f"{rounds}add/")
    page.locator("[name=title_es]").fill(ROUND)
    page.locator("[name=closes_on]").fill(f"{date.today() + timedelta(days=10):%Y-%m-%d}")
    page.locator("[name=audience]").select_option("public")
    send(page)
    number = number_in(page, "rounds")
    page.goto(f"{rounds}{number}/open/")
    send(page)
    expect(page).to_have_url(f"{rounds}{number}/")
    return number


def one_mail_asks_for_all_reports(site, review_round: str) -> str:
    """One a person, however often the tick comes by."""
    for _tick in range(2):
        told = [mail for mail in mails_to(site, FOCAL_POINT.email) if ROUND in mail]
        assert len(told) == 1
    assert DECIDED in told[0]
    found = re.search(rf"/es/commitments/rounds/{review_round}/own/", told[0])
    assert found, told[0]
    return f"{site.base}{found[0]}"


def uruguay_reports_from_the_link(page: Page, link: str, number: str) -> str:
    page.goto(link)
    page.locator("input[name=login]").fill(FOCAL_POINT.email)
    page.locator("input[name=password]").fill(FOCAL_POINT.password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.locator(f"main a[href$='/commitments/{number}/progress/add/']").click()
    page.locator("[name=quick][value=other]").check(force=True)
    page.locator("[name=percent]").fill("140")
    page.locator("[name=text_es]").fill(DONE)
    page.locator("button[value=submit]").click()
    expect(page.locator("main .wrong").first).to_be_visible()
    expect(page.locator("[name=text_es]")).to_have_value(DONE)
    page.locator("[name=percent]").fill("40")
    page.locator("[name=evidence_title]").fill(EVIDENCE)
    page.locator("[name=evidence_file]").set_input_files(a_document("nota.pdf"))
    page.locator("button[value=submit]").click()
    expect(page.locator("main")).to_contain_text(DONE)
    expect(page.locator("main")).to_contain_text(EVIDENCE)
    return page.url.split("?")[0]


def the_validator_clears_it(page: Page, site, report: str) -> None:
    sign_in_at_work(site, page, VALIDATOR)
    page.goto(report)
    expect(page.locator("main")).to_contain_text(DONE)
    page.locator("form[action$='/clear/'] button").click()
    expect(page.locator("form[action$='/clear/']")).to_have_count(0)


def everybody_reads_how_far_it_is(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("main")).to_contain_text(re.compile(r"40\s%"))
    expect(page.locator("main")).to_contain_text(DONE)
    file = page.locator("main").get_by_role("link", name=EVIDENCE).first.get_attribute("href")
    assert ask(f"{address.partition('/es/')[0]}{file}")[0] == 200


def the_report_says_who_is_silent(secretary: Page, anybody: Page, site, review_round: str) -> None:
    address = f"{site.base}/es/commitments/rounds/{review_round}/"
    assert nobody_reads(f"{address}report/json/")
    secretary.goto(f"{address}close/")
    send(secretary)
    anybody.goto(f"{address}report/")
    silent = anybody.locator("main .notice.warn").first
    expect(silent).to_contain_text("Guatemala")
    expect(silent).not_to_contain_text("Uruguay")
    expect(anybody.locator("main")).to_contain_text(DECIDED)
