from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MechanismsConfig(AppConfig):
    name = "enlace.mechanisms"
    label = "mechanisms"
    verbose_name = _("mechanisms")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.mechanisms.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
