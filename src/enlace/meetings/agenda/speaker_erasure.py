"""What the agenda holds on people beyond ids: how speakers are shown, and names that stand in its texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, override

from enlace.core.erased_words import without
from enlace.core.languages import language_codes
from enlace.core.registry import Held
from enlace.core.texts import Texts
from enlace.meetings.models import Session, SessionVersion, Speaker
from enlace.network.erasure import words_of
from enlace.network.models import Person


def hold_speaking(person: Person) -> Iterator[Held]:
    """In which sessions they have a part, and how they are shown there."""
    for speaker in person.speaking.select_related("session"):
        value = f"{speaker.session.shown_title}; {speaker.shown_name}"
        yield Held(capfirst(speaker.get_part_display()), value, speaker.session.get_absolute_url())


def erase_speaking(person: Person) -> None:
    """They are shown as a participant, in the draft and in everything published; their name goes from its texts."""
    neutral, words = _neutral(), words_of(person)
    speakers = set(Speaker.objects.filter(person=person).values_list("pk", flat=True))
    Speaker.objects.filter(pk__in=speakers).update(shown_as=neutral)
    _erase_from_drafts(words)
    for pk, facts in SessionVersion.objects.values_list("pk", "facts").iterator():
        if (left := _facts_without(facts, speakers, neutral, words)) != facts:
            SessionVersion.objects.filter(pk=pk).update(facts=left)


def _neutral() -> Texts:
    texts = {}
    for code in language_codes():
        with override(code):
            texts[code] = gettext("Participant")
    return Texts(texts)


def _erase_from_drafts(words: Sequence[str]) -> None:
    for model, names in ((Session, ("title", "summary")), (Speaker, ("shown_as",))):
        for pk, *texts in model.objects.values_list("pk", *names).iterator():
            left = {name: _texts_without(one, words) for name, one in zip(names, texts, strict=True)}
            if list(left.values()) != texts:
                model.objects.filter(pk=pk).update(**left)


def _texts_without(texts: Mapping[str, str], words: Sequence[str]) -> Texts:
    return Texts({code: without(text, words) for code, text in texts.items()})


def _facts_without(
    facts: Mapping[str, Any], speakers: set[int], neutral: Texts, words: Sequence[str]
) -> dict[str, Any]:
    left = dict(facts)
    for name in ("title", "summary"):
        if name in left:
            left[name] = dict(_texts_without(left[name], words))
    if "speakers" in left:
        left["speakers"] = [
            one | {"shown_as": dict(neutral if one["id"] in speakers else _texts_without(one["shown_as"], words))}
            for one in left["speakers"]
        ]
    return left
