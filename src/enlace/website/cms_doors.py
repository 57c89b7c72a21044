"""The CMS's own sign-in, password reset, accounts and languages are closed: ours stand in their place."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import RedirectView
from wagtail.admin.views.account import (
    AccountView,
    LocaleSettingsPanel,
    NotificationsSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.users.models import UserProfile

sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)
reset_password = RedirectView.as_view(pattern_name="account_reset_password")


def closed(request: HttpRequest, **where: Any) -> HttpResponse:
    raise Http404


class Preferences(AccountView):
    """What a person may set in the CMS; name, address, password and second factor are the account's."""

    panels: ClassVar = [NotificationsSettingsPanel, LocaleSettingsPanel, ThemeSettingsPanel]

    def get_panels(self) -> list[Any]:
        user = self.request.user
        profile = UserProfile.get_for_user(user)
        return [panel for kind in self.panels if (panel := kind(self.request, user, profile)).is_active()]
