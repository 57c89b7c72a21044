from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "enlace.meetings"
    label = "meetings"
    verbose_name = _("meetings")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.meetings.offered import OFFERED

        for kind, item, order in OFFERED:
            register(kind, item, order=order)
