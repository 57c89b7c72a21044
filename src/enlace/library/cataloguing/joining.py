"""Which publications a draft may be a further language of: those that somebody looks for, else those most alike."""

from enlace.accounts.rules import Anyone
from enlace.core.plain import plain
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.models import Publication

MOST = 10


def joinable(draft: Publication, reader: Anyone, words: str) -> list[tuple[str, str]]:
    """As choices of a form: by the words of their titles, else those that share most with the draft's own title."""
    wanted = set(plain(words or " ".join(draft.title.values())).split())
    titles = Publication.objects.visible_to(reader).exclude(pk=draft.pk).values_list("pk", "title")
    found = []
    for pk, title in titles:
        own = plain(" ".join(title.values()))
        score = len(wanted & set(own.split())) if not words else int(all(word in own for word in wanted))
        found.append((-score, -pk))
    best = [-pk for score, pk in sorted(found)[:MOST] if score or not words]
    rows = Publication.objects.in_bulk(best)
    of_each = Publication.objects.filter(pk__in=best).values_list("pk", "language_versions__language")
    languages: dict[int, list[str]] = {}
    for pk, code in of_each.order_by("language_versions__pk"):
        languages.setdefault(pk, []).extend([language_name(code)] if code else [])
    return [(str(pk), _named(rows[pk], languages.get(pk, []))) for pk in best]


def _named(publication: Publication, languages: list[str]) -> str:
    year, names = publication.year, ", ".join(languages)
    return " · ".join(part for part in (str(publication.shown_title), year, names) if part)
