from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GivingConfig(AppConfig):
    name = "enlace.giving"
    label = "giving"
    verbose_name = _("giving")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.giving.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
