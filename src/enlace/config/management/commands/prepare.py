from typing import Any

from django.core.management import BaseCommand

from enlace.config.static_files import collect_static
from enlace.config.template_database import prepare_data


class Command(BaseCommand):
    help = "prepare the data folder: database, first pages, static files; serve does it by itself"

    def handle(self, *args: Any, **options: Any) -> None:
        prepare_data()
        collect_static()
