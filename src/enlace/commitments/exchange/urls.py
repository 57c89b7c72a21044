from django.urls import URLPattern, path

from enlace.commitments.exchange import export_views, import_views, targets_views

urlpatterns: list[URLPattern] = [
    path("commitments/export/", export_views.export_commitments, name="export_commitments"),
    path("commitments/import/", import_views.import_commitments, name="import_commitments"),
    path("commitments/import/<int:pending_commitments_id>/", import_views.import_plan, name="import_plan"),
    path(
        "commitments/import/<int:pending_commitments_id>/columns/", import_views.import_columns, name="import_columns"
    ),
    path("commitments/import/<int:pending_commitments_id>/rows/", import_views.import_rows, name="import_rows"),
    path(
        "commitments/import/<int:pending_commitments_id>/discard/", import_views.import_discard, name="import_discard"
    ),
    path(
        "commitments/import/maps/<int:column_map_id>/remove/", import_views.remove_column_map, name="remove_column_map"
    ),
    path("commitments/targets/", targets_views.targets, name="targets"),
    path("commitments/targets/add/", targets_views.add_target, name="add_target"),
    path("commitments/targets/<int:target_id>/", targets_views.target, name="target"),
    path("commitments/targets/<int:target_id>/edit/", targets_views.edit_target, name="edit_target"),
    path("commitments/targets/<int:target_id>/remove/", targets_views.remove_target, name="remove_target"),
    path("commitments/<int:commitment_id>/targets/", targets_views.link_targets, name="link_targets"),
]
