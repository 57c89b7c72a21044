"""Every page that somebody reaches from their workspace: read by axe, and as wide as the screen it is shown on.

The pages are found by following links; of many records of one kind the first stands for all.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from enlace.mechanisms.register.facts import FACTS
from enlace.network.demonstration.accounts import FOCAL_POINT, OBSERVER, SECRETARY, Account

pytestmark = pytest.mark.browser
ALIKE = "|".join(fact.name for fact in FACTS.values() if fact.columns == (fact.name,) and fact.name != "training")
LEAD_ELSEWHERE = re.compile(
    r"/cms/|/logout|/export|/template/|/files/|/held\.|\.(csv|xlsx|pdf|html|json|ics|zip|bib|ris|ttl)"
    r"|/(badges?|letter|file|image|csv|xlsx|json|feed)/$"
)
OF_ONE_RECORD = re.compile(r"\d+|/states/\w\w/|(?<=/themes/)[\w-]+/|(?<=/collections/)[\w-]+/")
LIKE_ANOTHER = re.compile(rf"(?<=/questionnaires/n/)({'|'.join(FACTS)})/(?=ask/)|(?<=/questionnaires/n/)({ALIKE})/")
"""The same form for another fact."""
ADDRESSES = "all => all.map(one => new URL(one.getAttribute('href'), location).href)"
NARROW = 320
READERS = [(SECRETARY, "es", "light"), (FOCAL_POINT, "pt", "dark"), (OBSERVER, "en", "light")]


def enter(page: Page, base: str, who: Account, language: str) -> None:
    page.goto(f"{base}/{language}/accounts/login/?next=/{language}/workspace/")
    page.locator("input[name=login]").fill(who.email)
    page.locator("input[name=password]").fill(who.password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(f"**/{language}/workspace/")


def reached(page: Page, base: str, language: str) -> Iterator[str]:
    """One address of each kind of page of the workspace, in the order in which they are met, while `page` shows it.

    Pages of the public site are read by axe in their own test.
    """
    met: set[str] = set()
    waiting = [f"{base}/{language}/workspace/"]
    while waiting:
        address = waiting.pop(0)
        kind = LIKE_ANOTHER.sub("fact/", OF_ONE_RECORD.sub("n", urlsplit(address).path))
        if kind in met:
            continue
        met.add(kind)
        page.goto(address)
        links = page.locator("main a[href], nav.nav a[href], footer a[href]").evaluate_all(ADDRESSES)
        waiting += [
            link.split("#")[0].split("?")[0]
            for link in links
            if link.startswith(f"{base}/{language}/") and not LEAD_ELSEWHERE.search(link)
        ]
        if page.locator(".selvedge.thin").count():
            yield address


@pytest.mark.parametrize(("who", "language", "scheme"), READERS, ids=["secretary", "focal point", "observer"])
def test_every_page_from_the_workspace_is_accessible_and_fits_the_screen(site, browsing, who, language, scheme):
    with browsing(width=NARROW, scheme=scheme, language=language) as page:
        enter(page, site.base, who, language)
        found = {address: faults(page, address, language) for address in reached(page, site.base, language)}
        assert len(found) > 3
        assert not [fault for some in found.values() for fault in some]


def faults(page: Page, address: str, language: str) -> list[tuple[str, str, str]]:
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    found = [
        (address, one["id"], node["html"][:200])
        for one in Axe().run(page).response["violations"]
        for node in one["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*found, *([(address, "wider than the screen", str(wide))] if wide > NARROW else [])]
