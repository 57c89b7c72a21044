from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "enlace.core"
    label = "core"

    def ready(self) -> None:
        from enlace.core import checks
        from enlace.core.background import check_background_work, forget_finished_tasks
        from enlace.core.mail import deliver_mail
        from enlace.core.registry import register

        for check in (
            checks.check_folder,
            checks.check_database,
            checks.check_public_address,
            checks.check_mail,
            checks.check_draft_translation,
            check_background_work,
        ):
            register("check", check)
        register("tick", forget_finished_tasks, order=50)
        register("tick", deliver_mail, order=100)
