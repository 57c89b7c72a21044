"""The targets of the Sustainable Development Goals that prevention serves, in a few words of our own."""

import json
from pathlib import Path

from enlace.commitments.models import Framework, Target
from enlace.core.texts import Texts

FILE = Path(__file__).parent / "sdg_targets.json"
GOAL = "https://sdgs.un.org/goals/goal{number}"


def add_sdg_targets() -> None:
    """Those that are missing; what somebody changed stays."""
    known = set(Target.objects.filter(framework=Framework.SDG).values_list("code", flat=True))
    Target.objects.bulk_create(
        Target(
            framework=Framework.SDG,
            code=code,
            label=Texts(words),
            link=GOAL.format(number=code.partition(".")[0]),
        )
        for code, words in json.loads(FILE.read_text("utf-8")).items()
        if code not in known
    )
