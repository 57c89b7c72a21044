from enlace.themes.models import Theme


def glossary(source: str, target: str) -> dict[str, str]:
    """Each label of `source`, preferred or alternative, and the preferred label of `target` for it."""
    terms = {}
    for theme in Theme.objects.all():
        if wanted := theme.label.get(target):
            for label in [*theme.alternatives.get(source, []), theme.label.get(source, "")]:
                if label:
                    terms[label] = wanted
    return terms
