from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast, Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from enlace.accounts.rules import Anyone
from enlace.website.models.network import NetworkSettings
from enlace.website.queries import visible_pages
from enlace.website.rules import can_edit_site
from enlace.website.uploads import check_document, check_image

TELLTALE = ("exif", "xmp", "comment", "photoshop")


def shown_in_public(model: type[models.Model]) -> models.Q:
    """The records of `model` that a visible page refers to, and the mark of the network.

    An asset has no audience of its own: it is as public as what shows it, and private while only drafts do. The CMS
    keeps its index of references from the rows of pages, which hold what is live; a newer draft lies in a revision.
    A collection that an editor has restricted stays closed even so.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=visible_pages(AnonymousUser()).annotate(key=Cast("pk", models.CharField())).values("key"),
    )
    shown = models.Q(pk__in=references.annotate(key=Cast("to_object_id", models.BigIntegerField())).values("key"))
    if model is SiteImage:
        shown |= models.Q(pk__in=NetworkSettings.objects.exclude(mark=None).values("mark"))
    closed = CollectionViewRestriction.objects.filter(
        collection__path=Substr(models.OuterRef("collection__path"), 1, Length("collection__path"))
    )
    return shown & ~models.Q(models.Exists(closed))


class Bare:
    """A picture of the CMS that lets go of what a camera wrote into it as soon as it stands upright."""

    def __init__(self, picture: Any) -> None:
        self.picture, self.format_name = picture, picture.format_name

    def auto_orient(self) -> Any:
        upright = self.picture.auto_orient()
        for name in TELLTALE:
            getattr(getattr(upright, "image", None), "info", {}).pop(name, None)
        return upright


class BareFilter(Filter):
    """Makes renditions without the place, the owner and the smaller picture that an original may carry."""

    @contextmanager
    def get_willow_image(self, image: AbstractImage, source: Any = None) -> Iterator[Any]:
        with super().get_willow_image(image, source) as picture:
            yield Bare(picture)


class SiteImageQuerySet(ImageQuerySet):
    def visible_to(self, user: Anyone) -> "SiteImageQuerySet":
        return self if can_edit_site(user) else self.filter(shown_in_public(SiteImage))


class SiteImage(AbstractImage):
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took or made it."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    objects: Any = models.Manager.from_queryset(SiteImageQuerySet)()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_siteimage", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            check_image(self.file)

    @property
    def default_alt_text(self) -> str:
        """The name of a file is no description: where there is none, the editor is asked for words."""
        return self.description

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """One at a time: of two processes that make one at once, the CMS's way for many leaves one with a dead file."""
        return {filter: self.create_rendition(filter) for filter in filters}

    def generate_rendition_file(self, filter: Filter, *, source: Any = None) -> Any:
        return super().generate_rendition_file(BareFilter(filter.spec), source=source)


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="website_rendition_once")
        ]


class SiteDocumentQuerySet(DocumentQuerySet):
    def visible_to(self, user: Anyone) -> "SiteDocumentQuerySet":
        return self if can_edit_site(user) else self.filter(shown_in_public(SiteDocument))


class SiteDocument(AbstractDocument):
    """A file that a page offers. What is confidential never comes here: that is what private files are for."""

    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("e.g. es, en, pt"))

    admin_form_fields: Any = (*Document.admin_form_fields, "language")

    objects: Any = models.Manager.from_queryset(SiteDocumentQuerySet)()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_sitedocument", "Can choose document")]

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            check_document(self.file)
