import sys
from typing import Any

from django.core.management import BaseCommand

from enlace.core.registry import registered

MARKS = {"ok": "ok  ", "warn": "look", "bad": "BAD "}


class Command(BaseCommand):
    help = "look at the installation and say what is wrong and what to do"

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [finding for check in registered("check") for finding in check()]
        for finding in findings:
            self.stdout.write(f"{MARKS[finding.level]}  {finding.sentence}")
        if any(finding.level == "bad" for finding in findings):
            sys.exit(1)
