from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField


class CollectionQuerySet(models.QuerySet["Collection"]):
    def visible_to(self, user: Anyone) -> "CollectionQuerySet":
        """The shelves are public, also the empty ones; what stands in them has its own audience."""
        return self.all()


class Collection(models.Model):
    """A shelf of the library, in the order in which the library shows them."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = TextsField(_("name"), max_length=200)
    description = TextsField(_("description"), blank=True, long=True)
    order = models.PositiveSmallIntegerField(_("place"), default=0)

    objects = CollectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("library:collection", args=[self.slug])

    @property
    def shown_name(self) -> Text:
        return self.name.in_language()
