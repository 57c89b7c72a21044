"""Every public page: accessible in light and dark, without JavaScript, at every width, and alone with its own host."""

import re
import urllib.request
from collections import Counter
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LANGUAGES = ("es", "en", "pt")
OF_EACH_KIND = 6
"""Links that differ by a number, or by the theme, are of one kind."""
OF_A_THEME = re.compile(r"(?<=/themes/)[\w-]+(?=/$)")


@pytest.fixture(scope="session")
def addresses(site):
    """The paths of every public page, as the sitemap tells them, and some that it does not tell; of themes but one."""
    tree = ElementTree.fromstring(urllib.request.urlopen(f"{site.base}/sitemap.xml").read())
    found = [urlsplit(node.text or "").path for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    more = [
        f"/{code}/{part}"
        for code in LANGUAGES
        for part in ("accounts/login/", "accounts/password/reset/", "nothing-here/")
    ]
    assert len(found) > 60
    first_theme = min(path for path in found if OF_A_THEME.search(path)).rsplit("/", 2)[1]
    return [path for path in found if OF_A_THEME.sub(first_theme, path) == path] + more


def in_language(addresses, code):
    """Of many records of one kind, whose addresses differ by their number, the first stands for all."""
    kinds = {re.sub(r"/\d+/", "/n/", path): path for path in reversed(addresses) if path.startswith(f"/{code}/")}
    return list(reversed(kinds.values()))


@pytest.mark.parametrize(("code", "scheme"), [("es", "light"), ("es", "dark"), ("en", "dark"), ("pt", "light")])
def test_axe_finds_nothing(site, browsing, addresses, code, scheme):
    wrong = []
    with browsing(width=1280 if scheme == "light" else 390, scheme=scheme) as page:
        for path in in_language(addresses, code):
            page.goto(site.base + path)
            for violation in Axe().run(page).response["violations"]:
                wrong += [
                    (path, violation["id"], node["html"][:200], node.get("failureSummary", "")[:300])
                    for node in violation["nodes"]
                ]
    assert not wrong


@pytest.mark.parametrize(("code", "width"), [("es", 320), ("es", 768), ("es", 1440), ("en", 320), ("pt", 320)])
def test_nothing_is_wider_than_the_window(site, browsing, addresses, code, width):
    wide = []
    with browsing(width=width) as page:
        for path in in_language(addresses, code):
            page.goto(site.base + path)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(path)
    assert not wide


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_reads_without_javascript(site, browsing, addresses, code):
    with browsing(javascript=False) as page:
        for path in in_language(addresses, code):
            page.goto(site.base + path)
            assert page.locator("main h1").count() == 1, path
            assert page.locator("html").get_attribute("lang") == code, path


def test_on_a_telephone_a_button_opens_the_menu_and_its_head_is_low(site, browsing):
    with browsing(width=320, javascript=False) as page:
        page.goto(f"{site.base}/es/")
        head = page.locator("header.mast")
        menu, library = head.get_by_role("button", name="Menú"), head.get_by_role("link", name="Biblioteca")
        assert head.bounding_box()["height"] < 220
        expect(library).to_be_hidden()
        menu.press("Enter")
        page.keyboard.press("Tab")
        expect(head.get_by_role("link", name="La Red", exact=True)).to_be_focused()
        page.keyboard.press("Escape")
        expect(library).to_be_hidden()
        expect(menu).to_be_focused()
        menu.press("Enter")
        library.click()
        expect(page.get_by_role("heading", level=1, name="Biblioteca")).to_be_visible()


def test_no_page_asks_another_host_or_complains(site, browsing, addresses):
    asked, complaints = set(), []
    with browsing() as page:
        page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in in_language(addresses, "es"):
            if "nothing-here" not in path:
                page.goto(site.base + path)
    assert asked <= {urlsplit(site.base).netloc, ""}
    assert not complaints


def test_every_link_of_a_public_page_leads_somewhere(site, addresses):
    links = set()
    for path in addresses:
        if "nothing-here" not in path:
            body = urllib.request.urlopen(site.base + path).read().decode()
            links |= {link.split("#")[0] for link in re.findall(r'(?:href|src)="(/[^"]*)"', body)}
    broken, followed = [], Counter()
    for link in sorted(link.replace("&amp;", "&") for link in links if link):
        kind = re.sub(r"\d+", "n", OF_A_THEME.sub("theme", link))
        followed[kind] += 1
        if followed[kind] > OF_EACH_KIND:
            continue
        try:
            urllib.request.urlopen(site.base + link).read(1)
        except OSError as error:
            broken.append((link, str(error)))
    assert not broken


def test_the_language_switch_keeps_the_reader_on_the_page(site, browsing):
    with browsing() as page:
        page.goto(f"{site.base}/es/noticias/")
        page.get_by_role("link", name=re.compile("^La Red cumplió diez años")).first.click()
        page.locator("nav.langs").get_by_role("link", name=re.compile("English")).click()
        assert "/en/" in page.url
        assert "turned ten" in page.locator("h1").inner_text()


def test_a_page_missing_in_a_language_says_so_and_offers_the_others(site, browsing):
    with browsing(language="pt") as page:
        page.goto(f"{site.base}/pt/")
        page.get_by_role("link", name=re.compile("Seminário de formação")).first.click()
        page.locator("nav.langs").get_by_role("link", name=re.compile("English")).click()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("main a[hreflang=pt]").count() == 1
