from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail_localize.fields import SynchronizedField

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.registry import registered
from enlace.giving.entry.queries import way_to_give
from enlace.website.blocks import INLINE, BodyBlock, DocumentBlock, MilestoneBlock, SourceBlock
from enlace.website.page_forms import SitePageForm
from enlace.website.queries import collections, editions, front, listing, visible_pages
from enlace.website.rules import NotYetTranslated, is_ready_to_publish, why_not_published
from enlace.website.timeline import timeline
from enlace.website.untitled import address_from_given_title


class SitePageQuerySet(PageQuerySet):
    def visible_to(self, user: Anyone) -> "SitePageQuerySet":
        return visible_pages(user, self)

    def in_language(self, language: str) -> "SitePageQuerySet":
        return self.filter(locale__language_code=language)


class SitePage(Page):
    """What every page of the public site has. Abstract: the CMS's translations want plain pages beneath."""

    illustrative = models.BooleanField(
        _("illustrative"),
        default=False,
        help_text=_("Written for the demonstration; the page and its exports say so."),
    )

    illustrative_note = models.CharField(
        _("words of the mark"),
        max_length=80,
        blank=True,
        help_text=_("Where only a part is: “Illustrative text, public facts”."),
    )

    promote_panels = [*Page.promote_panels, FieldPanel("illustrative"), FieldPanel("illustrative_note")]
    show_in_menus_default = False
    base_form_class = SitePageForm

    objects = PageManager.from_queryset(SitePageQuerySet)()

    class Meta:
        abstract = True

    def clean(self) -> None:
        address_from_given_title(self)
        super().clean()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "editions": editions(self, request.user),
            "ancestors": self.ancestors_for(request),
        }

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        self.led_here(request)
        return super().route(request, path_components)

    def led_here(self, request: HttpRequest) -> None:
        """Remembers the pages by which the address led here: they are the crumbs, without a query."""
        way = getattr(request, "way", [])
        if self not in way:
            request.way = [*(way if way and self.is_child_of(way[-1]) else []), self]  # type: ignore[attr-defined]

    def ancestors_for(self, request: HttpRequest) -> list[Page]:
        way = getattr(request, "way", [])
        return way[:-1] if way and way[-1].pk == self.pk else list(self.get_ancestors().filter(depth__gt=1))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """In the language of the page, also while it has no address that would tell."""
        with override(self.locale.language_code):
            return super().serve_preview(request, mode_name).render()

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """As the CMS's own, but never with a machine draft in it. Raises NotYetTranslated."""
        if not is_ready_to_publish(self, revision):
            raise NotYetTranslated(self, why_not_published(self, revision))
        return super().publish(revision, user=user, **kwargs)


class HomePage(SitePage):
    headline = models.CharField(_("headline"), max_length=160)
    lead = models.TextField(_("lead"), blank=True)
    cloth_caption = models.CharField(_("caption of the cloth"), max_length=300, blank=True)
    appeal_title = models.CharField(_("title of the appeal"), max_length=120, blank=True)
    appeal_text = models.TextField(_("text of the appeal"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("cloth_caption"),
        FieldPanel("appeal_title"),
        FieldPanel("appeal_text"),
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "website.NewsIndexPage",
        "website.StoryIndexPage",
        "website.TextPage",
        "website.HistoryPage",
        "website.LibraryPage",
        "website.DonatePage",
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        panels = [panel for offer in registered("home_panel") if (panel := offer(request)) is not None]
        return super().get_context(request, *args, **kwargs) | {
            "front": front(self, request.user),
            "panels": panels,
            "year": today().year,
            "way": way_to_give({}) if self.appeal_title else None,
        }


class TextPage(SitePage):
    """A page of plain text: about the network, privacy, accessibility, contact, sources."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body"), FieldPanel("sources")]
    subpage_types: ClassVar[list[str]] = ["website.TextPage"]

    class Meta:
        verbose_name = _("text page")


class HistoryPage(SitePage):
    lead = models.TextField(_("lead"), blank=True)
    milestones = StreamField([("milestone", MilestoneBlock())], verbose_name=_("timeline"), blank=True)
    today = models.TextField(_("today"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("milestones"), FieldPanel("today")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("history")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"points": timeline(self.milestones)}


class ListingPage(SitePage):
    """A page that lists: by year and theme where `kind` names a listed type."""

    kind: ClassVar[str]
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """One query finds an article with its cover, where the CMS takes one for the page and one for what it is."""
        if len(path_components) == 1:
            articles: Any = apps.get_model("website", self.kind)
            article = articles.objects.child_of(self).filter(slug=path_components[0]).select_related("cover").first()
            if article:
                self.led_here(request)
                article._cached_parent_obj = self
                return article.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        asked = listing(self.kind, self.locale.language_code, request.user, request.GET.dict())
        return super().get_context(request, *args, **kwargs) | {"listing": asked}


class NewsIndexPage(ListingPage):
    kind = "NewsPage"
    template = "website/listing_page.html"
    subpage_types: ClassVar[list[str]] = ["website.NewsPage"]

    class Meta:
        verbose_name = _("news")


class StoryIndexPage(ListingPage):
    kind = "StoryPage"
    template = "website/listing_page.html"
    subpage_types: ClassVar[list[str]] = ["website.StoryPage"]

    class Meta:
        verbose_name = _("stories of impact")


class LibraryPage(SitePage):
    """Of sites older than the app `library`, which has taken its place: those that are there stay, none is added."""

    is_creatable = False
    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    subpage_types: ClassVar[list[str]] = ["website.CollectionPage"]

    class Meta:
        verbose_name = _("library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"collections": collections(self, request.user)}


class CollectionPage(SitePage):
    """Beneath a LibraryPage of an older site."""

    is_creatable = False
    description = RichTextField(_("description"), blank=True, features=INLINE)
    title_language = models.CharField(
        _("language of the title"),
        max_length=12,
        blank=True,
        help_text=_("Where a proper title is in another one, e.g. en."),
    )

    documents = StreamField([("document", DocumentBlock())], verbose_name=_("documents"), blank=True)

    override_translatable_fields: ClassVar = [SynchronizedField("title_language")]
    content_panels = [
        *Page.content_panels,
        FieldPanel("title_language"),
        FieldPanel("description"),
        FieldPanel("documents"),
    ]
    parent_page_types: ClassVar[list[str]] = ["website.LibraryPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("collection")


class DonatePage(SitePage):
    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("donate")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"way": way_to_give(request.GET.dict())}
