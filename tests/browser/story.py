"""The steps of the editor's story, in the words of the person who takes them. The CMS speaks Spanish to its editors."""

import re
import time
import urllib.error
import urllib.request
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""
SEVERAL = 8
"""Askings, each on a connection of its own, so that every process of the server has been asked."""


# What an editor brings


def a_photograph(name: str = "DSC_0417.jpg") -> FilePayload:
    picture = BytesIO()
    Image.linear_gradient("L").resize((1600, 1000)).save(picture, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def a_document(name: str = "programa.pdf") -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


# What a reader gets, without a browser


def ask(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as error:
        return error.code, ""


def everyone_reads(address: str, words: str) -> bool:
    return all(status == 200 and words in text for status, text in (ask(address) for _ in range(SEVERAL)))


def nobody_reads(address: str) -> bool:
    return all(ask(address)[0] == 404 for _ in range(SEVERAL))


def nobody_finds(address: str, words: str) -> bool:
    return all(status == 200 and words not in text for status, text in (ask(address) for _ in range(SEVERAL)))


def lists_of_news(site: str) -> list[str]:
    """Where a news article of the Spanish site appears of itself."""
    return [f"{site}/es/", f"{site}/es/noticias/", f"{site}/es/feed/rss/", f"{site}/es/feed/atom/"]


# Writing


def open_section(page: Page, site: str, *titles: str) -> None:
    page.goto(f"{site}/cms/pages/")
    for title in titles:
        page.get_by_role("link", name=f"Explorar páginas hijas de '{title}'").click()


def begin_article(page: Page, *, title: str, kind: str, day: date, summary: str) -> None:
    page.get_by_role("link", name="Añadir página hija").click()
    page.locator("[name=title]").fill(title)
    page.locator("[name=date]").fill(f"{day:%Y-%m-%d}")
    page.locator("[name=date]").press("Tab")
    page.locator("[name=kind]").fill(kind)
    page.locator("[name=summary]").fill(summary)


def choose_theme(page: Page, name: str) -> None:
    page.locator("details", has=page.get_by_label(name, exact=True)).locator("summary").click()
    page.get_by_role("checkbox", name=name, exact=True).check()


def add_part(page: Page, kind: str) -> Locator:
    """A new part at the end of the text: the part that is then written into."""
    body = page.locator("[data-contentpath=body]").first
    there = body.locator("[data-streamfield-child]").count()
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(body.locator("[data-streamfield-child]")).to_have_count(there + 1)
    return body.locator("[data-streamfield-child]").last


def write_heading(page: Page, words: str) -> None:
    add_part(page, "Subtítulo").locator("input[name$=value]").fill(words)


def write_paragraph(page: Page, words: str) -> None:
    editor = add_part(page, "Texto").locator("[contenteditable=true]")
    editor.click()
    editor.press_sequentially(words)


def write_quote(page: Page, words: str, whose: str) -> None:
    part = add_part(page, "Cita")
    part.locator("textarea[name$=text]").fill(words)
    part.locator("input[name$=attribution]").fill(whose)


def add_picture(page: Page, picture: FilePayload) -> None:
    """The picture alone, with no words for those who do not see it."""
    part = add_part(page, "Imagen")
    part.locator("[data-chooser-action-choose]").first.click()
    upload(page, picture)
    expect(part.locator("img")).to_be_visible()


def say_what_the_picture_shows(page: Page, words: str) -> None:
    page.locator("[data-contentpath=body] input[name$=alt_text]").fill(words)


def add_document(page: Page, document: FilePayload, title: str) -> None:
    part = add_part(page, "Documento")
    part.locator("[data-chooser-action-choose]").first.click()
    upload(page, document)
    expect(part.locator("[data-chooser-title]")).to_have_text(Path(document["name"]).stem)
    part.locator("input[name$=value-title]").fill(title)


def upload(page: Page, file: FilePayload) -> None:
    modal = page.locator(".modal-dialog")
    modal.get_by_role("tab", name="Subir").click()
    chosen = modal.locator("input[type=file]")
    expect(chosen).to_have_attribute("data-w-sync-disabled-value", "false")
    chosen.set_input_files(file)
    expect(modal.locator("form:has(input[type=file]) input[name$=title]")).to_have_value(Path(file["name"]).stem)
    modal.locator("form:has(input[type=file]) button[type=submit]").click()
    expect(modal).to_have_count(0)


def add_video(page: Page, address: str, title: str) -> None:
    part = add_part(page, "Video")
    part.locator("input[name$=address]").fill(address)
    part.locator("input[name$=value-title]").fill(title)


# Draft, preview, review, publication


LISTED = re.compile(r"/cms/(pages/\d+/)?$")
"""Where the CMS leads when something has been done with a page."""
SAVED = re.compile("creada|actualizada")


def is_told(page: Page, words: str | re.Pattern[str]) -> None:
    """Waits for the CMS to say so at the head of the page."""
    expect(page.locator(".messages")).to_contain_text(words)


def save_draft(page: Page) -> None:
    page.locator("footer button.action-save").click()
    is_told(page, SAVED)


def preview(page: Page, picture: str) -> Page:
    """The page as readers would see it, in a window of its own.

    The CMS keeps what it previews in the session, where a request at the same moment may put back what stood there
    before. So a preview without the `picture` that was just described is asked for again, as its editor would do.
    """
    for _time in range(3):
        page.locator("[data-side-panel-toggle=preview]").click()
        with page.expect_popup() as opened:
            page.locator("[data-w-preview-target=newTab]").click()
        page.locator("[data-side-panel-toggle=preview]").click()
        draft = opened.value
        draft.wait_for_load_state()
        if draft.get_by_role("img", name=picture).count():
            return draft
        draft.close()
    raise AssertionError(f"no preview shows the picture of {picture}")


def open_more_actions(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()


def submit_for_review(page: Page) -> None:
    open_more_actions(page)
    page.locator("footer button[name=action-submit]").click()


def publish(page: Page) -> None:
    open_more_actions(page)
    page.locator("footer button[name=action-publish]").click()
    expect(page).to_have_url(LISTED)


def open_review(page: Page, site: str, title: str) -> None:
    """From the start page of the CMS, which says what waits for the secretariat."""
    page.goto(f"{site}/cms/")
    expect(page.locator("main")).to_contain_text("Esperando tu revisión")
    page.locator("main").get_by_role("link", name=title).first.click()


def approve(page: Page) -> None:
    open_more_actions(page)
    page.get_by_role("button", name="Aprobar y Publicar", exact=True).click()
    expect(page).to_have_url(LISTED)


def schedule(page: Page, hour: datetime) -> None:
    """By keyboard: the calendar that unfolds beneath the field lies over the button."""
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]").first.click()
    dialog = page.locator("#schedule-publishing-dialog")
    field = dialog.locator("[name=go_live_at]")
    field.fill(f"{hour:%Y-%m-%d %H:%M}")
    field.press("Tab")
    expect(field).to_have_value(f"{hour:%Y-%m-%d %H:%M}")
    dialog.locator("button.action-save").press("Enter")
    is_told(page, SAVED)


def a_coming_minute(now: datetime) -> datetime:
    """The CMS schedules by the minute: one far enough ahead that the form is filled in by then."""
    return (now + timedelta(seconds=85)).replace(second=0, microsecond=0)


def unpublish(page: Page) -> None:
    open_more_actions(page)
    page.locator("footer").get_by_role("link", name="Despublicar").click()
    page.locator("main form [type=submit]").first.click()
    expect(page).to_have_url(LISTED)


# Languages


def cell_on_the_board(page: Page, site: str, title: str, language: str) -> Locator:
    page.goto(f"{site}/cms/parity/")
    row = page.locator("tr", has=page.locator("th", has_text=title))
    return row.locator("td").nth(["es", "en", "pt"].index(language))


def translate_text(page: Page, source: str, words: str) -> None:
    """One text in the side-by-side editor."""
    one = page.locator("li.incomplete", has=page.locator("p", has_text=source)).first
    one.get_by_role("button", name="Traducir").click()
    one.locator("textarea, [contenteditable=true]").first.fill(words)
    one.get_by_role("button", name="Guardar").click()
    expect(page.locator("li.complete", has_text=words).first).to_be_visible()


def open_editor_from_drafts(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("main").get_by_role("link", name="Abrir el editor").first.click()


def read_machine_drafts(page: Page, *, title: str) -> None:
    """Corrects the title, ticks every text as read, and saves."""
    page.locator("textarea").first.fill(title)
    for box in page.get_by_role("checkbox", name="Lo he leído").all():
        box.check()
    page.locator("main form button[type=submit]").click()
    expect(page.get_by_role("checkbox")).to_have_count(0)


def press_publish_translation(page: Page) -> None:
    page.locator("footer button[value=publish]").click()


def publish_translation(page: Page) -> None:
    press_publish_translation(page)
    is_told(page, "Publicado")


# Afterwards


def open_article(page: Page, site: str, title: str) -> None:
    open_section(page, site, "Inicio", "Noticias")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()


def publish_the_version_before(page: Page) -> None:
    page.get_by_role("link", name="Historial").click()
    earlier = page.get_by_role("row", name="Borrador guardado").nth(1)
    earlier.get_by_role("button", name="Acciones").click()
    page.get_by_role("link", name="Revisar esta versión").click()
    publish(page)


def wait_until(hour: datetime) -> None:
    """Until the hour has struck; most of it has gone into the story by then."""
    time.sleep(max(0, (hour - datetime.now(hour.tzinfo)).total_seconds()))
