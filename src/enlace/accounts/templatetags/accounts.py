from django import template
from django.urls import reverse
from django.utils.translation import gettext

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
