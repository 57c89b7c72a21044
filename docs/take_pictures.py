"""Takes the pictures of docs/editor.md and README.md from a freshly prepared demonstration that is being served.

    ENLACE_DATA=/tmp/pictures ./enlace demo --prepare-only && ENLACE_DATA=/tmp/pictures PORT=8111 ./enlace serve
    PYTHONPATH=src:. .venv/bin/python docs/take_pictures.py http://localhost:8111

It writes into that demonstration, and nowhere else but docs/pictures.
"""

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, FilePayload, Locator, Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
EDITOR, SECRETARY, PASSWORD = "press@example.org", "secretaria@example.org", "demostracion-enlace"
TITLE = "Focal points compare their early warning sheets"
PARTS = ["heading", "paragraph", "picture", "quote", "document", "embed"]
OLD_PAGE = """Focal points met in Quito

Published on March 3, 2017

The focal points of the Network met in Quito on 28 and 29 November 2016 and reviewed what each state had undertaken.

Los puntos focales de la Red se reunieron en Quito el 28 y 29 de noviembre de 2016 y revisaron los compromisos.

La próxima reunión se acordó para el año siguiente, con una agenda común para todos los Estados.
"""


@contextmanager
def window(browser: Browser, width: int = 1200, height: int = 760, language: str = "en") -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height}, locale=language, color_scheme="light")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def keep(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    path = PICTURES / name
    if path.suffix == ".png":
        shot.quantize(96, dither=Image.Dither.NONE).save(path, optimize=True)
    else:
        shot.save(path, quality=78, method=6)
    sys.stdout.write(f"{name}: {path.stat().st_size // 1024} KB\n")


def sign_in(page: Page, base: str, email: str) -> None:
    page.goto(f"{base}/en/accounts/login/?next=/cms/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url("**/cms/")


def speak(page: Page, base: str, language: str) -> None:
    """The language of the CMS for this account, as a person sets it in their preferences."""
    page.goto(f"{base}/cms/account/")
    page.locator("select[name$=preferred_language]").select_option(language)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def photograph() -> FilePayload:
    """A table seen from above, drawn: no picture of a person or a place is needed."""
    picture = Image.new("RGB", (1600, 1000), "#e9dfcd")
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((350, 250, 1250, 750), 250, fill="#98224a")
    for x, y in ((300, 150), (800, 90), (1300, 150), (300, 850), (800, 910), (1300, 850)):
        draw.ellipse((x - 70, y - 70, x + 70, y + 70), fill="#2c4c8c")
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=90)
    return {"name": "DSC_0417.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def add_part(page: Page, kind: str) -> Locator:
    body = page.locator("[data-contentpath=body]").first
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option").nth(PARTS.index(kind)).click()
    return body.locator("[data-streamfield-child]").last


def centre(where: Locator) -> None:
    where.evaluate("element => element.scrollIntoView({block: 'center'})")


def write_article(page: Page, base: str) -> None:
    page.goto(f"{base}/cms/pages/")
    page.locator("main a[href^='/cms/pages/'][title*=\"'Home'\"]").click()
    page.locator("main a[title*=\"'News'\"]").click()
    page.locator("a[href$='/add_subpage/']").first.click()
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=kind]").fill("Training")
    page.locator("[name=summary]").fill("Two days, nine offices, and one page of signs that all of them can read.")
    page.locator("[name=title]").focus()
    keep(page, "article.webp")
    part = add_part(page, "paragraph")
    part.locator("[contenteditable=true]").click()
    page.keyboard.type("Each office brought the sheet on which it writes what it looks at first.")
    quote = add_part(page, "quote")
    quote.locator("textarea").fill("What is written down in time can be read in time.")
    quote.locator("input[name$=attribution]").fill("An office of human rights")
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    centre(page.get_by_role("listbox"))
    keep(page, "parts.webp")
    page.keyboard.press("Escape")
    page.locator("body").click(position={"x": 700, "y": 25})


def illustrate(page: Page) -> None:
    part = add_part(page, "picture")
    part.locator("[data-chooser-action-choose]").first.click()
    modal = page.locator(".modal-dialog")
    modal.get_by_role("tab").nth(1).click()
    modal.locator("input[type=file][data-w-sync-disabled-value=false]").set_input_files(photograph())
    modal.locator("form:has(input[type=file]) input[name$=title]").fill("Table of the workshop")
    modal.locator("form:has(input[type=file]) button[type=submit]").click()
    modal.wait_for(state="detached")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer button[name=action-submit]").click()
    error = page.locator(".error-message")
    error.wait_for()
    centre(page.locator("[data-contentpath=body] input[name$=alt_text]"))
    keep(page, "picture.webp")
    page.locator("[data-contentpath=body] input[name$=alt_text]").fill("Six seats around an oval table")
    page.locator("footer button.action-save").click()
    page.locator(".messages .success").wait_for()


def preview_and_submit(page: Page) -> None:
    page.locator("[data-side-panel-toggle=preview]").click()
    page.frame_locator("[data-w-preview-target=iframe]").first.locator("h1").wait_for()
    page.wait_for_timeout(1500)
    keep(page, "preview.webp")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    keep(page, "submit.webp")
    page.locator("footer button[name=action-submit]").click()
    page.wait_for_url("**/cms/pages/*/")


def review_and_schedule(page: Page, base: str) -> None:
    page.goto(f"{base}/cms/")
    keep(page, "review.webp")
    page.locator("main").get_by_role("link", name=TITLE).first.click()
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    page.locator("#schedule-publishing-dialog [name=go_live_at]").fill("2030-03-29 09:00")
    page.locator("#schedule-publishing-dialog [name=go_live_at]").press("Tab")
    keep(page, "schedule.webp")
    page.locator("#schedule-publishing-dialog .w-dialog__close-button").click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("button[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])").click()
    page.wait_for_url("**/cms/**")
    page.goto(f"{base}/cms/pages/")
    page.locator("main a[title*=\"'Home'\"]").click()
    page.locator("main a[title*=\"'News'\"]").click()
    page.locator("main").get_by_role("link", name=TITLE).first.click()
    page.locator("a[href$='/history/']").first.click()
    keep(page, "history.webp")


def translate(page: Page, base: str) -> None:
    page.goto(f"{base}/cms/parity/")
    row = page.locator("tr", has=page.locator("th", has_text=TITLE))
    row.locator("td").nth(2).locator("form button").last.click()
    page.locator("main textarea").first.wait_for()
    keep(page, "machine-drafts.webp")
    page.goto(page.url.replace("/drafts/", "/po/"))
    keep(page, "po.webp")
    page.goto(f"{base}/cms/parity/")
    row.locator("td").nth(0).locator("form button").first.click()
    one = page.locator("li.incomplete").first
    one.locator("button").last.click()
    one.locator("textarea").fill("Los puntos focales comparan sus hojas de alerta temprana")
    centre(one)
    keep(page, "side-by-side.webp")
    page.goto(f"{base}/cms/parity/")
    centre(row)
    keep(page, "board.webp")


def import_a_page(page: Page, base: str) -> None:
    page.goto(f"{base}/cms/import/")
    page.locator("main textarea").fill(OLD_PAGE)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/cms/import/*/")
    keep(page, "import.webp")


def public_pages(browser: Browser, base: str) -> None:
    with window(browser, 1440, 900) as page:
        page.goto(f"{base}/en/")
        keep(page, "home.png")
    with window(browser) as page:
        page.goto(f"{base}/en/accounts/login/")
        keep(page, "sign-in.webp")
        page.goto(f"{base}/en/library/")
        page.locator("main a[href*='sncf']").first.click()
        keep(page, "collection.webp")


def main(base: str) -> None:
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        public_pages(browser, base)
        with window(browser) as editor, window(browser) as secretary:
            sign_in(editor, base, EDITOR)
            write_article(editor, base)
            illustrate(editor)
            preview_and_submit(editor)
            sign_in(secretary, base, SECRETARY)
            speak(secretary, base, "en")
            review_and_schedule(secretary, base)
            translate(editor, base)
            import_a_page(editor, base)
            secretary.goto(f"{base}/cms/settings/website/networksettings/")
            keep(secretary, "settings.webp")
            speak(secretary, base, "es")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
