from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemesConfig(AppConfig):
    name = "enlace.themes"
    label = "themes"
    verbose_name = _("themes")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.themes.actions import load_first_vocabulary
        from enlace.themes.queries import glossary

        register("prepare", load_first_vocabulary, order=10)
        register("glossary", glossary)
