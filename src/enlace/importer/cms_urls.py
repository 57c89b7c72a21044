from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from enlace.importer import views

app_name = "importer"

urlpatterns = decorate_urlpatterns(
    [
        path("", views.upload, name="upload"),
        path("<int:pk>/", views.preview, name="preview"),
        path("<int:pk>/make/", views.make, name="make"),
        path("<int:pk>/discard/", views.discard, name="discard"),
    ],
    lambda view: never_cache(require_admin_access(view)),
)
