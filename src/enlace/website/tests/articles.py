"""Articles, images and documents for the tests of what goes out."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from enlace.themes.models import Theme
from enlace.website import testing
from enlace.website.models import SiteDocument, SiteImage

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_news_page(language="es", *, themes=(), **fields):
    """`themes` are slugs."""
    return testing.make_news_page(language, themes=Theme.objects.filter(slug__in=themes), **fields)


def make_story_page(language="es", *, themes=(), **fields):
    return testing.make_story_page(language, themes=Theme.objects.filter(slug__in=themes), **fields)


def picture(width=40, height=30, kind="PNG", **options):
    content = BytesIO()
    Image.new("RGB", (width, height), "#98224a").save(content, kind, **options)
    return content.getvalue()


def make_site_image(name="foto.png", content=None, **fields):
    return SiteImage.objects.create(title=name, file=ContentFile(content or picture(), name=name), **fields)


def make_site_document(name="informe.pdf", content=PDF, **fields):
    return SiteDocument.objects.create(title=name, file=ContentFile(content, name=name), **fields)


def picture_block(image):
    return ("picture", {"image": {"image": image, "alt_text": "Una mesa", "decorative": False}, "caption": ""})


def elsewhere(language, key):
    with override(language):
        return reverse("page_elsewhere", args=[key])
