from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    name = "enlace.library"
    label = "library"
    verbose_name = _("library")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.library.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
