"""Our groups beside Polis's on every conversation of the shared data. `benches/common_ground_groups.py` prints them."""

import pytest

from enlace.consultations.common_ground.agreement_of_groups import adjusted_rand_index
from enlace.consultations.common_ground.analysis import analyse

from .reading_polis_groups import FOLDERS, export_of, groups_of_polis
from .reading_polis_math import needs_shared_data

NOT_ON_THE_MAP = {"london.youth.policing", "scoop-hivemind.ubi"}
"""Polis's recorded groups are not k-means of the exported votes on any map; see docs/common-ground.md."""

named = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def compared(folder, **options):
    """How many groups we draw, how many Polis drew, and how far they agree."""
    export, theirs = export_of(folder), groups_of_polis(folder)
    found = analyse(export.votes, left_out=export.left_out, counted=export.entered, **options)
    both = [voter for voter in found.memberships if voter in theirs]
    ours = [found.memberships[voter] for voter in both]
    return len(found.groups), len({*theirs.values()}), adjusted_rand_index(ours, [theirs[voter] for voter in both])


@needs_shared_data
@named
def test_groups_agree_with_polis_where_their_number_does(folder):
    count, of_polis, agreement = compared(folder, null_test=False)
    if folder.name not in NOT_ON_THE_MAP:
        assert agreement >= (0.8 if count == of_polis else 0.6)


@needs_shared_data
@named
def test_as_many_groups_as_polis_drew_are_polis_own(folder):
    of_polis = len({*groups_of_polis(folder).values()})
    count, _of_polis, agreement = compared(folder, group_count=of_polis)
    assert count == of_polis
    if folder.name not in NOT_ON_THE_MAP:
        assert agreement >= 0.8


@needs_shared_data
@pytest.mark.parametrize("name", ["brexit-consensus", "scoop-hivemind.biodiversity"])
def test_groups_that_beat_the_null_model_agree_with_polis(name):
    (folder,) = (folder for folder in FOLDERS if folder.name == name)
    count, of_polis, agreement = compared(folder)
    assert count == of_polis
    assert agreement >= 0.8


@needs_shared_data
@named
def test_those_counted_are_polis_own(folder):
    """But for a few whom Polis counts without the votes for it in the export, and one in London whom it does not."""
    export, theirs = export_of(folder), groups_of_polis(folder)
    found = analyse(export.votes, left_out=export.left_out, counted=export.entered, null_test=False)
    if folder.name not in NOT_ON_THE_MAP:
        assert set(found.counted) <= set(theirs)
        assert len(theirs.keys() - set(found.counted)) <= 6
