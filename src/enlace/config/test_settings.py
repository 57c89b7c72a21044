"""Settings of the test run: a data folder of its own, no compressed static files, mail kept in memory."""

import atexit
import os
import shutil
import tempfile

if "ENLACE_TEST_DATA" not in os.environ:
    os.environ["ENLACE_TEST_DATA"] = tempfile.mkdtemp(prefix="enlace-test-")
    atexit.register(shutil.rmtree, os.environ["ENLACE_TEST_DATA"], ignore_errors=True)
os.environ["ENLACE_DATA"] = os.environ["ENLACE_TEST_DATA"]

from enlace.config.settings import *  # noqa: F403
from enlace.config.settings import DATABASES, STORAGES, TASKS

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
ALLOWED_HOSTS = ["*"]
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
ENLACE_REQUIRE_SECOND_FACTOR = False
TASKS = TASKS | {"background": TASKS["default"]}
