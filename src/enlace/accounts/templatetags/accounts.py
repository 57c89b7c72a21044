from datetime import datetime

from django import template
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext

from enlace.accounts.browsers import browser_and_system
from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.registry import Entry

register = template.Library()


@register.simple_tag(takes_context=True)
def account_entries(context: template.Context) -> list[Entry]:
    """What a person may change about their own account."""
    ways = [
        (gettext("E-mail address"), "account_email"),
        (gettext("Password"), "account_change_password"),
        (gettext("Second factor"), "mfa_index"),
        (gettext("Where you are signed in"), "usersessions_list"),
        (gettext("Sign out"), "account_logout"),
    ]
    path = context["request"].path
    return [Entry(label, reverse(name), "page" if path == reverse(name) else "") for label, name in ways]


@register.simple_tag
def browser(user_agent: str) -> str:
    """E.g. “Firefox on Android”."""
    name, system = browser_and_system(user_agent)
    if name and system:
        return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or system or gettext("A browser that does not say its name")


@register.simple_tag
def moment(value: datetime) -> SafeString:
    """A `<time>` with day and hour, in the network's time zone."""
    local = localtime(value)
    words = f"{date_in_words(local.date(), current_language())}, {time_format(local.time(), 'H:i')}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)
