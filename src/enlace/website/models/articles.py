from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from enlace.core.clock import today
from enlace.meetings.models import Meeting
from enlace.themes.forms import ThemesWidget
from enlace.themes.models import Theme
from enlace.website.blocks import BodyBlock, FactBlock, SourceBlock
from enlace.website.models.pages import SitePage
from enlace.website.page_forms import NewsPageForm
from enlace.website.queries import shown
from enlace.website.related import related_pages


class ArticlePage(SitePage):
    """What news and stories have in common."""

    date = models.DateField(_("date shown"), default=today)
    kind = models.CharField(_("kind"), max_length=60, blank=True, help_text=_("e.g. Meeting, Consultation, Training"))
    summary = models.TextField(_("summary"), max_length=400, blank=True)
    cover = models.ForeignKey(
        "website.SiteImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover image"),
    )
    cover_text = models.CharField(
        _("alternative text of the cover"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    facts = StreamField([("fact", FactBlock())], verbose_name=_("facts"), blank=True)
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True)
    chosen_pages = StreamField(
        [
            (
                "page",
                PageChooserBlock(["website.NewsPage", "website.StoryPage", "website.TextPage"], label=_("Page")),
            )
        ],
        verbose_name=_("related"),
        blank=True,
        max_num=6,
        help_text=_("Left empty, related pages are found by shared themes and words."),
    )
    themes = ParentalManyToManyField(Theme, blank=True, related_name="+", verbose_name=_("themes"))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("date"), FieldPanel("kind")], _("Shown above the title")),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_text")], _("Cover")),
        FieldPanel("body"),
        FieldPanel("facts"),
        FieldPanel("sources"),
        FieldPanel("themes", widget=ThemesWidget),
        FieldPanel("chosen_pages"),
    ]
    override_translatable_fields: ClassVar = [SynchronizedField("themes")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.cover_id and not self.cover_text:
            raise ValidationError({"cover_text": _("Say what the cover shows: some readers hear the page.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if self.pk and not getattr(request, "is_preview", False):
            models.prefetch_related_objects([self], "themes")
        context = super().get_context(request, *args, **kwargs)
        related = shown(related_pages(self, request.user), self.locale.language_code, request.user)
        return context | {"related": related, "themes": list(self.themes.all())}


class NewsPage(ArticlePage):
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meeting"),
        help_text=_("The article then stands on the page of this meeting too."),
    )

    content_panels = [*ArticlePage.content_panels, FieldPanel("meeting")]
    override_translatable_fields: ClassVar = [
        *ArticlePage.override_translatable_fields,
        SynchronizedField("meeting", overridable=False),
    ]
    base_form_class = NewsPageForm
    parent_page_types: ClassVar[list[str]] = ["website.NewsIndexPage"]
    template = "website/article_page.html"

    class Meta:
        verbose_name = _("news article")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        seen = Meeting.objects.visible_to(request.user).filter(pk=self.meeting_id) if self.meeting_id else ()
        return super().get_context(request, *args, **kwargs) | {"meeting": next(iter(seen), None)}


class StoryPage(ArticlePage):
    parent_page_types: ClassVar[list[str]] = ["website.StoryIndexPage"]
    template = "website/article_page.html"

    class Meta:
        verbose_name = _("story of impact")
