from django.core.management import call_command

from enlace.core.catalogues import compile_catalogues
from enlace.core.registry import registered


def prepare_database(*, verbosity: int = 0) -> None:
    """Migrate, then make what an empty database needs. May run at every start: it changes nothing twice."""
    compile_catalogues()
    call_command("migrate", verbosity=verbosity, interactive=False)
    for prepare in registered("prepare"):
        prepare()
