import os
import shutil

import pytest
from django.conf import settings as ours

from enlace.core.catalogues import DOMAINS, SPOKEN, compile_catalogues, gaps_source


@pytest.fixture
def places(settings, tmp_path):
    settings.LOCALE_GAPS = shutil.copytree(ours.LOCALE_GAPS, tmp_path / "gaps")
    settings.LOCALE_PATHS = [tmp_path / "written"]


def test_each_catalogue_is_written_once(places):
    assert compile_catalogues() == len(SPOKEN) * len(DOMAINS)
    assert compile_catalogues() == 0


def test_a_catalogue_made_of_other_files_is_written_anew_even_where_these_are_older(places):
    compile_catalogues()
    os.utime(gaps_source("pt", "django"), (1, 1))
    assert compile_catalogues() == 1
