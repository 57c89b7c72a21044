from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "enlace.reports"
    label = "reports"
    verbose_name = _("reports")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.reports.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
