"""A consultation from its draft to the priority that a meeting adopts, as the people involved live it."""

import re
import sqlite3
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from enlace.network.demonstration.accounts import ACCOUNTS, FOCAL_POINT, OBSERVER, SECRETARY
from tests.browser.test_meeting_story import PHONE, mails_to, send

pytestmark = pytest.mark.browser

ALTERNATE, PARAGUAY, BRAZIL = (
    next(one for one in ACCOUNTS if one.email.startswith(start)) for start in ("suplente", "punto.focal.py", "ponto")
)
QUESTION = "¿Qué haremos juntos el año próximo?"
SHARED = "Compartir indicadores cada mes con los países vecinos."
TWICE, HOUR = "Informar dos veces al año.", "Reunirse una hora en línea en mayo."
PROPOSED = "Publicar el acta en una semana."
AGREE, DISAGREE, PASS = "1", "-1", "0"


def number_in(page: Page) -> str:
    found = re.search(r"/consultations/(\d+)/", page.url)
    assert found, page.url
    return found[1]


def choose(page: Page, value: str) -> None:
    page.locator(f"input[name$=value][value='{value}']").first.check(force=True)


def statement_shown(page: Page) -> str:
    return page.locator("legend.statement").first.inner_text()


def answer_one(page: Page) -> str:
    """The address of the statement that was answered: no to what is said twice a year, yes to all else."""
    text, address = statement_shown(page), page.url.split("?")[0]
    choose(page, DISAGREE if text == TWICE else AGREE)
    if text == SHARED:
        page.locator("[name=importance][value='3']").check(force=True)
        page.locator("[name=approaches][value=binational]").check(force=True)
    send(page)
    expect(page.get_by_role("status")).to_be_visible()
    return address


def draft(page: Page, base: str) -> str:
    """With the last day before the first, then as it should be."""
    page.goto(f"{base}/es/consultations/add/")
    page.locator("[name=question_es]").fill(QUESTION)
    page.locator("[name=closes_on]").fill("2020-01-01")
    page.locator("[name=statements]").fill(f"1. {SHARED}\n- {TWICE}\n\n{HOUR}\n")
    send(page)
    expect(page.locator("main .wrong, main [role=alert]").first).to_be_visible()
    assert page.locator("[name=statements]").input_value().startswith(f"1. {SHARED}")
    page.locator("[name=closes_on]").fill(f"{date.today():%Y}-12-31")
    send(page)
    return number_in(page)


def make_priority(page: Page, address: str) -> None:
    page.goto(f"{address}statements/")
    page.locator("li", has_text=SHARED).get_by_role("link", name="Modificar").first.click()
    known = page.locator("[name=challenge] option", has_text="Señales locales").get_attribute("value")
    page.locator("[name=challenge]").select_option(known)
    send(page)


def others_answer(site, number: str, codes: tuple[str, ...]) -> None:
    """As Brazil did: the demonstration has no accounts of theirs."""
    with sqlite3.connect(site.data / "enlace.sqlite3", timeout=30) as connection:
        state = "(SELECT id FROM network_state WHERE code = ?)"
        find = f"SELECT id FROM consultations_voter WHERE consultation_id = ? AND state_id = {state}"
        brazil = connection.execute(find, [number, "BR"]).fetchone()[0]
        for code in codes:
            add = (
                f"INSERT INTO consultations_voter (consultation_id, key, state_id, proposals) VALUES (?, ?, {state}, 0)"
            )
            own = connection.execute(add, [number, f"story-{code}", code]).lastrowid
            columns = "statement_id, value, importance, approaches, cast_at"
            connection.execute(
                f"INSERT INTO consultations_vote (voter_id, {columns}) "
                f"SELECT ?, {columns} FROM consultations_vote WHERE voter_id = ?",
                [own, brazil],
            )


def test_a_consultation_from_its_draft_to_an_adopted_priority(site, browsing, sign_in):
    with browsing() as page:
        sign_in(page, SECRETARY)
        number = draft(page, site.base)
        address = f"{site.base}/es/consultations/{number}/"
        make_priority(page, address)
        page.goto(f"{address}open/")
        expect(page.locator("main")).to_contain_text("Las respuestas llevan el nombre del Estado.")
        send(page)
    told = mails_to(site, FOCAL_POINT.email)
    assert [mail for mail in told if QUESTION in mail and f"/consultations/{number}/" in mail]

    with browsing(**PHONE, javascript=False) as page:
        sign_in(page, FOCAL_POINT)
        page.goto(address)
        expect(page.locator("main")).to_contain_text("Usted responde por Uruguay")
        send(page)
        for _statement in range(3):
            own = answer_one(page)
        page.get_by_role("button", name="Deshacer").click()
        assert answer_one(page) == own
        page.goto(f"{address}propose/")
        page.locator("[name=text]").fill(PROPOSED)
        send(page)
        expect(page.locator("main")).to_contain_text(PROPOSED)

    with browsing(**PHONE) as page:
        sign_in(page, ALTERNATE)
        page.goto(own)
        expect(page.locator("main")).to_contain_text("Cuenta la última respuesta")
        choose(page, PASS)
        send(page)
    with browsing(**PHONE) as page:
        sign_in(page, FOCAL_POINT)
        page.goto(own)
        expect(page.locator(f"input[name=value][value='{PASS}']")).to_be_checked()
        expect(page.locator("main")).to_contain_text("Cuenta la última respuesta")
        answer_one(page)

    with browsing() as page:
        sign_in(page, SECRETARY)
        page.goto(f"{address}statements/")
        page.locator("li", has_text=PROPOSED).get_by_role("link", name="Leer y aceptar").click()
        page.locator("[name=text_en]").fill("Publish the minutes within a week.")
        page.locator("[name=text_pt]").fill("Publicar a ata em uma semana.")
        send(page)

    for account, twice in ((PARAGUAY, AGREE), (BRAZIL, DISAGREE)):
        with browsing(width=768) as page:
            sign_in(page, account)
            page.goto(f"{address}answers/")
            for row in page.locator("li.asked").all():
                value = twice if TWICE in row.inner_text() else AGREE
                row.locator(f"input[name$=value][value='{value}']").check(force=True)
                for level in row.locator("input[name$=approaches][value=binational]").all():
                    level.check(force=True)
            send(page)
            expect(page.locator("main")).to_contain_text("4")

    with browsing() as page:
        sign_in(page, SECRETARY)
        page.goto(f"{address}result/")
        expect(page.locator("main")).to_contain_text("solo la Secretaría Técnica ve esto")
        expect(page.locator("main")).to_contain_text("Con menos de cinco, a nada se le llama punto en común.")
        others_answer(site, number, ("AR", "CL", "CO"))
        page.reload()
        expect(page.locator("main")).to_contain_text("Brasil y Paraguay")
        page.goto(f"{address}close/")
        send(page)
        page.goto(f"{address}result/publish/")
        send(page)
        expect(page.locator("main h1")).to_contain_text("Puntos en común")

    with browsing(**PHONE) as page:
        sign_in(page, FOCAL_POINT)
        page.goto(f"{address}result/")
        expect(page.locator("main")).to_contain_text("Paraguay y Uruguay")
        assert page.goto(f"{address}answer/").ok
        expect(page.locator("main")).not_to_contain_text("Guardar y seguir")
    with browsing(language="es") as page:
        sign_in(page, OBSERVER)
        assert page.goto(f"{address}result/").status == 404

    with browsing() as page:
        sign_in(page, SECRETARY)
        page.goto(f"{address}adopt/")
        page.get_by_label(SHARED).check(force=True)
        send(page)
        page.locator("[name=session]").select_option(index=1)
        send(page)
        expect(page).not_to_have_url(re.compile("/adopt/"))
        expect(page.locator("main")).to_contain_text(SHARED)
    with browsing(width=320) as page:
        page.goto(f"{site.base}/es/priorities/")
        page.get_by_role("link", name=SHARED).click()
        expect(page.locator("main")).to_contain_text("Se consultó a la Red")
        expect(page.locator("main")).not_to_contain_text(QUESTION)
