from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "enlace.network"
    label = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.network.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
