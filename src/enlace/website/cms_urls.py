"""Addresses under /cms/ that stand before the CMS's own: the parity board, and the doors that are closed."""

from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from enlace.website import cms_doors, parity_views

app_name = "website_cms"

_within = [
    path("parity/", parity_views.parity, name="parity"),
    path("parity/<int:page_id>/translate/<str:language>/", parity_views.translate, name="translate"),
    path("parity/<int:translation_id>/update/", parity_views.update, name="update"),
    path("parity/<int:translation_id>/draft/", parity_views.draft, name="draft"),
    path("parity/<int:translation_id>/drafts/", parity_views.drafts, name="drafts"),
    path("parity/<int:translation_id>/po/", parity_views.po, name="po"),
    path("parity/<int:translation_id>/po/file/", parity_views.po_file, name="po_file"),
    path("parity/<int:translation_id>/stop/", parity_views.stop, name="stop"),
    path("localize/submit/page/<int:page_id>/", parity_views.of_page),
    path("localize/update/<int:source_id>/", parity_views.of_source),
    path("localize/translate/<int:translation_id>/machine_translate/", parity_views.draft),
    path("localize/translate/<int:translation_id>/pofile/download/", parity_views.po_file),
    path("localize/translate/<int:translation_id>/pofile/upload/", parity_views.po),
    path("localize/translate/<int:translation_id>/disable/", parity_views.stop),
    path("account/", cms_doors.Preferences.as_view()),
]
_doors = [
    path("login/", cms_doors.sign_in),
    re_path(r"^password_reset/", cms_doors.reset_password),
    re_path(r"^(?:users|groups|api-tokens|locales|bulk/accounts|bulk/auth)/", cms_doors.closed),
    re_path(r"^localize/(?:submit/snippet|page/\d+/convert_to_alias)/", cms_doors.closed),
]
urlpatterns = decorate_urlpatterns(
    [*decorate_urlpatterns(_within, require_admin_access), *_doors],
    never_cache,
)
