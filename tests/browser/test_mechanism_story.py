"""An edition of the register, from its opening to what everybody reads of it, as the people involved live it."""

import re
import sqlite3
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from enlace.network.demonstration.accounts import FOCAL_POINT, SECRETARY, VALIDATOR
from tests.browser.story import ask, nobody_finds, nobody_reads
from tests.browser.test_meeting_story import PHONE, send, sign_in_at_work

pytestmark = pytest.mark.browser

EDITION = "Edición de la historia de prueba"
NAME = "Mesa nacional para la prevención de atrocidades"
MEMBER, HOST = "Ministerio de Salud", "Presidencia de la República"
BUDGET, WRITTEN, IN_WORDS = "Tres millones y medio", "3.500.000", re.compile(r"3[.\s]500[.\s]000")
QUESTION, REPLY = "¿Desde qué año es este monto?", "2025"


def value_of(site, query: str) -> int:
    with sqlite3.connect(site.data / "enlace.sqlite3", timeout=30) as connection:
        return connection.execute(query).fetchone()[0]


def mechanism_of(site, country: str) -> int:
    return value_of(site, f"SELECT id FROM mechanisms_mechanism WHERE country = '{country}'")


def test_an_edition_is_opened_answered_asked_back_accepted_closed_and_compared(site, browsing, sign_in):
    with browsing() as secretary, browsing(**PHONE) as uruguay, browsing() as validator, browsing(width=320) as anybody:
        sign_in(secretary, SECRETARY)
        edition = the_secretariat_opens_an_edition(secretary, site)
        assert nobody_reads(edition)
        sign_in_at_work(site, uruguay, FOCAL_POINT)
        questionnaire = uruguay_finds_what_was_known(uruguay)
        uruguay_confirms_most_and_changes_some(uruguay, questionnaire)
        assert nobody_finds(questionnaire, MEMBER)
        secretary.goto(questionnaire)
        expect(secretary.locator("main")).not_to_contain_text(MEMBER)
        sign_in_at_work(site, validator, VALIDATOR)
        the_validator_clears(validator, questionnaire)
        the_secretariat_asks_back_on_one_field(secretary, questionnaire)
        uruguay_answers_what_was_asked_back(uruguay, questionnaire)
        the_validator_clears(validator, questionnaire)
        the_secretariat_accepts_and_closes(secretary, questionnaire, edition)
        everybody_reads_what_changed(anybody, edition)
        who_answered_nothing_keeps_what_was_known(anybody, site, edition)


def the_secretariat_opens_an_edition(page: Page, site) -> str:
    """Once the one that was open is closed, with what it has."""
    editions = f"{site.base}/es/mechanisms/editions/"
    open_one = value_of(site, "SELECT id FROM mechanisms_edition WHERE opened_at IS NOT NULL AND closed_at IS NULL")
    page.goto(f"{editions}{open_one}/close/")
    page.locator("[name=sure]").check()
    send(page)
    expect(page).to_have_url(f"{editions}{open_one}/")
    page.goto(f"{editions}add/")
    page.locator("[name=title_es], [name=title_0]").first.fill(EDITION)
    page.locator("[name=due_on]").fill(f"{date.today() + timedelta(days=20):%Y-%m-%d}")
    send(page)
    address = page.url
    page.goto(f"{address}open/")
    expect(page.locator("[name=mechanisms]:checked")).to_have_count(10)
    send(page)
    expect(page).to_have_url(address)
    return address


def uruguay_finds_what_was_known(page: Page) -> str:
    """From what is due to it: every fact stands there as the register has it."""
    page.reload()
    page.locator("main li", has_text=NAME).locator("a[href*='/questionnaires/']").first.click()
    expect(page.locator("#fact-host")).to_contain_text("Ministerio de Relaciones Exteriores")
    expect(page.locator("#fact-institutions")).to_contain_text("Ministerio de Desarrollo Social")
    return page.url.split("?")[0].split("#")[0]


def uruguay_confirms_most_and_changes_some(page: Page, questionnaire: str) -> None:
    """What is typed is kept without a button; a budget in words is not taken, and nothing typed is lost."""
    page.locator("#fact-host").get_by_role("button", name=re.compile("^Confirmar")).click()
    expect(page.locator("#fact-host form[action$='/take-back/']")).to_be_visible()
    page.goto(f"{questionnaire}institutions/")
    field = page.locator("textarea[lang=es]").first
    field.fill(f"{field.input_value()}\n{MEMBER}")
    expect(page.locator("#kept")).to_contain_text(re.compile(r"\d\d:\d\d"))
    page.goto(f"{questionnaire}budget/")
    page.locator("[name=budget]").fill(BUDGET)
    send(page)
    expect(page.locator("main .wrong").first).to_be_visible()
    expect(page.locator("[name=budget]")).to_have_value(BUDGET)
    page.locator("[name=budget]").fill(WRITTEN)
    page.locator("[name=budget_year]").fill("")
    send(page)
    expect(page.locator("#fact-institutions")).to_contain_text(MEMBER)
    expect(page.locator("#fact-budget")).to_contain_text(IN_WORDS)
    page.goto(f"{questionnaire}confirm/")
    send(page)
    page.goto(f"{questionnaire}submit/")
    send(page)
    expect(page).to_have_url(re.compile(re.escape(questionnaire)))


def the_validator_clears(page: Page, questionnaire: str) -> None:
    page.goto(questionnaire)
    expect(page.locator("main")).to_contain_text(MEMBER)
    page.locator("form[action$='/clear/'] button").click()
    expect(page.locator("form[action$='/clear/']")).to_have_count(0)


def the_secretariat_asks_back_on_one_field(page: Page, questionnaire: str) -> None:
    page.goto(questionnaire)
    expect(page.locator("main")).to_contain_text(MEMBER)
    page.locator("#fact-budget a[href$='/budget/ask/']").click()
    page.locator("[name=text]").fill(QUESTION)
    send(page)
    expect(page.locator("form[action$='/accept/']")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text(MEMBER)


def uruguay_answers_what_was_asked_back(page: Page, questionnaire: str) -> None:
    page.goto(f"{questionnaire}budget/")
    expect(page.locator("main")).to_contain_text(QUESTION)
    page.locator("[name=budget_year]").fill(REPLY)
    send(page)
    page.goto(f"{questionnaire}submit/")
    send(page)
    expect(page.locator("form[action$='/take-back/']")).to_be_visible()


def the_secretariat_accepts_and_closes(page: Page, questionnaire: str, edition: str) -> None:
    page.goto(questionnaire)
    page.locator("form[action$='/accept/'] button").click()
    expect(page.locator("form[action$='/accept/']")).to_have_count(0)
    page.goto(f"{edition}close/")
    page.locator("[name=sure]").check()
    send(page)
    expect(page).to_have_url(edition)


def everybody_reads_what_changed(page: Page, edition: str) -> None:
    page.goto(f"{edition}changes/")
    changed = page.locator("main section", has_text="Uruguay").first
    expect(changed).to_contain_text(MEMBER)
    expect(changed).to_contain_text(IN_WORDS)
    expect(page.locator("main")).not_to_contain_text(QUESTION)
    expect(page.locator("main form")).to_have_count(0)


def who_answered_nothing_keeps_what_was_known(page: Page, site, edition: str) -> None:
    """Ecuador, for the second time: what it said in 2019 stands, and says so."""
    number = mechanism_of(site, "EC")
    page.goto(f"{edition}{number}/")
    expect(page.locator("main")).to_contain_text("Comité interinstitucional de alerta temprana")
    expect(page.locator("main")).to_contain_text("2019")
    assert "2019" in ask(f"{edition}edition.csv")[1]
