"""Real processes on one database and one index: each sees what another wrote, and one that is killed harms nothing."""

import json
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from enlace.accounts.actions import record
from enlace.core.texts import Texts
from enlace.library.testing import make_publication
from enlace.search import places
from enlace.search.following import catch_up, opened
from enlace.search.indexing import reindex
from enlace.search.testing import titled
from enlace.website.tests.reading import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ASKS = """
import json, sys, django
django.setup()
from enlace.search.following import catch_up
from enlace.search.testing import titled
print("ready", flush=True)
for line in sys.stdin:
    catch_up(most=500)
    print(json.dumps(titled(line.strip())), flush=True)
"""
IS_KILLED_WHILE = """
import os, signal, sys, django
django.setup()
from enlace.search import following, indexing, writing
what = sys.argv[1]
def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)
if what == "making":
    indexing.places.make_current = die
    indexing.reindex()
elif what == "following":
    writing.Writing.put_position = die
    following.catch_up()
else:
    def commit(self, *, merges):
        self._pages[1].commit()
        die()
    writing.Writing.commit = commit
    following.catch_up()
"""


@pytest.fixture
def folder(tmp_path, settings):
    """A data folder with this test's database in it, and the index."""
    data = tmp_path / "data"
    (data / "cache").mkdir(parents=True)
    (data / "cache" / "locale").symlink_to(settings.CACHE / "locale")
    if connection.vendor == "sqlite":
        (data / "enlace.sqlite3").symlink_to(connection.settings_dict["NAME"])
    settings.SEARCH_INDEX = data / "search"
    return data


def process(folder, program, *arguments):
    variables = environment(folder) | {"DJANGO_SETTINGS_MODULE": "enlace.config.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        env=variables,
        cwd=settings.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def answer(asked, words):
    asked.stdin.write(f"{words}\n")
    asked.stdin.flush()
    return json.loads(asked.stdout.readline())


def test_two_processes_both_see_a_change_whoever_followed_it(folder):
    publication = make_publication(title=Texts({"es": "Control de armas"}))
    reindex()
    two = [process(folder, ASKS) for _ in range(2)]
    try:
        assert [one.stdout.readline() for one in two] == ["ready\n"] * 2
        assert [answer(one, "control armas") for one in two] == [[f"publication:{publication.pk}"]] * 2
        publication.title = Texts({"es": "Memoria y verdad"})
        publication.save()
        record("change_publication", publication, by=None)
        began = time.monotonic()
        assert [answer(one, "memoria") for one in two] == [[f"publication:{publication.pk}"]] * 2
        assert time.monotonic() - began < 10
        assert titled("memoria") == [f"publication:{publication.pk}"]
        reindex()
        assert [answer(one, "armas") for one in two] == [[]] * 2
    finally:
        for one in two:
            one.kill()
            one.communicate()


def test_a_process_that_is_killed_leaves_a_whole_index_and_what_it_was_at_is_done_again(folder):
    publication = make_publication(title=Texts({"es": "Control de armas"}))
    reindex()
    name = places.current_name()
    publication.title = Texts({"es": "Memoria y verdad"})
    publication.save()
    record("change_publication", publication, by=None)
    for what in ("following", "between the two commits", "making"):
        one = process(folder, IS_KILLED_WHILE, what)
        one.communicate()
        assert one.returncode == -9
        assert places.current_name() == name
        assert opened() is not None
        assert titled("control armas") == [f"publication:{publication.pk}"]
    assert catch_up(most=500) == 1
    assert titled("memoria") == [f"publication:{publication.pk}"]
    reindex()
    assert titled("memoria") == [f"publication:{publication.pk}"]
    assert len([one for one in places.index_folder().iterdir() if one.is_dir() and not one.is_symlink()]) == 1
