from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Image, ImageQuerySet
from wagtail.models import Page, ReferenceIndex

from enlace.accounts.rules import Anyone


def shown_in_public(model: type[models.Model]) -> models.Q:
    """The records of `model` that a live, unrestricted page or a setting of the site refers to.

    An asset has no audience of its own: it is as public as what shows it, and private while only drafts do.
    """
    references = ReferenceIndex.objects.filter(to_content_type=ContentType.objects.get_for_model(model))
    page_type = ContentType.objects.get_for_model(Page)
    live = Page.objects.live().public().annotate(key=Cast("pk", models.CharField())).values("key")
    shown = references.filter(
        models.Q(base_content_type=page_type, object_id__in=live)
        | models.Q(base_content_type__app_label="website", base_content_type__model="networksettings")
    )
    return models.Q(pk__in=shown.annotate(key=Cast("to_object_id", models.BigIntegerField())).values("key"))


class SiteImageQuerySet(ImageQuerySet):
    def visible_to(self, user: Anyone) -> "SiteImageQuerySet":
        return self if user.is_active and getattr(user, "is_staff", False) else self.filter(shown_in_public(SiteImage))


class SiteImage(AbstractImage):
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took or made it."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    objects = models.Manager.from_queryset(SiteImageQuerySet)()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_siteimage", "Can choose image")]


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="website_rendition_once")
        ]


class SiteDocumentQuerySet(DocumentQuerySet):
    def visible_to(self, user: Anyone) -> "SiteDocumentQuerySet":
        return (
            self if user.is_active and getattr(user, "is_staff", False) else self.filter(shown_in_public(SiteDocument))
        )


class SiteDocument(AbstractDocument):
    """A file that a page offers. What is confidential never comes here: that is what private files are for."""

    language = models.CharField(_("language"), max_length=12, blank=True, help_text=_("e.g. es, en, pt"))

    admin_form_fields: Any = (*Document.admin_form_fields, "language")

    objects = models.Manager.from_queryset(SiteDocumentQuerySet)()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_sitedocument", "Can choose document")]
