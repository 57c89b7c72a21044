"""The colours of a network laid over those of the stylesheets."""

from django.http import HttpRequest, HttpResponse

from enlace.website.colours import contrast
from enlace.website.models import NetworkSettings

ACCENT, ACCENT_DARK, ACT_DARK, INK, INK_DARK = "#98224a", "#ef8c9f", "#c24266", "#1d2242", "#f1eadc"
LIGHT_TEXT, DARK_TEXT, SOFT_ON_NIGHT, READABLE = "#ffffff", "#000000", "#b9b5bd", 4.5


def text_on(ground: str) -> str:
    """White or black, whichever is read better on `ground`: one of them always has a contrast above 4.5."""
    return max((LIGHT_TEXT, DARK_TEXT), key=lambda text: contrast(text, ground))


def palette_css(accent: str = "", accent_dark: str = "", ink: str = "") -> str:
    """Tokens for the colours that are given; empty where none is. A dark ink also dyes the night bands."""
    tokens = {}
    if accent or accent_dark:
        light, dark, act = accent or ACCENT, accent_dark or ACCENT_DARK, accent_dark or ACT_DARK
        tokens["grana"] = f"light-dark({light}, {dark})"
        tokens["act"] = tokens["thread"] = f"light-dark({light}, {act})"
        tokens["on-act"] = f"light-dark({text_on(light)}, {text_on(act)})"
    if ink:
        tokens["ink"] = f"light-dark({ink}, {INK_DARK})"
        if contrast(ink, SOFT_ON_NIGHT) >= READABLE:
            tokens["night"] = ink
    rules = "".join(f"--{name}:{value};" for name, value in tokens.items())
    return f"@layer tokens{{:root{{{rules}}}}}\n" if rules else ""


def palette_of(settings: NetworkSettings) -> str:
    return palette_css(settings.accent, settings.accent_dark, settings.ink)


def palette(request: HttpRequest) -> HttpResponse:
    """Pages link it with the colours in the address, so that a browser may keep it."""
    response = HttpResponse(palette_of(NetworkSettings.for_request(request)), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000" if request.GET else "no-cache"
    return response
