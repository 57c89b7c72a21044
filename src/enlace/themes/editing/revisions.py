"""Drafts of pages hold the themes of a page beside its table: what is merged is exchanged in them too."""

from wagtail.models import Page, Revision

from enlace.themes.models import Theme


def exchange_in_drafts(theme: Theme, into: Theme) -> int:
    """In the newest draft of each page, which is what its editor goes on with; how many held the theme."""
    newest = Page.objects.exclude(latest_revision=None).values("latest_revision")
    changed = 0
    for one in Revision.objects.filter(pk__in=newest, content__has_key="themes").iterator(chunk_size=200):
        held = one.content["themes"] or []
        if theme.pk in held:
            one.content["themes"] = list(dict.fromkeys(into.pk if pk == theme.pk else pk for pk in held))
            Revision.objects.filter(pk=one.pk).update(content=one.content)
            changed += 1
    return changed
