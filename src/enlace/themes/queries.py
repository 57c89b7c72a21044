from enlace.themes.models import Theme


def glossary(source: str, target: str) -> dict[str, str]:
    """Each label of `source` and the label of `target` that stands at its place: preferred for preferred,
    and alternative for alternative where both languages have as many."""
    terms: dict[str, str] = {}
    for theme in Theme.objects.all():
        theirs, ours = theme.alternatives.get(source, []), theme.alternatives.get(target, [])
        if len(theirs) == len(ours):
            terms |= dict(zip(theirs, ours, strict=True))
        if source in theme.label and target in theme.label:
            terms[theme.label[source]] = theme.label[target]
    return terms
