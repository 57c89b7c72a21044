"""One article from the first word to its correction, and another to its withdrawal, as the people involved live it."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.utils.text import slugify
from playwright.sync_api import Page, expect

from enlace.core.draft_translation import available_pairs
from enlace.network.demonstration.accounts import EDITOR, SECRETARY
from tests.browser import story

pytestmark = pytest.mark.browser

TITLE = "Un taller regional mira la alerta temprana"
FIRST = "Dos días de trabajo entre puntos focales."
CORRECTED = "Tres días de trabajo entre puntos focales."
SHOWN = "Una sala con mesas en círculo"
ENGLISH = {
    TITLE: "A regional workshop looks at early warning",
    "Formación": "Training",
    FIRST: "Two days of work among focal points.",
    "Los puntos focales": "The focal points compared what each one looks at first.",
    "Qué sigue": "What comes next",
    "Lo que se nombra": "What is named in time can be prevented.",
    "Una oficina": "An office of human rights",
    SHOWN: "A room with tables in a circle",
    "Programa del taller": "Programme of the workshop",
    "Apertura del taller": "Opening of the workshop",
}
PORTUGUESE = "Uma oficina regional olha o alerta precoce"
SECOND = "La Secretaría Técnica abre una convocatoria"
RELATED = "Dos Estados vecinos confirman un compromiso binacional de alerta temprana"


def address(base: str, title: str, section: str = "es/noticias") -> str:
    return f"{base}/{section}/{slugify(title)}/"


def now() -> datetime:
    return datetime.now(ZoneInfo(settings.TIME_ZONE))


def test_an_article_from_its_first_word_to_its_correction_and_another_to_its_withdrawal(site, browsing, sign_in):
    base = site.base
    with browsing() as editor, browsing() as secretary, browsing() as reader:
        sign_in(editor, EDITOR)
        sign_in(secretary, SECRETARY)
        hour = the_secretariat_gives_another_article_its_hour(secretary, base)
        an_editor_writes_an_article(editor, base)
        the_cms_asks_what_the_picture_shows(editor)
        picture = only_editors_see_the_draft(editor, base)
        the_editor_submits_and_the_secretariat_approves(editor, secretary, base)
        everyone_has_it_at_once(base, picture)
        a_reader_meets_no_other_host_until_they_ask_for_the_video(reader, base)
        the_editor_translates_side_by_side_and_the_switch_leads_across(editor, secretary, reader, base)
        no_machine_draft_is_published_unread(editor, secretary, base)
        a_correction_is_live_and_the_board_knows_the_english_is_older(editor, secretary, base)
        the_history_gives_the_earlier_version_back(secretary, base)
        the_other_article_comes_out_by_itself(hour, base)
        withdrawn_it_is_nowhere(secretary, base)


def the_secretariat_gives_another_article_its_hour(secretary: Page, base: str) -> datetime:
    hour = story.a_coming_minute(now())
    story.open_section(secretary, base, "Inicio", "Noticias")
    story.begin_article(secretary, title=SECOND, kind="Convocatoria", day=now().date(), summary="Para municipios.")
    story.schedule(secretary, hour)
    story.publish(secretary)
    assert story.nobody_reads(address(base, SECOND))
    return hour


def an_editor_writes_an_article(editor: Page, base: str) -> None:
    story.open_section(editor, base, "Inicio", "Noticias")
    story.begin_article(editor, title=TITLE, kind="Formación", day=now().date(), summary=FIRST)
    story.write_paragraph(editor, "Los puntos focales compararon qué mira cada uno primero.")
    story.write_heading(editor, "Qué sigue")
    story.write_quote(editor, "Lo que se nombra a tiempo se puede prevenir.", "Una oficina de derechos humanos")
    story.add_picture(editor, story.a_photograph())
    story.add_document(editor, story.a_document(), "Programa del taller")
    story.add_video(editor, "https://www.youtube.com/watch?v=M7lc1UVf-VE", "Apertura del taller")
    story.choose_theme(editor, "Alerta temprana")
    story.save_draft(editor)


def the_cms_asks_what_the_picture_shows(editor: Page) -> None:
    story.submit_for_review(editor)
    expect(editor.locator(".error-message")).to_contain_text("texto alternativo")
    story.say_what_the_picture_shows(editor, SHOWN)
    story.save_draft(editor)


def only_editors_see_the_draft(editor: Page, base: str) -> str:
    """The address of its picture, as the preview shows it."""
    draft = story.preview(editor, SHOWN)
    expect(draft.get_by_role("heading", level=1)).to_have_text(TITLE)
    picture = base + (draft.get_by_role("img", name=SHOWN).get_attribute("src") or "")
    draft.close()
    assert story.nobody_reads(address(base, TITLE))
    assert story.nobody_reads(picture)
    return picture


def the_editor_submits_and_the_secretariat_approves(editor: Page, secretary: Page, base: str) -> None:
    story.submit_for_review(editor)
    expect(editor).to_have_url(story.LISTED)
    assert story.nobody_reads(address(base, TITLE))
    story.open_review(secretary, base, TITLE)
    expect(secretary.locator("[name=summary]")).to_have_value(FIRST)
    story.approve(secretary)


def everyone_has_it_at_once(base: str, picture: str) -> None:
    assert story.everyone_reads(address(base, TITLE), TITLE)
    assert all(story.everyone_reads(place, TITLE) for place in story.lists_of_news(base))
    assert story.everyone_reads(f"{base}/sitemap.xml", urlsplit(address(base, TITLE)).path)
    assert story.everyone_reads(picture, "WEBP")


def a_reader_meets_no_other_host_until_they_ask_for_the_video(reader: Page, base: str) -> None:
    abroad: list[str] = []
    reader.route(lambda url: not url.startswith(base), lambda route: (abroad.append(route.request.url), route.abort()))
    reader.goto(address(base, TITLE))
    expect(reader.get_by_role("link", name="Programa del taller")).to_be_visible()
    expect(reader.get_by_role("heading", name="Relacionado")).to_be_visible()
    expect(reader.get_by_role("link", name=RELATED)).to_be_visible()
    assert not abroad
    reader.get_by_role("button", name=re.compile("YouTube")).click()
    expect(reader.locator("iframe")).to_have_attribute("src", re.compile(r"^https://www\.youtube-nocookie\.com/embed/"))
    assert [urlsplit(asked).netloc for asked in abroad] == ["www.youtube-nocookie.com"]


def the_editor_translates_side_by_side_and_the_switch_leads_across(
    editor: Page, secretary: Page, reader: Page, base: str
) -> None:
    cell = story.cell_on_the_board(editor, base, TITLE, "en")
    expect(cell.locator(".parity-missing")).to_be_visible()
    cell.get_by_role("button", name="Traducir").click()
    for source, words in ENGLISH.items():
        story.translate_text(editor, source, words)
    secretary.goto(editor.url)
    story.publish_translation(secretary)
    reader.goto(address(base, TITLE))
    reader.locator("nav.langs").get_by_role("link", name="English").click()
    expect(reader).to_have_url(address(base, ENGLISH[TITLE], "en/news"))
    expect(reader.get_by_role("heading", level=1)).to_have_text(ENGLISH[TITLE])
    assert story.everyone_reads(reader.url, "What is named in time can be prevented.")
    reader.locator("nav.langs").get_by_role("link", name="Español").click()
    expect(reader).to_have_url(address(base, TITLE))


def no_machine_draft_is_published_unread(editor: Page, secretary: Page, base: str) -> None:
    cell = story.cell_on_the_board(editor, base, TITLE, "pt")
    if ("es", "pt") not in available_pairs():
        expect(cell).to_contain_text("apertium")
        return
    cell.get_by_role("button", name="Empezar con un borrador automático").click()
    expect(editor.get_by_role("heading", level=1)).to_contain_text("Borradores automáticos")
    story.open_editor_from_drafts(secretary, editor.url)
    story.press_publish_translation(secretary)
    story.is_told(secretary, "borradores automáticos")
    story.read_machine_drafts(editor, title=PORTUGUESE)
    assert story.nobody_reads(address(base, PORTUGUESE, "pt/noticias"))
    story.open_editor_from_drafts(secretary, editor.url)
    story.publish_translation(secretary)
    assert story.everyone_reads(address(base, PORTUGUESE, "pt/noticias"), PORTUGUESE)


def a_correction_is_live_and_the_board_knows_the_english_is_older(editor: Page, secretary: Page, base: str) -> None:
    story.open_article(secretary, base, TITLE)
    secretary.locator("[name=summary]").fill(CORRECTED)
    story.publish(secretary)
    assert story.everyone_reads(address(base, TITLE), CORRECTED)
    expect(story.cell_on_the_board(editor, base, TITLE, "en").locator(".parity-older")).to_be_visible()


def the_history_gives_the_earlier_version_back(secretary: Page, base: str) -> None:
    story.open_article(secretary, base, TITLE)
    story.publish_the_version_before(secretary)
    assert story.everyone_reads(address(base, TITLE), FIRST)
    assert story.nobody_finds(address(base, TITLE), CORRECTED)


def the_other_article_comes_out_by_itself(hour: datetime, base: str) -> None:
    story.wait_until(hour)
    assert story.everyone_reads(address(base, SECOND), SECOND)
    assert all(story.everyone_reads(place, SECOND) for place in story.lists_of_news(base))


def withdrawn_it_is_nowhere(secretary: Page, base: str) -> None:
    story.open_article(secretary, base, SECOND)
    story.unpublish(secretary)
    assert story.nobody_reads(address(base, SECOND))
    assert all(story.nobody_finds(place, SECOND) for place in story.lists_of_news(base))
    assert story.nobody_finds(f"{base}/sitemap.xml", urlsplit(address(base, SECOND)).path)
