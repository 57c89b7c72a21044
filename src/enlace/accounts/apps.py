from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "enlace.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from enlace.accounts.sessions import end_sessions_of_inactive
        from enlace.accounts.tries import forget_old_tries
        from enlace.core.registry import register

        register("tick", forget_old_tries)
        register("tick", end_sessions_of_inactive)
