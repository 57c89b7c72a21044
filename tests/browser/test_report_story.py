"""The annual report of a year, from its beginning to what everybody reads of it, as the people involved live it."""

import re
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from enlace.network.demonstration.accounts import FOCAL_POINT, SECRETARY
from tests.browser.story import ask, nobody_reads, upload
from tests.browser.test_meeting_story import PHONE, send, sign_in_at_work
from tests.test_backup_drill import enlace

pytestmark = pytest.mark.browser

WORDS = {"es": "Un año de trabajo sereno.", "en": "A year of calm work.", "pt": "Um ano de trabalho sereno."}
SHOWN, CREDIT, REMARK = "Una sala con una mesa larga", "Oficina de prensa", "Falta el registro de armas."
GRIDS = "a grid that goes over the end of a page is printed over what follows it"
CORRECTED = "El número de la segunda tabla."


def test_a_report_is_begun_written_reviewed_frozen_published_and_corrected(site, browsing, sign_in):
    with browsing() as secretary, browsing(**PHONE) as uruguay, browsing(width=320) as anybody:
        sign_in(secretary, SECRETARY)
        report = the_secretariat_begins_the_report(secretary, site)
        the_secretariat_writes_the_closing_words(secretary)
        the_secretariat_asks_for_a_review(secretary, report)
        assert nobody_reads(report)
        sign_in_at_work(site, uruguay, FOCAL_POINT)
        uruguay_reads_the_draft_and_makes_a_remark(uruguay)
        the_secretariat_settles_it_and_freezes_an_edition(secretary, report)
        assert nobody_reads(f"{report}editions/1/")
        the_secretariat_publishes_it(secretary, report)
        everybody_reads_it(anybody, report)
        the_secretariat_corrects_it(secretary, report)
        everybody_is_told_of_the_correction(anybody, report)


def the_secretariat_begins_the_report(page: Page, site) -> str:
    page.goto(f"{site.base}/es/reports/begin/")
    page.locator("[name=subject]").select_option("annual-2021")
    send(page)
    expect(page.locator("main")).to_contain_text("Informe anual de la Red · 2021")
    return page.url.removesuffix("draft/")


def the_secretariat_writes_the_closing_words(page: Page) -> None:
    """In the CMS, all languages side by side, with a photo; what is not saved yet can be previewed."""
    page.locator("li", has=page.locator("h3", has_text="Palabras finales")).locator("a[href*='/cms/']").click()
    for language, words in WORDS.items():
        editor = page.locator(f".writing-column[lang={language}] [contenteditable=true]")
        editor.click()
        editor.press_sequentially(words)
    assert Axe().run(page).response["violations"] == []
    page.locator("[data-chooser-action-choose]").first.click()
    upload(page, a_photograph_of_a_room())
    page.locator("[name=photos-0-alternative_es]").fill(SHOWN)
    shown = page.frame_locator("iframe[name=report-preview]")
    page.get_by_role("button", name="Vista previa: Español").click()
    expect(shown.locator("main")).to_contain_text(WORDS["es"])
    page.locator("button[type=submit]:not([formaction])").last.click()
    expect(page.locator("main [role=alert]").first).to_contain_text("crédito")
    give_the_picture_its_credit(page)
    for language in ("en", "pt"):
        page.locator(f"[name=photos-0-alternative_{language}]").fill(SHOWN)
    page.locator("button[type=submit]:not([formaction])").last.click()
    expect(page.locator(".messages")).to_contain_text("Guardado")


def a_photograph_of_a_room() -> FilePayload:
    """Another than the editor's: the CMS asks about a picture that it has already."""
    picture = BytesIO()
    Image.radial_gradient("L").resize((1600, 1000)).save(picture, "JPEG")
    return {"name": "sala.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def give_the_picture_its_credit(page: Page) -> None:
    """In another window, while the section stays open with all that was written in it."""
    picture = page.locator("[name=photos-0-image]").input_value()
    other = page.context.new_page()
    other.goto(re.sub(r"/cms/.*", f"/cms/images/{picture}/", page.url))
    other.locator("[name=credit]").fill(CREDIT)
    other.locator("main form[enctype] button[type=submit], main form button[type=submit]").first.click()
    expect(other.locator(".messages")).to_be_visible()
    other.close()


def the_secretariat_asks_for_a_review(page: Page, report: str) -> None:
    page.goto(f"{report}review/ask/")
    send(page)
    expect(page.locator("main")).to_contain_text("En revisión")


def uruguay_reads_the_draft_and_makes_a_remark(page: Page) -> None:
    """From what is due to it."""
    page.reload()
    page.locator("main li", has_text="2021").locator("a[href*='/review/']").first.click()
    review = page.url
    page.locator("main a[href$='/draft/es/']").click()
    expect(page.locator("main")).to_contain_text(WORDS["es"])
    expect(page.get_by_role("img", name=SHOWN)).to_be_visible()
    assert page.request.get(f"{page.url}report.pdf", timeout=60_000).body().startswith(b"%PDF")
    page.goto(review)
    page.locator("[name=text]").fill(REMARK)
    send(page)
    expect(page.locator("main li", has_text=REMARK)).to_be_visible()


def the_secretariat_settles_it_and_freezes_an_edition(page: Page, report: str) -> None:
    page.goto(f"{report}review/")
    page.locator("main li", has_text=REMARK).locator("button").click()
    page.goto(f"{report}freeze/")
    expect(page.locator("[name=languages]:checked")).to_have_count(3)
    if page.locator("[name=borrowing]").count():
        page.locator("[name=borrowing]").check()
    send(page)
    expect(page).to_have_url(f"{report}editions/1/")


def the_secretariat_publishes_it(page: Page, report: str) -> None:
    page.goto(f"{report}editions/1/publish/")
    send(page)
    expect(page.locator("main")).to_contain_text("La edición es pública")


def everybody_reads_it(page: Page, report: str) -> None:
    """On a phone, in every language, with each figure's source as it was."""
    page.goto(report)
    expect(page.locator("main")).to_contain_text(WORDS["es"])
    source = page.locator("main sup a").first
    source.click()
    page.locator("main ol li a[href*='/records/']").first.click()
    expect(page.locator("main table")).to_be_visible()
    for language in ("en", "pt"):
        page.goto(report.replace("/es/", f"/{language}/"))
        expect(page.locator("main")).to_contain_text(WORDS[language])
    status, _text = ask(page.locator("main a[href*='/files/']").first.evaluate("link => link.href"))
    assert status == 200


def the_secretariat_corrects_it(page: Page, report: str) -> None:
    page.goto(f"{report}freeze/")
    for language in WORDS:
        page.locator(f"[name=note_{language}]").fill(CORRECTED)
    if page.locator("[name=borrowing]").count():
        page.locator("[name=borrowing]").check()
    send(page)
    page.goto(f"{report}editions/2/publish/")
    send(page)


def everybody_is_told_of_the_correction(page: Page, report: str) -> None:
    page.goto(report)
    expect(page.locator("main")).to_contain_text(CORRECTED)
    page.goto(f"{report}editions/1/")
    expect(page.locator("main .notice a[href$='/editions/2/']")).to_be_visible()


@pytest.mark.parametrize("kind", ["annual --year=2022", "booklet", "meeting", "round", "dossier --state=UY"])
def test_axe_finds_nothing_on_a_page_that_stands_alone(site, browsing, tmp_path, kind):
    out = tmp_path / "report.html"
    made = enlace(site.data, "report", *kind.split(), "--lang=pt", "--format=html", f"--out={out}")
    assert made.returncode == 0, made.stderr
    with browsing(width=320) as page:
        page.goto(out.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert Axe().run(page).response["violations"] == []
        page.emulate_media(media="print")
        assert page.locator(".stack").first.evaluate("one => getComputedStyle(one).display") == "block", GRIDS
