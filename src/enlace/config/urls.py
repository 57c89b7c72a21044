from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from enlace.website.palette import palette
from enlace.website.urls import language_patterns, root_patterns

urlpatterns = [
    path("palette.css", palette, name="palette"),
    path("api/", include("enlace.api.urls")),
    path("", include("enlace.library.root_urls")),
    path("", include("enlace.giving.root_urls")),
    path("cms/import/", include("enlace.importer.cms_urls")),
    path("cms/reports/", include("enlace.reports.writing.cms_urls")),
    path("cms/", include("enlace.website.cms_urls")),
    path("cms/", include(wagtailadmin_urls)),
    *root_patterns,
]
urlpatterns += i18n_patterns(
    path("accounts/", include("allauth.urls")),
    path("files/", include("enlace.files.urls")),
    path("workspace/", include("enlace.workspace.urls")),
    path("", include("enlace.network.urls")),
    path("", include("enlace.meetings.urls")),
    path("", include("enlace.consultations.urls")),
    path("", include("enlace.commitments.urls")),
    path("", include("enlace.mechanisms.urls")),
    path("", include("enlace.library.urls")),
    path("", include("enlace.giving.urls")),
    path("", include("enlace.themes.urls")),
    path("", include("enlace.search.urls")),
    path("", include("enlace.reports.urls")),
    *language_patterns,
    path("", include(wagtail_urls)),
)
