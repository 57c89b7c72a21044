from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "enlace.website"
    label = "website"
    verbose_name = _("public site")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.website.actions import align_all_cms_groups, prepare_site
        from enlace.website.cms_home import see_languages, visit_site, write_news
        from enlace.website.demonstration.loading import make_demonstration_site
        from enlace.website.meeting_news import news_of_meeting
        from enlace.website.note_erasure import erase_from_notes
        from enlace.website.scheduling import check_scheduled_pages, publish_due_pages
        from enlace.website.searching import searchable_news, searchable_pages, searchable_stories
        from enlace.website.themed import news_panel, stories_panel

        register("check", check_scheduled_pages)
        register("cms_task", write_news, order=10)
        register("cms_task", see_languages, order=30)
        register("cms_task", visit_site, order=40)
        register("erase", erase_from_notes)
        register("meeting_panel", news_of_meeting, order=80)
        register("prepare", prepare_site, order=20)
        register("demo", make_demonstration_site, order=20)
        register("searchable", searchable_news, order=20)
        register("searchable", searchable_stories, order=21)
        register("searchable", searchable_pages, order=22)
        register("theme_panel", news_panel, order=50)
        register("theme_panel", stories_panel, order=51)
        register("tick", align_all_cms_groups)
        register("tick", publish_due_pages)
