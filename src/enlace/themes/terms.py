"""Alternative labels: a list of terms, each a text in the languages in which it exists. No database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

type Term = Mapping[str, str]


def by_language(terms: Iterable[Term]) -> dict[str, list[str]]:
    """Language code → its labels, in the order of the terms and each once."""
    found: dict[str, list[str]] = defaultdict(list)
    for term in terms:
        for language, label in term.items():
            if label not in found[language]:
                found[language].append(label)
    return dict(found)


def corresponding(lists: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """The terms of lists by language, as earlier releases kept them: those of the same length translate one another."""
    by_length: dict[int, list[str]] = defaultdict(list)
    for language, labels in lists.items():
        by_length[len(labels)].append(language)
    return [
        {language: lists[language][place] for language in languages}
        for length, languages in by_length.items()
        for place in range(length)
    ]


def tidy_text(text: str) -> str:
    """What a database takes: no sign of nothing, no half of a letter, no space round it."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


def tidy_label(texts: Mapping[str, str]) -> dict[str, str]:
    """One line each, empty ones left out."""
    lines = {language: " ".join(tidy_text(text).split()) for language, text in texts.items()}
    return {language: line for language, line in lines.items() if line}


def tidy_terms(label: Mapping[str, str], terms: Iterable[Term]) -> tuple[dict[str, str], ...]:
    """Without what the label says already, and without a term of which another says all."""
    lines = [tidy_label(term) for term in terms]
    kept = [{language: text for language, text in line.items() if label.get(language) != text} for line in lines]
    return tuple(
        term
        for place, term in enumerate(kept)
        if term
        and not any(
            term.items() <= other.items() and (len(term) < len(other) or at < place)
            for at, other in enumerate(kept)
            if at != place
        )
    )
