from django.urls import path

from enlace.network import state_views

urlpatterns = [
    path("states/", state_views.states, name="states"),
    path("states/<slug:state_code>/", state_views.state, name="state"),
    path("directory/", state_views.directory, name="directory"),
]
