from django.db import transaction

from enlace.website.site_tree import ensure_groups, ensure_review, ensure_tree


@transaction.atomic
def prepare_site() -> None:
    """Make what the CMS needs and is not there: languages, first pages, groups, the review. Changes nothing twice."""
    ensure_tree()
    ensure_groups()
    ensure_review()
