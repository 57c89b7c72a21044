from django.utils.translation import gettext_lazy as _

from enlace.core.permission import Party

ADMINISTRATOR = Party(_("the administrator"), lambda user, *things: getattr(user, "is_superuser", False))
