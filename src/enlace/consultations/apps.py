from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "enlace.consultations"
    label = "consultations"
    verbose_name = _("consultations")

    def ready(self) -> None:
        from enlace.consultations.offered import OFFERED
        from enlace.core.registry import register

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
