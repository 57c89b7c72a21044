from django.urls import URLPattern, path

from enlace.giving.treasury.books import comparison_views, views

HERE = "giving/treasury"

urlpatterns: list[URLPattern] = [
    path(f"{HERE}/totals/", views.totals, name="totals"),
    path(f"{HERE}/totals/gifts.<str:form>", views.export, name="export_gifts"),
    path(f"{HERE}/rates/", views.rates, name="rates"),
    path(f"{HERE}/rates/add/", views.add_rate, name="add_rate"),
    path(f"{HERE}/rates/<int:rate_id>/", views.change_rate, name="change_rate"),
    path(f"{HERE}/rates/<int:rate_id>/remove/", views.remove_rate, name="remove_rate"),
    path(f"{HERE}/comparisons/", comparison_views.comparisons, name="comparisons"),
    path(f"{HERE}/comparisons/<str:provider_name>/compare/", comparison_views.compare, name="compare_books"),
]
