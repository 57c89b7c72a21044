from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html


def offer_way_back(request: HttpRequest, done: str, verb: str, address: str) -> None:
    """Say what was done, with a link to a form that is filled to undo it."""
    messages.success(request, format_html('{} <a href="{}">{}</a>', done, address, verb))
