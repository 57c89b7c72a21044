from django.urls import URLPattern, path

from enlace.themes import views
from enlace.themes.editing import views as editing
from enlace.themes.exchange.views import import_first_themes, import_themes

app_name = "themes"
ONE = "themes/<slug:theme_slug>/"
urlpatterns: list[URLPattern] = [
    path("themes/", views.themes, name="themes"),
    path("themes/themes.ttl", views.vocabulary, name="vocabulary"),
    path("themes/add/", editing.add_theme, name="add_theme"),
    path("themes/import/", import_themes, name="import_themes"),
    path("themes/import/first/", import_first_themes, name="import_first_themes"),
    path(ONE, views.theme, name="theme"),
    path(f"{ONE}edit/", editing.edit_theme, name="edit_theme"),
    path(f"{ONE}merge/", editing.merge_theme, name="merge_theme"),
    path(f"{ONE}remove/", editing.remove_theme, name="remove_theme"),
]
