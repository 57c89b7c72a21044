from django import template
from wagtail.models import Page

from enlace.website.seo import Head, head_of

register = template.Library()


@register.simple_tag(takes_context=True)
def head(context: template.Context) -> Head:
    """For a page of the CMS all that is known of it; for any other the feeds alone."""
    page = context.get("page")
    if not isinstance(page, Page):
        return Head()
    return head_of(page, context.get("editions") or (), context["request"], context.get("listing"))
