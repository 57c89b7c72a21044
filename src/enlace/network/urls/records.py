from django.urls import path

from enlace.network import mandate_views, member_views, organisation_views, people_views

urlpatterns = [
    path("people/", people_views.people, name="people"),
    path("people/add/", people_views.add_person, name="add_person"),
    path("people/<int:person_id>/", people_views.person, name="person"),
    path("people/<int:person_id>/correct/", people_views.correct, name="correct_person"),
    path("people/<int:person_id>/listing/", people_views.listing, name="choose_listing"),
    path("mandates/add/", mandate_views.add_mandate, name="add_mandate"),
    path("mandates/<int:mandate_id>/change/", mandate_views.change_mandate, name="change_mandate"),
    path("mandates/<int:mandate_id>/end/", mandate_views.end, name="end_mandate"),
    path("mandates/<int:mandate_id>/withdraw/", mandate_views.withdraw, name="withdraw_mandate"),
    path("memberships/", member_views.memberships, name="memberships"),
    path("memberships/add/", member_views.add_membership, name="add_membership"),
    path("memberships/<int:membership_id>/change/", member_views.change_membership, name="change_membership"),
    path("memberships/<int:membership_id>/withdraw/", member_views.withdraw, name="withdraw_membership"),
    path("states/<slug:state_code>/place/", member_views.place_state, name="place_state"),
    path("organisations/", organisation_views.organisations, name="organisations"),
    path("organisations/add/", organisation_views.add_organisation, name="add_organisation"),
    path(
        "organisations/<int:organisation_id>/change/",
        organisation_views.change_organisation,
        name="change_organisation",
    ),
]
