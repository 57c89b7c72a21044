"""The addresses of the site, of which the donor's own page breaks."""

from django.urls import include, path

from enlace.config.urls import urlpatterns as whole


def broken(request, token):
    raise RuntimeError("it broke")


own = ([path("giving/mine/<str:token>/", broken, name="mine")], "giving")
urlpatterns = [path("es/", include(own)), *whole]
