from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "enlace.search"
    label = "search"
    verbose_name = _("search")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.search.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
