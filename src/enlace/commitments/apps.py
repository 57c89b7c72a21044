from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "enlace.commitments"
    label = "commitments"
    verbose_name = _("commitments")

    def ready(self) -> None:
        from enlace.commitments.offered import OFFERED
        from enlace.core.registry import register

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
