"""The parts of which an editor builds a text. Each has its template in `website/blocks/`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from enlace.website.embeds import embed_address

INLINE = ["bold", "italic", "link", "document-link"]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Heading")
        template = "website/blocks/heading.html"


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=[*INLINE, "ol", "ul", "hr"], **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "website/blocks/paragraph.html"


class PictureBlock(blocks.StructBlock):
    """A picture; its alternative text is demanded by ImageBlock unless an editor says that it only decorates."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "website/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    attribution = blocks.CharBlock(label=_("Whose words"), required=False)
    illustrative = blocks.BooleanBlock(
        label=_("Illustrative"), required=False, help_text=_("Written for the demonstration.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "website/blocks/quote.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), required=False, help_text=_("Left empty, the document's own title is shown.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "website/blocks/document.html"


class EmbedBlock(blocks.StructBlock):
    """A video of another site, of which nothing is asked before the reader consents."""

    address = blocks.URLBlock(label=_("Address"), help_text=_("A video on YouTube or Vimeo."))
    title = blocks.CharBlock(label=_("Title"), help_text=_("What the video shows, for those who do not open it."))

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if embed_address(cleaned["address"]) is None:
            sentence = _(
                "Only videos of YouTube and Vimeo can be shown; put any other address into the text as a link."
            )
            raise blocks.StructBlockValidationError(block_errors={"address": ValidationError(sentence)})
        return cleaned

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"embed": embed_address(value["address"])}

    class Meta:
        icon = "media"
        label = _("Video")
        template = "website/blocks/embed.html"


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    picture = PictureBlock()
    quote = QuoteBlock()
    document = DocumentBlock()
    embed = EmbedBlock()


class FactBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What"))
    value = blocks.CharBlock(label=_("Fact"))

    class Meta:
        icon = "list-ul"
        label = _("Fact")


class SourceBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Source"))
    address = blocks.URLBlock(label=_("Address"), required=False)

    class Meta:
        icon = "link"
        label = _("Source")


class MilestoneBlock(blocks.StructBlock):
    """A point of the timeline. `shown` is the date as precise as it is known; `date` only orders the points."""

    date = blocks.DateBlock(label=_("Date"), help_text=_("Orders the timeline; where the day is not known, the first."))
    shown = blocks.CharBlock(
        label=_("Date as shown"), help_text=_("As precise as it is known: 29–30 March 2012; October 2019.")
    )
    title = blocks.CharBlock(label=_("Title"))
    place = blocks.CharBlock(label=_("Place"), required=False)
    text = blocks.TextBlock(label=_("Text"), required=False)
    source = blocks.CharBlock(label=_("Source"), required=False)
    link = blocks.PageChooserBlock(label=_("Page"), required=False)

    class Meta:
        icon = "date"
        label = _("Milestone")
