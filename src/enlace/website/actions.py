from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from enlace.accounts.models import User
from enlace.website.cms_groups import groups_for, who_may_differ
from enlace.website.site_tree import ensure_groups, ensure_review, ensure_tree


@transaction.atomic
def prepare_site() -> None:
    """Make what the CMS needs and is not there: languages, first pages, groups, the review. Changes nothing twice."""
    ensure_tree()
    ensure_groups()
    ensure_review()


def align_cms_groups(user: User | None = None) -> int:
    """Make the rows of groups agree with the mandates of `user`, or of everybody; how many accounts they did not fit.

    It decides nothing, and so asks no rule and records nothing: the change that it follows is in the log already.
    """
    return sum(_align(one) for one in ([user] if user else who_may_differ()))


def _align(user: User) -> bool:
    wanted = groups_for(user)
    if {group.name for group in user.groups.all()} == wanted:
        return False
    user.groups.set(Group.objects.filter(name__in=wanted))
    return True


def align_all_cms_groups(now: datetime) -> int:
    return align_cms_groups()
