from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.permission import allows
from enlace.meetings.models import CalendarFeed
from enlace.network.parties import SIGNED_IN, THEMSELF

MOST_FEEDS = 5


@allows(
    SIGNED_IN,
    does=_("Make a secret address for one's own calendar"),
    condition=_("fewer than five of them work"),
)
def can_make_feed(user: Anyone | None) -> bool:
    return isinstance(user, User) and CalendarFeed.objects.visible_to(user).working().count() < MOST_FEEDS


@allows(THEMSELF, does=_("Revoke the secret address of one's own calendar"), condition=_("it works"))
def can_revoke_feed(user: Anyone | None, feed: CalendarFeed) -> bool:
    return feed.revoked_at is None
