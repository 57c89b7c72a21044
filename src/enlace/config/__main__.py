"""`./enlace COMMAND`: a command of ours is written with hyphens; Django's own are there for developers."""

import os
import sys

import django
from django.core.management import BaseCommand, execute_from_command_line, get_commands, load_command_class

from enlace.config.template_database import is_prepared, prepare_data

WITHOUT_DATABASE = {"restore", "common-ground", "payment-sandbox"}


def our_commands() -> dict[str, BaseCommand]:
    names = sorted(name for name, app in get_commands().items() if str(app).startswith("enlace."))
    return {name.replace("_", "-"): load_command_class(get_commands()[name], name) for name in names}


def overview() -> str:
    commands = our_commands()
    width = max(map(len, commands))
    lines = [f"  {name:<{width}}  {command.help}" for name, command in commands.items()]
    return "\n".join(
        ["Enlace, the digital home of a prevention network.", "", "usage: ./enlace COMMAND [--help]", "", *lines]
    )


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enlace.config.settings")
    django.setup()
    if not arguments or arguments[0] in {"--help", "-h", "help"}:
        print(overview())  # noqa: T201
        return 0
    name, *rest = arguments
    if name.replace("-", "_") not in get_commands():
        print(f"There is no command “{name}”. ./enlace --help lists them all.", file=sys.stderr)  # noqa: T201
        return 2
    if name in our_commands() and name not in WITHOUT_DATABASE and "--help" not in rest and not is_prepared():
        print("Enlace: preparing the data folder (once).", file=sys.stderr)  # noqa: T201
        prepare_data()
    execute_from_command_line(["./enlace", name.replace("-", "_"), *rest])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
