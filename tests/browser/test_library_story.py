"""An archivist's afternoon, with thirty files instead of three hundred; and who finds one of them afterwards."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from enlace.network.demonstration.accounts import SECRETARY
from tests.browser.library_files import ENGLISH_ALONE, JOINED, KEPT_BACK, TITLES, thirty_files

pytestmark = pytest.mark.browser
SHELF, SHELF_IN_SPANISH = "institute-annual-reports", "Informes anuales del Instituto Auschwitz"
"""The demonstration's empty collection: what stands there afterwards was brought here."""
CORRECTED = "La radio del pueblo como aviso"
PATIENCE = 90
"""Seconds for the files to be read, on a machine that has more to do."""


def test_thirty_files_are_taken_in_confirmed_corrected_and_published_and_one_is_found(site, browsing, tmp_path):
    with browsing() as archivist, browsing(width=360, height=740) as official:
        sign_in_at_work(site, archivist)
        thirty_files_are_dropped_and_come_in(archivist, site, thirty_files(tmp_path))
        two_languages_are_joined(archivist, site)
        one_title_is_corrected_and_many_are_confirmed(archivist, site)
        what_is_confirmed_is_published_at_once(archivist, site)
        address = an_official_finds_a_paper_in_english_from_spanish(official, site)
        its_page_of_the_pdf_is_opened_and_it_is_cited(official, site, address)
        a_draft_is_found_by_the_archivist_alone(archivist, official, site)


def sign_in_at_work(site, page: Page) -> None:
    page.goto(f"{site.base}/es/accounts/login/?next=/es/library/intake/")
    page.locator("input[name=login]").fill(SECRETARY.email)
    page.locator("input[name=password]").fill(SECRETARY.password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url("**/es/library/intake/")


def thirty_files_are_dropped_and_come_in(page: Page, site, files: dict[str, bytes]) -> None:
    chosen = [{"name": name, "mimeType": "application/pdf", "buffer": data} for name, data in files.items()]
    assert len(chosen) == 30
    page.locator("input[type=file][name=documents]").set_input_files(chosen)
    page.locator("[name=collection]").select_option(label=SHELF_IN_SPANISH)
    with page.expect_navigation(timeout=PATIENCE * 1000):
        page.locator("form[data-intake] button.main").click()
    deadline = time.monotonic() + PATIENCE
    while listed(page, site, "waiting") or listed(page, site, "ingested") + listed(page, site, "refused") < 29:
        assert time.monotonic() < deadline, "the files are still being read"
        time.sleep(0.5)
    assert listed(page, site, "duplicate") == 1
    assert listed(page, site, "refused") == 3
    for name in ("con clave.pdf", "cortado.pdf", "foto.pdf"):
        expect(page.locator("#came li", has_text=name).locator("p").first).not_to_be_empty()


def listed(page: Page, site, status: str) -> int:
    """How many files are, as the page lists them."""
    page.goto(f"{site.base}/es/library/intake/?status={status}")
    return page.locator("#came ul.list > li:not(.empty)").count()


def draft(page: Page, site, title: str):
    """Its row on the page of what was proposed."""
    page.goto(f"{site.base}/es/library/intake/review/")
    row = page.locator("main ul.list > li", has=page.locator("legend", has_text=title))
    expect(row).to_have_count(1)
    return row


def two_languages_are_joined(page: Page, site) -> None:
    english, spanish = TITLES["en"][JOINED], TITLES["es"][JOINED]
    draft(page, site, english).locator("a[href*='/intake/review/']").first.click()
    page.locator("main a[href$='/join/']").click()
    page.locator("[name=words]").fill(spanish)
    page.locator("form[role=search] button").last.click()
    page.locator("label", has_text=spanish).click()
    page.locator("main form[method=post] button.main").click()
    expect(page.locator("h1")).to_contain_text(spanish)


def one_title_is_corrected_and_many_are_confirmed(page: Page, site) -> None:
    """All but what stays back, and what the demonstration itself has waiting."""
    wrong = draft(page, site, TITLES["es"][1])
    wrong.locator("input[name$=-title]").fill(CORRECTED)
    ours = [title for titles in TITLES.values() for title in titles if title != TITLES["es"][KEPT_BACK]]
    for row in page.locator("main ul.list > li").all():
        if row.locator("legend").inner_text() in ours:
            row.locator("input[type=checkbox][name$=-chosen]").check()
    page.locator("main form button.main").click()
    expect(page.locator("main")).not_to_contain_text(CORRECTED)
    draft(page, site, TITLES["es"][KEPT_BACK])


def what_is_confirmed_is_published_at_once(page: Page, site) -> None:
    page.goto(f"{site.base}/es/library/publications/?state=draft")
    rows = page.locator("tbody tr")
    expect(rows.filter(has_text=CORRECTED)).to_have_count(1)
    page.locator("input[name=scope][value=page]").check()
    page.locator("button[name=deed][value=publish]").click()
    page.goto(f"{site.base}/es/library/collections/{SHELF}/")
    expect(page.locator("main")).to_contain_text(CORRECTED)


def an_official_finds_a_paper_in_english_from_spanish(page: Page, site) -> str:
    page.goto(f"{site.base}/es/search/?q=armas+de+fuego&collection={SHELF}")
    found = page.locator("main ol.list a", has_text=TITLES["en"][ENGLISH_ALONE])
    expect(found).to_have_count(1)
    address = found.get_attribute("href") or ""
    page.goto(f"{site.base}/es/search/?q=escuelas+de+frontera&collection={SHELF}")
    expect(page.locator("main ol.list a", has_text=TITLES["es"][JOINED])).to_have_count(1)
    return address


def its_page_of_the_pdf_is_opened_and_it_is_cited(page: Page, site, address: str) -> None:
    page.goto(f"{site.base}/es/search/?q=firearms+boats&collection={SHELF}")
    leaf = page.locator("main ol.list a[href*='#page=1']").first.get_attribute("href") or ""
    file = page.request.get(site.base + leaf)
    assert file.headers["content-type"] == "application/pdf"
    page.goto(site.base + address)
    expect(page.locator("h1")).to_contain_text(TITLES["en"][ENGLISH_ALONE])
    cited = page.request.get(f"{site.base}{re.sub(r'/$', '', address)}/cite.bib")
    assert TITLES["en"][ENGLISH_ALONE].split()[0] in cited.text()


def a_draft_is_found_by_the_archivist_alone(archivist: Page, page: Page, site) -> None:
    title = TITLES["es"][KEPT_BACK]
    for reader, times in ((archivist, 1), (page, 0)):
        reader.goto(f'{site.base}/es/search/?q="{title}"')
        expect(reader.locator("h1")).to_be_visible()
        expect(reader.locator("main ol.list a[href*='/library/']", has_text=title)).to_have_count(times)
