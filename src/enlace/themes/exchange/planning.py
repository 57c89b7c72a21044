"""From what a file says to a plan. Reads the themes once; nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from enlace.core.languages import default_language
from enlace.themes.exchange.facts import Facts, known_facts
from enlace.themes.exchange.plan import Plan, Step
from enlace.themes.exchange.reading import own_base
from enlace.themes.exchange.said import Problem, Said, Vocabulary
from enlace.themes.slugs import LONGEST_SLUG, free_slug
from enlace.themes.terms import tidy_terms


def plan_import(vocabulary: Vocabulary, *, only_new: bool = False) -> Plan:
    """`only_new`: what there is already stays as it is, whatever the file says of it."""
    return Planning(vocabulary, known_facts()).plan(only_new)


class Planning:
    """`slugs` leads from the address of each concept of the file to its slug; empty for one that was merged here."""

    def __init__(self, vocabulary: Vocabulary, known: Mapping[str, Facts]) -> None:
        self.vocabulary, self.known = vocabulary, known
        self.problems, self.notes = list(vocabulary.problems), list(vocabulary.notes)
        self.former = {slug: one.slug for one in known.values() for slug in one.former_slugs}
        self.by_uri = {one.uri: one.slug for one in known.values() if one.uri}
        self.base = own_base()
        self.slugs: dict[str, str] = {}
        self.from_label: set[str] = set()
        for one in vocabulary.concepts.values():
            self.slugs[one.uri] = self._slug_of(one)
        self._check_twice()

    def plan(self, only_new: bool) -> Plan:
        written = [one for one in self.vocabulary.concepts.values() if self.slugs[one.uri] not in self.former]
        after = {self.slugs[one.uri]: self._after(one) for one in written if one.label}
        new = [Step(one) for slug, one in after.items() if slug not in self.known]
        kept = {slug: one for slug, one in after.items() if slug in self.known}
        changed = [Step(one, self.known[slug]) for slug, one in kept.items() if not only_new]
        changed = [one for one in changed if one.changes]
        self._check_circles({**self.known, **({} if only_new else kept), **{one.after.slug: one.after for one in new}})
        self._check_labels([*new, *changed])
        doing = {one.after.slug for one in changed}
        return Plan(
            new,
            changed,
            [slug for slug in kept if slug not in doing],
            [slug for slug in self.known if slug not in after],
            self.problems,
            self.notes,
        )

    def _slug_of(self, one: Said) -> str:
        """As the theme is known here; as its file calls it; else made of its label."""
        own = one.uri.removeprefix(self.base).strip("/") if one.uri.startswith(self.base) else ""
        last = one.uri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
        for name in (own, last if last == one.identifier else ""):
            if name in self.former:
                sentence = _("“%(name)s” was merged into “%(other)s” here, and stays so.")
                words = {"name": one.name, "other": _named(self.known[self.former[name]])}
                self.notes.append(Problem(sentence % words, one.line))
                return name
            if name in self.known or (name and name == slugify(name)[:LONGEST_SLUG] and not name.isdigit()):
                return name
        for uri in (one.uri, *one.same_as):
            if uri in self.by_uri:
                return self.by_uri[uri]
        self.from_label.add(one.uri)
        return self._free_slug(one)

    def _free_slug(self, one: Said) -> str:
        return free_slug(one.label or {"": one.uri}, {*self.known, *self.former, *self.slugs.values()})

    def _check_twice(self) -> None:
        first: dict[str, Said] = {}
        for one in self.vocabulary.concepts.values():
            other = first.setdefault(self.slugs[one.uri], one)
            if other is not one:
                sentence = _("Two concepts of the file are the same theme here: %(one)s and %(other)s. Keep one.")
                self.problems.append(Problem(sentence % {"one": other.uri, "other": one.uri}, one.line))

    def _resolved(self, one: Said, uri: str, line: int) -> str:
        """The slug of what a concept points to; empty, with a problem, where it leads nowhere."""
        slug = self.slugs.get(uri) or self.by_uri.get(uri) or ""
        if not slug and uri.startswith(self.base):
            slug = uri.removeprefix(self.base).strip("/")
        slug = self.former.get(slug, slug)
        if slug and (slug in self.known or slug in self.slugs.values()):
            return slug
        sentence = _("“%(name)s” points to %(other)s, which is neither in the file nor among the themes.")
        self.problems.append(Problem(sentence % {"name": one.name, "other": uri or "…"}, line))
        return ""

    def _after(self, one: Said) -> Facts:
        """Nothing is taken away: a file that does not speak of something leaves it as it is."""
        slug = self.slugs[one.uri]
        before = self.known.get(slug) or Facts(slug, {}, uri=one.uri if one.uri in self.from_label else "")
        related = {self._resolved(one, uri, line) for uri, line in one.related.items() if uri != one.uri}
        return replace(
            before,
            label={**before.label, **one.label},
            terms=_terms(before, one),
            definition={**before.definition, **one.definition},
            broader=self._broader(one, before),
            related=before.related | (related - {"", slug}),
        )

    def _broader(self, one: Said, before: Facts) -> str | None:
        named = [slug for uri, line in one.broader.items() if (slug := self._resolved(one, uri, line))]
        merged = {self.former[slug] for uri in one.broader if (slug := self.slugs.get(uri, "")) in self.former}
        named = [slug for slug in dict.fromkeys(named) if slug != self.slugs[one.uri] or slug not in merged]
        if len(named) > 1:
            sentence = _("“%(name)s” stands under several concepts; it is put under “%(first)s” alone.")
            words = {"name": one.name, "first": self._name_of(named[0])}
            self.notes.append(Problem(sentence % words, list(one.broader.values())[1]))
        if before.broader in named:
            return before.broader
        return named[0] if named else None if one.is_top else before.broader

    def _name_of(self, slug: str) -> str:
        said = next((one.name for one in self.vocabulary.concepts.values() if self.slugs[one.uri] == slug), "")
        return said or _named(self.known[slug])

    def _check_circles(self, facts: Mapping[str, Facts]) -> None:
        lines = {self.slugs[one.uri]: one.line for one in self.vocabulary.concepts.values()}
        told: set[str] = set()
        for slug in facts:
            circle = _circle(slug, facts)
            if circle and not told & set(circle):
                told |= set(circle)
                words = " → ".join(_named(facts[one]) for one in [*circle, circle[0]])
                sentence = _(
                    "These concepts stand under one another in a circle: %(circle)s. Put one of them elsewhere."
                )
                self.problems.append(Problem(sentence % {"circle": words}, lines.get(circle[0], 0)))

    def _check_labels(self, steps: Iterable[Step]) -> None:
        """What is new or gets another label may not be called as another theme is that stays."""
        steps = list(steps)
        touched = {one.after.slug for one in steps}
        lines = {self.slugs[one.uri]: one.line for one in self.vocabulary.concepts.values()}
        taken = {
            (language, text.casefold()): one
            for one in self.known.values()
            if one.slug not in touched
            for language, text in one.label.items()
        }
        for step in steps:
            clash = next((taken[key] for key in _keys(step.after) if key in taken), None)
            if clash:
                sentence = _("There is a theme “%(label)s” already, at %(address)s. Give the concept another label.")
                words = {"label": _named(clash), "address": f"{self.base}{clash.slug}"}
                self.problems.append(Problem(sentence % words, lines.get(step.after.slug, 0)))


def _keys(facts: Facts) -> list[tuple[str, str]]:
    return [(language, text.casefold()) for language, text in facts.label.items()]


def _named(facts: Facts) -> str:
    return next((facts.label[one] for one in (default_language(), *facts.label) if one in facts.label), facts.slug)


def _terms(before: Facts, one: Said) -> tuple[Mapping[str, str], ...]:
    """Those of the file, in whose languages it speaks; labels that stand here in other languages stay beside them."""
    if not one.terms:
        return before.terms
    spoken = {*one.label, *(language for term in one.terms for language in term)}
    others = [({**term}, {key: term[key] for key in term.keys() - spoken}) for term in before.terms]
    joined = [
        {**next((rest for whole, rest in others if whole.items() & term.items()), {}), **term} for term in one.terms
    ]
    return tidy_terms({**before.label, **one.label}, [*joined, *(rest for _whole, rest in others)])


def _circle(slug: str, facts: Mapping[str, Facts]) -> list[str]:
    """The themes from this one up to itself again; empty where the line ends."""
    line: list[str] = []
    at: str | None = slug
    while at is not None and at in facts and at not in line:
        line.append(at)
        at = facts[at].broader
    return line if line and at == slug else []
