from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "enlace.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from enlace.accounts.demonstration import make_demonstration_accounts
        from enlace.core.registry import register

        register("demo", make_demonstration_accounts, order=10)
