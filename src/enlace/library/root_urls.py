"""At the root, so that what is cited and harvested has one address in every language: files, covers, OAI-PMH."""

from enlace.library.harvesting import root_urls as harvesting
from enlace.library.reading import root_urls as reading

app_name = "publications"
urlpatterns = [*reading.urlpatterns, *harvesting.urlpatterns]
