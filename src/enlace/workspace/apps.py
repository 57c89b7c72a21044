from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkspaceConfig(AppConfig):
    name = "enlace.workspace"
    label = "workspace"
    verbose_name = _("workspace")

    def ready(self) -> None:
        from enlace.core.registry import register
        from enlace.workspace.entries import home_entry, workspace_entry

        register("account_entry", workspace_entry)
        register("workspace_entry", home_entry)
