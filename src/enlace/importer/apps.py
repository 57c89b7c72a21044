from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImporterConfig(AppConfig):
    name = "enlace.importer"
    label = "importer"
    verbose_name = _("importer")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.importer.pending_actions import forget_pending_imports
        from enlace.importer.wagtail_hooks import import_task

        register("cms_task", import_task, order=20)
        register("tick", forget_pending_imports)
