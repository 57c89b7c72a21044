"""The pages that we add to the CMS: done without JavaScript, then read by axe in three languages, light and dark.

Nothing is left out of what axe reads: the CMS's own frame around our pages passes as well.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from enlace.core.draft_translation import available_pairs
from enlace.network.demonstration.accounts import ACCOUNTS, Account
from enlace.network.roles import Role
from tests.browser.conftest import ROOT

pytestmark = pytest.mark.browser

IN_THE_CMS = {one.language: one for one in reversed(ACCOUNTS) if one.role in (Role.SECRETARY, Role.EDITOR)}
SAVED_PAGE = ROOT / "src/enlace/importer/tests/pages/three-languages.html"


@pytest.mark.parametrize("who", IN_THE_CMS.values(), ids=IN_THE_CMS.keys())
def test_our_pages_of_the_cms_work_without_javascript_and_are_accessible(site, browsing, sign_in, who):
    with browsing(javascript=False, language=who.language) as page:
        sign_in(page, who, who.language)
        pages = [
            *translating(page, site.base),
            exchanging_a_po_file(page),
            *importing(page, site.base, who),
        ]
    for scheme in ("light", "dark"):
        with browsing(scheme=scheme, language=who.language) as page:
            sign_in(page, who, who.language)
            assert not [fault for address in pages for fault in faults(page, address, who.language)], scheme


def faults(page: Page, address: str, language: str) -> list[tuple[str, str, str]]:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))
    expect(page.locator("h1")).to_have_count(1)
    violations = Axe().run(page).response["violations"]
    return [(address, one["id"], node["html"][:200]) for one in violations for node in one["nodes"]]


def translating(page: Page, base: str) -> list[str]:
    """Begins what is missing somewhere, and confirms the first of the texts that a machine wrote."""
    page.goto(f"{base}/cms/parity/?state=missing")
    form = page.locator("main form[action*='/translate/']").first
    if available_pairs():
        form.locator("button[name=machine]").click()
    else:
        form.locator("button").first.click()
        page.goto(f"{base}/cms/parity/")
        page.goto((page.locator("main a[href$='/po/']").first.get_attribute("href") or "").replace("/po/", "/drafts/"))
    drafts = page.url
    boxes = page.locator("main input[type=checkbox]")
    if before := boxes.count():
        boxes.first.check()
        page.locator("main form button[type=submit]").click()
        expect(boxes).to_have_count(before - 1)
    return [f"{base}/cms/parity/", f"{base}/cms/parity/?state=missing", drafts]


def exchanging_a_po_file(page: Page) -> str:
    page.goto(page.url.replace("/drafts/", "/po/"))
    file = page.request.get(page.url + "file/").body()
    page.locator("main input[type=file]").set_input_files(
        {"name": "page.po", "mimeType": "text/x-gettext-translation", "buffer": file}
    )
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("status").locator("#parity-result")).to_be_visible()
    return page.url


def importing(page: Page, base: str, who: Account) -> list[str]:
    """One page as a file, kept at its preview; one as a pasted text, made into a draft."""
    upload = f"{base}/cms/import/"
    page.goto(upload)
    page.locator("main input[type=file]").set_input_files(SAVED_PAGE)
    page.locator("main form button[type=submit]").click()
    expect(page).to_have_url(re.compile(r"/cms/import/\d+/$"))
    preview = page.url
    page.goto(upload)
    page.locator("main textarea").fill(f"Una nota de {who.name}\n\nLos puntos focales se reunieron en Quito.\n")
    page.locator("main form button[type=submit]").click()
    page.locator("main form[action$='/make/'] button").first.click()
    expect(page.locator("main a[href*='/edit/']").first).to_be_visible()
    return [upload, preview, page.url]
