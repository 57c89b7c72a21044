"""The demonstration's letters and circulars, written for it. They are dated from the day on which it is prepared."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from enlace.core.clock import now, today
from enlace.core.dates import date_in_words
from enlace.files.actions import add_file
from enlace.files.storing import atomic_with_files
from enlace.network.circular_actions import write_circular
from enlace.network.demonstration.pdf import one_page
from enlace.network.models import Circular, Mandate, Nomination, State
from enlace.network.nomination_actions import file_nomination, handle_nomination
from enlace.network.people_actions import record_mandate

WORDS = Path(__file__).parent / "correspondence.json"


@atomic_with_files()
def make_demonstration_correspondence() -> None:
    """For a network that has none yet. Nobody is told by mail of what the demonstration says was sent."""
    if Circular.objects.exists() or Nomination.objects.exists():
        return
    words = json.loads(WORDS.read_text("utf-8"))
    for entry in words["letters"]:
        _file_letter(entry, words["letter"])
    for entry in words["circulars"]:
        _write_circular(entry)


def _file_letter(entry: dict[str, Any], words: dict[str, dict[str, str]]) -> None:
    state = State.objects.filter(code=entry["state"]).first()
    if state is None:
        return
    language, dated = entry["language"], today() - timedelta(days=entry["days"])
    with override(language):
        lines = [line % {"state": state.name, "day": date_in_words(dated, language)} for line in words[language]]
    letter = file_nomination(
        state,
        by=None,
        dated=dated,
        reference=entry["reference"],
        file=SimpleUploadedFile(entry["file"], one_page(lines)),
        illustrative=True,
    )
    if entry["handled"]:
        for mandate in Mandate.objects.of_states().on(today()).filter(state=state, role="focal_point"):
            mandate.nomination = letter
            record_mandate(mandate, by=None)
        handle_nomination(letter, by=None)


def _write_circular(entry: dict[str, Any]) -> None:
    circular = write_circular(
        by=None, title=entry["title"], text=entry["text"], audience=entry["audience"], illustrative=True
    )
    if entry["file"]:
        add_file(circular, SimpleUploadedFile(entry["file"]["name"], one_page(entry["file"]["lines"])), by=None)
    if entry["days"] is not None:
        Circular.objects.filter(pk=circular.pk).update(sent_at=now() - timedelta(days=entry["days"]))
