"""Which commitments are asked for: the filters in the address become a queryset, and words that say the same."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.accounts.rules import Anyone
from enlace.commitments.dashboard.choices import Choices
from enlace.commitments.dashboard.quarters import in_words, last_day_of, reported_within_a_year, stood_on
from enlace.commitments.dashboard.standings import Shown, condition, with_facts
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty
from enlace.commitments.models.commitments import CommitmentQuerySet
from enlace.consultations.models import Approach
from enlace.core.languages import language_codes
from enlace.core.texts import Text

RECORDS = ("state", "observer", "theme", "meeting")
FACETS = ("state", "observer", "theme", "level", "meeting")
"""Each is one way to divide the commitments; so is `standing`, which has its own columns everywhere."""
FILTERS: dict[str, Promise] = {
    "state": gettext_lazy("State"),
    "observer": gettext_lazy("Observer"),
    "theme": gettext_lazy("Theme"),
    "level": gettext_lazy("Level"),
    "meeting": gettext_lazy("Meeting"),
    "standing": gettext_lazy("Standing"),
    "stood": gettext_lazy("Stood at the end of the quarter"),
    "reported": gettext_lazy("Reported within twelve months, at the end of the quarter"),
    "q": gettext_lazy("Words"),
}
QUARTERS = ("stood", "reported")
"""Led to from what is told over time."""
MOST_LETTERS, MOST_WORDS = 100, 6
ALIKE = ("aáàâãäå", "eéèêë", "iíìîï", "oóòôõö", "uúùûü", "cç", "nñ")


@dataclass(frozen=True)
class Chosen:
    """One filter in words; `without` is the address of the same page without it."""

    name: str
    value: Text
    without: str


@dataclass(frozen=True)
class Selection:
    """`asked` holds what was understood, by filter; `notes` say what was not."""

    reader: Anyone
    choices: Choices
    asked: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The filters as they stand in an address, always in the same order."""
        return urlencode({name: self.asked[name] for name in FILTERS if name in self.asked})

    def changed(self, **filters: str) -> "Selection":
        """With other values; an empty one takes the filter away."""
        asked = {name: value for name, value in {**self.asked, **filters}.items() if value}
        return replace(self, asked=asked, notes=())

    @property
    def address(self) -> str:
        """Of the list of its commitments."""
        return f"{reverse('commitments:commitments')}{'?' if self.query else ''}{self.query}#list"

    def chosen(self) -> list[Chosen]:
        return [
            Chosen(str(name), self.value_in_words(key), self.changed(**{key: ""}).address)
            for key, name in FILTERS.items()
            if key in self.asked
        ]

    def value_in_words(self, key: str) -> Text:
        value = self.asked[key]
        if key in RECORDS:
            return label_of(self.choices.of(key)[value])
        if key in QUARTERS and (day := last_day_of(value)):
            value = in_words(day)
        if key in ("level", "standing"):
            value = str(capfirst(str((Approach if key == "level" else Shown)(value).label)))
        return Text(value, "", False)

    def commitments(self) -> CommitmentQuerySet:
        """Drafts and what waits for a word are never among them."""
        found = self.stood()
        for facet in FACETS:
            if facet in self.asked:
                found = found.filter(self.matches(facet))
        return self.that_are(found, self.asked.get("standing", ""))

    def that_are(self, found: CommitmentQuerySet, standing: str) -> CommitmentQuerySet:
        return with_facts(found, self.reader).filter(condition(standing)) if standing else found

    def stood(self) -> CommitmentQuerySet:
        """All that the reader sees and that stand, or stood once; with the words and quarters asked for."""
        found = Commitment.objects.visible_to(self.reader).that_stood()
        for word in self.asked.get("q", "").split():
            found = found.filter(_holds(word))
        for name in QUARTERS:
            if day := last_day_of(self.asked.get(name, "")):
                found = found.filter(stood_on(day))
        if day := last_day_of(self.asked.get("reported", "")):
            found = found.filter(reported_within_a_year(day, self.reader))
        return found

    def matches(self, facet: str) -> Q:
        """The condition of one filter that is set."""
        value = self.asked[facet]
        if facet == "level":
            return Q(approach=value)
        pk = self.choices.of(facet)[value].pk
        of_it = {"commitment": OuterRef("pk")}
        match facet:
            case "state":
                return Q(Exists(CommitmentParty.objects.filter(state=pk, **of_it)))
            case "observer":
                return Q(Exists(CommitmentParty.objects.filter(organisation=pk, **of_it)))
            case "meeting":
                return Q(Exists(CommitmentEvent.objects.in_force().filter(meeting=pk, **of_it)))
        return Q(Exists(Commitment.themes.through.objects.filter(theme__in=self.choices.within[pk], **of_it)))


def selection_from(asked: Mapping[str, str], reader: Anyone) -> Selection:
    """Of the parameters of an address. What is unknown, or not for the reader, is left out with a note."""
    choices, known, notes = Choices(reader), {}, []
    for name, label in FILTERS.items():
        value = " ".join(asked.get(name, "")[:MOST_LETTERS].replace("\0", " ").split())
        if name == "state":
            value = value.lower()
        if name == "q":
            value = " ".join(value.split()[:MOST_WORDS])
        if value and _is_known(choices, name, value):
            known[name] = value
        elif value:
            words = _("“%(value)s” is not known under “%(name)s”, and was left out.")
            notes.append(words % {"value": value, "name": label})
    return Selection(reader, choices, known, tuple(notes))


def _is_known(choices: Choices, name: str, value: str) -> bool:
    if name == "q":
        return True
    if name in RECORDS:
        return value in choices.of(name)
    if name in QUARTERS:
        return last_day_of(value) is not None
    return value in (Approach if name == "level" else Shown).values


def label_of(record: object) -> Text:
    """The name of a state, an observer, a theme or a meeting in the reader's language."""
    for name in ("shown_name", "shown_title"):
        if hasattr(record, name):
            found: Text = getattr(record, name)
            return found
    label = getattr(record, "label", None)
    return label.in_language() if label is not None else Text(str(getattr(record, "name", record)), "", False)


def _holds(word: str) -> Q:
    """In the title or the text, in any language; accents and capitals make no difference."""
    pattern = "".join(_letter(letter) for letter in word)
    found = Q(pk__in=[])
    for code in language_codes():
        found |= Q(**{f"title__{code}__iregex": pattern}) | Q(**{f"text__{code}__iregex": pattern})
    return found


def _letter(letter: str) -> str:
    alike = next((group for group in ALIKE if letter.lower() in group), "")
    return f"[{alike}{alike.upper()}]" if alike else re.escape(letter)
