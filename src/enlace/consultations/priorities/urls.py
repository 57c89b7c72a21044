from django.urls import URLPattern, path

from enlace.consultations.priorities import adoption_views, review_views, views

urlpatterns: list[URLPattern] = [
    path("priorities/", views.priorities, name="priorities"),
    path("priorities/export/", views.priorities_export, name="priorities_export"),
    path("priorities/add/", views.add_priority, name="add_priority"),
    path("priorities/<int:priority_id>/", views.priority, name="priority"),
    path("priorities/<int:priority_id>/edit/", views.edit_priority, name="edit_priority"),
    path("priorities/<int:priority_id>/withdraw/", views.withdraw_priority, name="withdraw_priority"),
    path("priorities/<int:priority_id>/review/", review_views.review_priority, name="review_priority"),
    path("priorities/reviews/<int:priority_review_id>/remove/", review_views.remove_review, name="remove_review"),
    path("consultations/<int:consultation_id>/adopt/", adoption_views.adopt_priorities, name="adopt_priorities"),
]
