"""The demonstration network's site: the texts of this folder become pages, once."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from enlace.core.clock import today
from enlace.core.dates import date_in_words
from enlace.core.languages import language_codes
from enlace.core.texts import Texts
from enlace.meetings.models import Meeting
from enlace.themes.models import Theme
from enlace.website.models import (
    DonatePage,
    HistoryPage,
    HomePage,
    NetworkSettings,
    NewsIndexPage,
    NewsPage,
    StoryIndexPage,
    StoryPage,
    TextPage,
)
from enlace.website.site_tree import ensure_page, page_key

FOLDER = Path(__file__).parent
LISTINGS: Mapping[str, type[Page]] = {"news": NewsIndexPage, "stories": StoryIndexPage}


def make_demonstration_site() -> None:
    """Write the demonstration into a site that has none yet; one loaded before is left as its editors have it."""
    settings = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.illustrative:
        return
    with transaction.atomic():
        for field, texts in read("site").items():
            if hasattr(settings, field):
                setattr(settings, field, Texts(texts))
        settings.illustrative = True
        settings.save()
        for code in language_codes():
            write_pages(Locale.objects.get(language_code=code))
        for name in ("news", "stories"):
            link_related(read(name))


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def write_pages(locale: Locale) -> None:
    code = locale.language_code
    write_home(locale)
    for entry in read("texts"):
        write_text(first_page(HomePage, locale), entry, code)
    write_history(locale)
    for name, index, model in (("news", NewsIndexPage, NewsPage), ("stories", StoryIndexPage, StoryPage)):
        for entry in read(name):
            if code in entry["languages"]:
                write_article(first_page(index, locale), model, entry, locale)


def write_home(locale: Locale) -> None:
    """The home page, the appeal, and the words above the lists."""
    code = locale.language_code
    texts = read("home")[code]
    rewrite(
        first_page(HomePage, locale),
        headline=texts["headline"],
        lead=texts["lead"],
        cloth_caption=texts["cloth_caption"],
        search_description=texts["seo_description"],
        appeal_title=texts["appeal"]["title"],
        appeal_text=texts["appeal"]["text"],
    )
    donate = read("donate")[code]
    rewrite(
        first_page(DonatePage, locale),
        title=donate["title"],
        lead=donate["lead"],
        body=blocks(donate["body"]),
        illustrative=True,
    )
    listings = read("listings")
    for name, model in LISTINGS.items():
        texts = listings[name]
        rewrite(first_page(model, locale), title=texts["title"][code], introduction=texts["introduction"][code])


def first_page[P: Page](model: type[P], locale: Locale) -> P:
    found: P = model.objects.get(locale=locale)
    return found


def rewrite(page: Page, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def write_text(home: HomePage, entry: Mapping[str, Any], code: str) -> None:
    fields = {
        "lead": entry["lead"][code],
        "body": blocks(entry["body"][code]),
        "sources": sources(entry["sources"], code),
    }
    if entry["key"] == "about":
        about = TextPage.objects.get(translation_key=page_key("network"), locale=home.locale)
        rewrite(about, title=entry["title"][code].partition(":")[0], slug=entry["slug"][code], **fields)
    else:
        name = f"text:{entry['key']}"
        ensure_page(home, TextPage, home.locale, name, entry["title"][code], slug=entry["slug"][code], **fields)


def write_history(locale: Locale) -> None:
    code, history = locale.language_code, read("history")
    milestones = [
        {
            "type": "milestone",
            "value": {
                "date": one["date"],
                "shown": milestone_date(one, code),
                **{name: one.get(name, {}).get(code, "") for name in ("title", "place", "text", "source")},
            },
        }
        for one in history["milestones"]
    ]
    rewrite(
        first_page(HistoryPage, locale),
        lead=history["lead"][code],
        milestones=json.dumps(milestones),
        today=history["today"]["text"][code],
    )


def milestone_date(one: Mapping[str, str], code: str) -> str:
    start, end = date.fromisoformat(one["date"]), one.get("end")
    precision: Any = one["precision"]
    return date_in_words(start, code, end=date.fromisoformat(end) if end else None, precision=precision)


def write_article(index: Page, model: type[Page], entry: Mapping[str, Any], locale: Locale) -> None:
    code = locale.language_code
    page = ensure_page(
        index,
        model,
        locale,
        f"article:{entry['key']}",
        entry["title"][code],
        date=day(entry["date"]),
        kind=entry["kind"][code],
        summary=entry["summary"][code],
        illustrative=entry["illustrative"] or "mark" in entry,
        illustrative_note=entry.get("mark", {}).get(code, ""),
        body=blocks(entry["body"][code]),
        facts=json.dumps(
            [{"type": "fact", "value": {"label": f["label"][code], "value": f["value"][code]}} for f in entry["facts"]]
        ),
        sources=sources(entry["sources"], code),
    )
    if "meeting" in entry:
        page.meeting = meeting_on(entry["meeting"])
    page.themes.set(Theme.objects.filter(slug__in=entry["themes"]))
    rewrite(page)


def meeting_on(first: str | int) -> Meeting | None:
    """By its first day, or how many days from today that is."""
    begins = date.fromisoformat(first) if isinstance(first, str) else today() + timedelta(days=first)
    return Meeting.objects.filter(begins_on=begins).first()


def link_related(entries: Sequence[Mapping[str, Any]]) -> None:
    """The related pages that a writer chose, once all of them exist."""
    for entry in entries:
        keys = [page_key(f"article:{key}") for key in entry.get("related", [])]
        for page in Page.objects.filter(translation_key=page_key(f"article:{entry['key']}")).specific():
            there = dict(
                Page.objects.filter(translation_key__in=keys, locale=page.locale).values_list("translation_key", "pk")
            )
            chosen = [{"type": "page", "value": there[key]} for key in keys if key in there]
            if chosen:
                rewrite(page, chosen_pages=json.dumps(chosen))


def day(value: str | Mapping[str, int]) -> date:
    """History keeps its dates; what is under way is dated from the day on which the demonstration is made."""
    return date.fromisoformat(value) if isinstance(value, str) else today() - timedelta(days=value["days_ago"])


def sources(entries: Sequence[Mapping[str, Any]], code: str) -> str:
    """The raw form of the sources, each with its year where the text does not tell it."""
    texts = [one["text"][code] for one in entries]
    years = [str(one.get("year") or "") for one in entries]
    named = [text if year in text else f"{text} ({year})" for text, year in zip(texts, years, strict=True)]
    return json.dumps([{"type": "source", "value": {"text": text, "address": ""}} for text in named])


def blocks(entries: Sequence[Mapping[str, Any]]) -> str:
    """The raw form of a body: the writer's short blocks as those of the CMS."""
    return json.dumps([{"type": BLOCK[entry["type"]], "value": value_of(entry)} for entry in entries])


BLOCK = {"paragraph": "paragraph", "list": "paragraph", "heading": "heading", "quote": "quote"}


def value_of(entry: Mapping[str, Any]) -> Any:
    match entry["type"]:
        case "paragraph":
            return f"<p>{entry['text']}</p>"
        case "list":
            return f"<ul>{''.join(f'<li>{item}</li>' for item in entry['items'])}</ul>"
        case "quote":
            return {name: entry.get(name, "") for name in ("text", "attribution", "illustrative")}
        case _:
            return entry["text"]
