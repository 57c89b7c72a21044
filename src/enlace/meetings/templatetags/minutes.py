from django import template

from enlace.meetings.minutes.text_blocks import Block
from enlace.meetings.minutes.text_blocks import text_blocks as blocks_of

register = template.Library()


@register.filter
def text_blocks(text: str) -> list[Block]:
    """Paragraphs and lists of a plain text, for `meetings/minutes_text.html`."""
    return blocks_of(text)
