from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "enlace.themes"
    label = "themes"
    verbose_name = _("themes")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.themes.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
