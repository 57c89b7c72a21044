from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, Texts, TextsField
from enlace.themes.terms import by_language, corresponding


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, user: Anyone) -> "ThemeQuerySet":
        """The vocabulary is public."""
        return self.all()

    def top(self) -> "ThemeQuerySet":
        return self.filter(broader=None)


class Theme(models.Model):
    """A concept of prevention, as in SKOS: preferred and alternative labels per language, broader, related.

    `terms` are the alternative labels: a list of texts in many languages, so that it is told which one translates
    which. `uri` names the concept elsewhere, where it was taken from another vocabulary. The slug never changes;
    `former_slugs` are those of themes that were merged into this one, whose addresses lead here.
    """

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    label = TextsField(_("label"), max_length=120)
    terms: Any = models.JSONField(_("alternative labels"), default=list, blank=True)
    definition = TextsField(_("definition"), blank=True, long=True)
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower", verbose_name=_("broader")
    )
    related = models.ManyToManyField("self", blank=True, verbose_name=_("related"))
    uri = models.CharField(_("name in another vocabulary"), max_length=400, blank=True)
    former_slugs: Any = models.JSONField(_("former slugs"), default=list, blank=True, editable=False)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [models.UniqueConstraint(fields=["uri"], condition=~Q(uri=""), name="themes_theme_uri_once")]

    def __str__(self) -> str:
        return str(self.label)

    def get_absolute_url(self) -> str:
        return reverse("themes:theme", args=[self.slug])

    @property
    def shown_label(self) -> Text:
        return self.label.in_language()

    @property
    def shown_definition(self) -> Text:
        return self.definition.in_language()

    def ids_above(self) -> set[int]:
        """Of the themes that it stands beneath. A query a level; a circle is not followed for ever."""
        above: set[int] = set()
        one = self.broader
        while one is not None and one.pk not in above:
            above.add(one.pk)
            one = one.broader
        return above

    def ids_within(self) -> set[int]:
        """Of itself and all that stand beneath it. One query."""
        beneath: dict[int | None, list[int]] = defaultdict(list)
        for pk, broader in Theme.objects.values_list("pk", "broader"):
            beneath[broader].append(pk)
        within, left = set[int](), [self.pk]
        while left:
            within.add(left[-1])
            left.extend(pk for pk in beneath[left.pop()] if pk not in within)
        return within

    @property
    def alternatives(self) -> dict[str, list[str]]:
        """Language code → the alternative labels in it. Which one translates which is told by `terms` alone."""
        return by_language(self.terms)

    @alternatives.setter
    def alternatives(self, lists: Mapping[str, Sequence[str]]) -> None:
        """Lists of the same length translate one another place by place."""
        self.terms = [dict(Texts(term)) for term in corresponding(lists)]
