import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enlace.config.settings")
website = get_wsgi_application()
application = import_string("enlace.website.page_cache.PageCache")(website)
