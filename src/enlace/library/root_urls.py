"""At the root, so that what is cited and harvested has one address in every language: files, covers, OAI-PMH."""

from enlace.library.harvesting import root_urls as harvesting
from enlace.library.public import root_urls as public

app_name = "publications"
urlpatterns = [*public.urlpatterns, *harvesting.urlpatterns]
