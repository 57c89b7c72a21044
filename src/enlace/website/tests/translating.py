"""A page with every kind of text, and what a translator does with it."""

from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation

from enlace.website.models import NewsPage
from enlace.website.tests.articles import make_news_page, make_site_document, make_site_image
from enlace.website.translation_actions import translate_page

MACHINE, MANUAL = StringTranslation.TRANSLATION_TYPE_MACHINE, StringTranslation.TRANSLATION_TYPE_MANUAL
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def make_full_article(**fields) -> NewsPage:
    """Spanish, live, with every block and field that a reader can see."""
    image = make_site_image()
    picture = {"image": {"image": image, "alt_text": "Una mesa redonda", "decorative": False}, "caption": "La mesa"}
    body = [
        ("heading", "La apertura"),
        (
            "paragraph",
            '<p>La Red se <b>reunió</b> en <a href="https://example.org/mx">México</a>.</p><p>Otra línea.</p>',
        ),
        ("picture", picture),
        ("quote", {"text": "Prevenir es posible.", "attribution": "La Secretaría", "illustrative": True}),
        ("document", {"document": make_site_document(), "title": "El informe"}),
        ("embed", {"address": VIDEO, "title": "La ceremonia"}),
    ]
    defaults = {
        "title": "Diez años de la Red",
        "slug": "diez-anos",
        "kind": "Reunión",
        "summary": "La Red cumple diez años.",
        "cover": image,
        "cover_text": "Un tejido",
        "body": body,
        "facts": [("fact", {"label": "Sede", "value": "Ciudad de México"})],
        "sources": [("source", {"text": "Comunicado", "address": "https://example.org/c"})],
        "illustrative": True,
    }
    return make_news_page(**(defaults | fields))


def begin(page, language="pt", *, by=None):
    return translate_page(page, locale(language), by=by)[-1]


def target_of(translation):
    return translation.get_target_instance()


def write(translation, texts=None, *, kind=MANUAL, suffix=" (pt)"):
    """Translate every text that `texts` does not name by its path with itself and `suffix`, as a person would."""
    for one in StringSegment.objects.filter(source=translation.source).select_related("string", "context"):
        if one.context.path != "slug":
            StringTranslation.objects.update_or_create(
                translation_of=one.string,
                context=one.context,
                locale=translation.target_locale,
                defaults={
                    "data": (texts or {}).get(one.context.path, one.string.data + suffix),
                    "translation_type": kind,
                },
            )


def publish_in_editor(client, page):
    """The button of the side-by-side editor, which publishes when the request's transaction ends."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(f"/cms/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)


def said(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])
