import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from enlace.themes.exchange.export import written_vocabulary


class Command(BaseCommand):
    help = "write the vocabulary of themes as SKOS in Turtle"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="left out: to the terminal")

    def handle(self, *args: Any, file: Path | None, **options: Any) -> None:
        text = written_vocabulary()
        if file is None:
            sys.stdout.write(text)
            return
        try:
            file.write_text(text, "utf-8")
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.", returncode=2) from None
        self.stderr.write(f"The themes are in {file}.")
