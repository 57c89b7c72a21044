"""Every test starts from the same prepared database: locales, the tree of pages, themes, groups."""

import gc
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.test import TransactionTestCase
from django.utils.translation import activate
from hypothesis import settings as settings_of_hypothesis

from enlace.config.prepare import prepare_database
from enlace.config.template_database import copy_template
from enlace.core.catalogues import compile_catalogues

settings_of_hypothesis.register_profile("steady", derandomize=True, deadline=None)
settings_of_hypothesis.register_profile("explore", deadline=None)
settings_of_hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_addoption(parser):
    parser.addoption("--of-the-database", action="store_true", help="only tests that ask the database")


def pytest_collection_modifyitems(config, items):
    """What asks no database says the same on every one: CI does it once, with SQLite."""
    if not config.getoption("--of-the-database"):
        return
    asks = {"db", "transactional_db"}
    kept = [one for one in items if one.get_closest_marker("django_db") or asks & set(getattr(one, "fixturenames", ()))]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(kept)])
    items[:] = kept


def pytest_collection_finish(session):
    """What was imported stays until the end: that it is looked through for garbage again and again costs a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def _in_the_default_language():
    """Each test begins in Spanish, whatever language the last request of the test before was answered in."""
    activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _with_nothing_kept():
    """Counts and copies that outlive a request, such as those of sign-ins from one connection, are each test's own."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _with_an_index_of_its_own(settings, tmp_path_factory, request):
    """The search's, made by whoever asks for it: an index outlives what a test takes back."""
    settings.SEARCH_INDEX = tmp_path_factory.getbasetemp() / f"search-{abs(hash(request.node.nodeid))}"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    compile_catalogues()
    with django_db_blocker.unblock():
        yield from (_sqlite() if connections["default"].vendor == "sqlite" else _postgresql())


def _sqlite():
    connection = connections["default"]
    path = Path(settings.DATA) / "cache" / "test.sqlite3"
    copy_template(path)
    prepared_path = shutil.copyfile(path, path.with_name("prepared.sqlite3"))
    connection.close()
    connection.settings_dict["NAME"] = str(path)

    def restore(case):
        connections.close_all()
        with sqlite3.connect(prepared_path) as prepared, sqlite3.connect(path) as used:
            prepared.backup(used)
        prepared.close()
        used.close()

    yield from _restoring(restore)


def _postgresql():
    connection = connections["default"]
    name, prepared = f"test_{connection.settings_dict['NAME']}", f"test_{connection.settings_dict['NAME']}_prepared"
    server = connection.settings_dict["NAME"]
    copy = f'CREATE DATABASE "{name}" TEMPLATE "{prepared}" STRATEGY FILE_COPY'

    def run(*statements):
        connections.close_all()
        connection.settings_dict["NAME"] = server
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()

    def use(database):
        connection.close()
        connection.settings_dict["NAME"] = database

    def restore(case):
        run(f'DROP DATABASE "{name}" WITH (FORCE)', copy)
        use(name)

    run(f'DROP DATABASE IF EXISTS "{prepared}" WITH (FORCE)', f'CREATE DATABASE "{prepared}"')
    use(prepared)
    prepare_database()
    run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', copy)
    use(name)
    yield from _restoring(restore)
    run(f'DROP DATABASE "{name}" WITH (FORCE)', f'DROP DATABASE "{prepared}" WITH (FORCE)')


@pytest.fixture(scope="module")
def once_for_all(django_db_setup, django_db_blocker):
    """`once_for_all(make, …)`: each test of a module begins with what they make; after the last it is taken back."""

    def make_all(*makers):
        with django_db_blocker.unblock():
            activate(settings.LANGUAGE_CODE)
            for make in makers:
                make()

    yield make_all
    with django_db_blocker.unblock():
        TransactionTestCase._fixture_teardown(None)


def _restoring(restore):
    """A test with real transactions leaves the prepared state behind, where Django would leave empty tables."""
    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = restore
    yield
    TransactionTestCase._fixture_teardown = flush
    connections.close_all()
