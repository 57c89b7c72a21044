"""An annual meeting from its invitation to its approved minutes, as the people involved live it."""

import re
import sqlite3
import time
from datetime import date, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from enlace.network.demonstration.accounts import FOCAL_POINT, HOST, OBSERVER, SECRETARY, VALIDATOR
from tests.browser.story import a_document
from tests.test_backup_drill import enlace

pytestmark = pytest.mark.browser

TITLE = "Reunión de prueba de principio a fin"
OPENING, DIALOGUE, OPEN_PANEL, GROUP = "Apertura", "Diálogo reservado", "Panel con observadores", "Grupo de trabajo"
NAME, ADDRESS = "Dirección de Derechos Humanos", "delegada.uy@example.org"
PAPER = "Nota conceptual del panel"
PHONE = {"width": 360, "height": 740}


def days() -> tuple[date, date]:
    """Two days before the mandate of the demonstration's host ends."""
    return date.today() + timedelta(days=19), date.today() + timedelta(days=20)


def send(page: Page) -> None:
    """Press what the page is for."""
    page.locator("main .button.main").first.click()


def number_in(page: Page) -> str:
    found = re.search(r"/meetings/(?:\w[\w-]*/)?(\d+)/", page.url)
    assert found, page.url
    return found[1]


def mails_to(site, address: str) -> list[str]:
    """The texts of what was sent to an address, after a tick."""
    assert enlace(site.data, "tick").returncode == 0
    found = []
    for file in sorted((site.data / "mail").iterdir(), key=lambda path: path.stat().st_mtime):
        for one in file.read_bytes().split(b"-" * 79 + b"\n"):
            message = message_from_bytes(one, policy=policy.default)
            if address in str(message["To"] or ""):
                found.append(f"{message['Subject']}\n{message.get_body(['plain']).get_content()}")
    return found


def later(site, table: str, field: str, value: str, where: str) -> None:
    """Time passes: what lay ahead lies behind."""
    with sqlite3.connect(site.data / "enlace.sqlite3", timeout=30) as connection:
        assert connection.execute(f"UPDATE {table} SET {field} = ? WHERE {where}", [value]).rowcount


def test_a_meeting_from_its_invitation_to_its_approved_minutes(site, browsing, sign_in):
    with (
        browsing() as secretary,
        browsing(**PHONE) as host,
        browsing(**PHONE, javascript=False) as focal_point,
        browsing() as validator,
        browsing() as observer,
        browsing() as delegate,
    ):
        for page, account in (
            (secretary, SECRETARY),
            (host, HOST),
            (focal_point, FOCAL_POINT),
            (validator, VALIDATOR),
            (observer, OBSERVER),
        ):
            sign_in_at_work(site, page, account)
        meeting = the_secretariat_announces_a_meeting(secretary, site)
        the_host_writes_the_agenda(host, site, meeting)
        a_day_moves_and_a_session_is_cancelled(secretary, observer, site, meeting)
        the_secretariat_invites(secretary, site, meeting)
        delegation = uruguay_answers_and_names_its_delegation(focal_point, site, meeting)
        the_validator_approves(validator, site, delegation)
        the_delegate_registers_by_their_own_link(delegate, site)
        one_state_stays_silent(secretary, site, meeting)
        papers_reach_those_they_are_for(host, focal_point, observer, site, meeting)
        the_host_checks_in_at_the_door_and_records_attendance(host, site, meeting)
        two_write_the_minutes_at_once_and_nothing_is_lost(secretary, host, site, meeting)
        the_secretariat_records_a_decision_and_circulates(secretary, site, meeting)
        uruguay_approves_and_silence_consents(focal_point, secretary, site, meeting)


def sign_in_at_work(site, page: Page, account) -> None:
    page.goto(f"{site.base}/es/accounts/login/?next=/es/workspace/")
    page.locator("input[name=login]").fill(account.email)
    page.locator("input[name=password]").fill(account.password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url("**/es/workspace/")


def the_secretariat_announces_a_meeting(page: Page, site) -> str:
    first, last = days()
    page.goto(f"{site.base}/es/meetings/add/")
    page.locator("[name=title_es]").fill(TITLE)
    page.locator("[name=begins_on]").fill(f"{last:%Y-%m-%d}")
    page.locator("[name=ends_on]").fill(f"{first:%Y-%m-%d}")
    page.locator("[name=time_zone]").select_option("America/Asuncion")
    page.locator("[name=mode]").select_option("hybrid")
    page.locator("[name=audience]").select_option("network")
    ministry = page.locator("[name=host] optgroup[label=Paraguay] option").first.get_attribute("value")
    page.locator("[name=host]").select_option(ministry)
    send(page)
    expect(page.locator("main")).to_contain_text("anterior", ignore_case=True)
    page.locator("[name=begins_on]").fill(f"{first:%Y-%m-%d}")
    page.locator("[name=ends_on]").fill(f"{last:%Y-%m-%d}")
    send(page)
    expect(page.locator("h1")).to_contain_text(TITLE)
    return number_in(page)


def add_session(page: Page, site, meeting: str, title: str, day: date, hours: tuple[str, str], audience: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/agenda/draft/add/")
    page.locator("[name=title_es]").fill(title)
    page.locator("[name=day]").select_option(f"{day:%Y-%m-%d}")
    page.locator("[name=begins]").fill(hours[0])
    page.locator("[name=ends]").fill(hours[1])
    page.locator("[name=room]").fill("Sala 1")
    page.locator("[name=audience]").select_option(audience)
    if audience == "invited":
        page.locator("details.field:has([name=observers]) > summary").click()
        page.get_by_label("Observatorio ciudadano de la memoria").check()
    send(page)


def the_host_writes_the_agenda(page: Page, site, meeting: str) -> None:
    first, _last = days()
    add_session(page, site, meeting, OPENING, first, ("10:00", "09:00"), "public")
    expect(page.locator("main .wrong").first).to_be_visible()
    page.locator("[name=begins]").fill("09:00")
    page.locator("[name=ends]").fill("10:00")
    send(page)
    add_session(page, site, meeting, DIALOGUE, first, ("10:00", "11:00"), "members")
    add_session(page, site, meeting, OPEN_PANEL, first, ("10:30", "11:30"), "invited")
    add_session(page, site, meeting, GROUP, first, ("12:00", "13:00"), "members")
    page.goto(f"{site.base}/es/meetings/{meeting}/agenda/draft/")
    expect(page.locator("main")).to_contain_text("Sala 1")
    expect(page.locator("main .warn, main .late").first).to_be_visible()
    publish(page, site, meeting)


def publish(page: Page, site, meeting: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/agenda/draft/publish/")
    send(page)
    page.wait_for_url(f"**/meetings/{meeting}/agenda/**")


def a_day_moves_and_a_session_is_cancelled(secretary: Page, observer: Page, site, meeting: str) -> None:
    first, last = days()
    observer.goto(f"{site.base}/es/meetings/{meeting}/agenda/")
    expect(observer.locator("main")).to_contain_text(OPEN_PANEL)
    expect(observer.locator("main")).not_to_contain_text(DIALOGUE)
    secretary.goto(f"{site.base}/es/meetings/{meeting}/agenda/draft/day/?day={first:%Y-%m-%d}")
    secretary.locator("[name=day]").select_option(f"{first:%Y-%m-%d}")
    secretary.locator("[name=to]").select_option(f"{last:%Y-%m-%d}")
    send(secretary)
    secretary.goto(f"{site.base}/es/meetings/{meeting}/agenda/draft/")
    secretary.get_by_role("link", name=GROUP, exact=True).click()
    session = number_in(secretary)
    secretary.goto(f"{site.base}/es/meetings/sessions/{session}/cancel/")
    send(secretary)
    observer.reload()
    expect(observer.locator("main")).to_contain_text(str(first.day))
    publish(secretary, site, meeting)
    expect(secretary.locator("main s")).to_contain_text(GROUP)
    observer.reload()
    expect(observer.locator("main")).to_contain_text(str(last.day))


def the_secretariat_invites(page: Page, site, meeting: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/delegations/invite/")
    for box in page.locator("[name=states], [name=organisations]").all():
        box.check()
    send(page)
    page.wait_for_url(f"**/meetings/{meeting}/delegations/**")
    assert any(TITLE in text and "/meetings/delegations/" in text for text in mails_to(site, FOCAL_POINT.email))


def own_delegation(page: Page, site, meeting: str) -> str:
    page.goto(f"{site.base}/es/meetings/{meeting}/")
    page.locator("main a[href*='/meetings/delegations/']").first.click()
    page.wait_for_url("**/meetings/delegations/**")
    return number_in(page)


def uruguay_answers_and_names_its_delegation(page: Page, site, meeting: str) -> str:
    delegation = own_delegation(page, site, meeting)
    page.goto(f"{site.base}/es/meetings/delegations/{delegation}/answer/")
    page.locator("[name=answer][value=coming]").check()
    send(page)
    page.goto(f"{site.base}/es/meetings/delegations/{delegation}/name/")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=email]").fill(ADDRESS)
    page.locator("[name=office_es]").fill("Dirección de Derechos Humanos")
    page.locator("[name=is_head]").check()
    send(page)
    page.goto(f"{site.base}/es/meetings/delegations/{delegation}/")
    send(page)
    expect(page.locator("main")).to_contain_text(NAME)
    return delegation


def the_validator_approves(page: Page, site, delegation: str) -> None:
    assert not mails_to(site, ADDRESS)
    page.goto(f"{site.base}/es/workspace/")
    expect(page.locator(f"a[href*='/meetings/delegations/{delegation}/']").first).to_be_visible()
    page.goto(f"{site.base}/es/meetings/delegations/{delegation}/")
    send(page)
    expect(page.locator("form[action$='/approve/']")).to_have_count(0)


def the_delegate_registers_by_their_own_link(page: Page, site) -> None:
    (text,) = mails_to(site, ADDRESS)
    link = re.search(r"https?://\S+/meetings/registration/\S+/", text)
    assert link, text
    page.goto(link[0])
    page.locator("[name=takes_part][value=in_person]").check()
    page.locator("[name=access]").fill("Acceso sin escalones")
    page.locator("[name=diet]").fill("Vegetariana")
    send(page)
    page.goto(link[0])
    expect(page.locator("[name=diet]")).to_have_value("Vegetariana")


def one_state_stays_silent(page: Page, site, meeting: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/delegations/?stage=silent")
    expect(page.locator("main")).to_contain_text("Brasil")
    expect(page.locator("main table, main ul.list").first).not_to_contain_text("Uruguay")


def papers_reach_those_they_are_for(host: Page, focal_point: Page, observer: Page, site, meeting: str) -> None:
    host.goto(f"{site.base}/es/meetings/{meeting}/agenda/")
    host.get_by_role("link", name=DIALOGUE, exact=True).click()
    host.goto(f"{site.base}/es/meetings/sessions/{number_in(host)}/papers/add/")
    host.locator("[name=title_es]").fill(PAPER)
    host.locator("[name=audience]").select_option("members")
    send(host)
    expect(host.locator("h1")).to_contain_text(PAPER)
    paper = number_in(host)
    host.goto(f"{site.base}/es/meetings/papers/{paper}/add-file/")
    host.locator("[name=file]").set_input_files({"name": "nota.pdf", "mimeType": "application/pdf", "buffer": b"no"})
    send(host)
    expect(host.locator("main .wrong").first).to_contain_text("PDF")
    host.locator("[name=file]").set_input_files(a_document("nota.pdf"))
    send(host)
    host.goto(f"{site.base}/es/meetings/papers/{paper}/")
    host.locator("form[action$='/release/'] button").click()
    assert observer.goto(f"{site.base}/es/meetings/papers/{paper}/").status == 404
    focal_point.goto(f"{site.base}/es/meetings/{meeting}/papers/")
    expect(focal_point.locator("main")).to_contain_text(PAPER)
    focal_point.locator("[name=form]").first.select_option("zip")
    focal_point.locator("form[action$='/one-file/'] button").first.click()
    fetch = focal_point.locator("a[download]")
    for _try in range(60):
        if fetch.count():
            break
        time.sleep(1)
        focal_point.reload()
    with focal_point.expect_download() as download:
        fetch.click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def the_host_checks_in_at_the_door_and_records_attendance(page: Page, site, meeting: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/door/")
    page.locator("[name=q]").fill("derechos humanos")
    page.wait_for_url("**/door/?*q=derechos*")
    expect(page.locator("#door")).to_contain_text(NAME)
    page.locator("#door form[action$='/check-in/'] button").first.click()
    expect(page.locator("#door form[action$='/undo/'] button").first).to_be_visible()
    page.goto(f"{site.base}/es/meetings/{meeting}/agenda/")
    page.get_by_role("link", name=DIALOGUE, exact=True).click()
    page.goto(f"{site.base}/es/meetings/sessions/{number_in(page)}/attendance/")
    expect(page.locator("fieldset").filter(has_text="Uruguay").locator("input[value=present]")).to_be_checked()
    page.locator("button[name=rest][value=absent]").click()
    page.goto(f"{site.base}/es/meetings/{meeting}/attendance/")
    expect(page.locator("main")).to_contain_text("Uruguay")


def two_write_the_minutes_at_once_and_nothing_is_lost(secretary: Page, host: Page, site, meeting: str) -> None:
    secretary.goto(f"{site.base}/es/meetings/{meeting}/agenda/")
    secretary.get_by_role("link", name=DIALOGUE, exact=True).click()
    address = f"{site.base}/es/meetings/sessions/{number_in(secretary)}/minutes/"
    secretary.goto(address)
    host.goto(address)
    secretary.locator("textarea[name=text]").fill("La Secretaría Técnica abrió el diálogo.")
    host.locator("textarea[name=text]").fill("El anfitrión dio la bienvenida.")
    send(secretary)
    send(host)
    secretary.goto(address)
    for words in ("La Secretaría Técnica abrió el diálogo.", "El anfitrión dio la bienvenida."):
        expect(secretary.locator("main")).to_contain_text(words)
    secretary.locator("textarea[name=text]").fill(
        "El anfitrión dio la bienvenida.\n\nLa Secretaría Técnica abrió el diálogo."
    )
    send(secretary)
    host.goto(address)
    expect(host.locator("textarea[name=text]")).to_have_value(re.compile("bienvenida[^$]*abrió el diálogo", re.S))


def the_secretariat_records_a_decision_and_circulates(page: Page, site, meeting: str) -> None:
    page.goto(f"{site.base}/es/meetings/{meeting}/decisions/add/")
    page.locator("[name=text_es]").fill("Uruguay prepara una nota sobre alerta temprana.")
    page.locator("[name=state]").select_option(label="Uruguay")
    page.locator("[name=due_on]").fill(f"{days()[1] + timedelta(days=60):%Y-%m-%d}")
    page.locator("[name=audience]").select_option("network")
    send(page)
    page.goto(f"{site.base}/es/meetings/{meeting}/minutes/circulate/")
    page.locator("[name=closes_on]").fill(f"{date.today() + timedelta(days=10):%Y-%m-%d}")
    send(page)
    page.wait_for_url("**/meetings/approvals/**")


def uruguay_approves_and_silence_consents(focal_point: Page, secretary: Page, site, meeting: str) -> None:
    approval = number_in(secretary)
    focal_point.goto(f"{site.base}/es/workspace/")
    expect(focal_point.locator(f"a[href*='/meetings/approvals/{approval}/']").first).to_be_visible()
    focal_point.goto(f"{site.base}/es/meetings/approvals/{approval}/")
    expect(focal_point.locator("main")).to_contain_text("Uruguay prepara una nota sobre alerta temprana.")
    focal_point.locator("[name$=approves]").first.check()
    send(focal_point)
    assert any(TITLE in text for text in mails_to(site, FOCAL_POINT.email)[1:])
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    later(site, "meetings_approval", "closes_on", yesterday, f"id = {approval}")
    assert enlace(site.data, "tick").returncode == 0
    secretary.goto(f"{site.base}/es/meetings/approvals/{approval}/")
    expect(secretary.locator("main")).to_contain_text("aprob")
    with sqlite3.connect(site.data / "enlace.sqlite3") as connection:
        query = f"SELECT approved_at FROM meetings_approval WHERE id = {approval}"
        assert connection.execute(query).fetchone()[0]
