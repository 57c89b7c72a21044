"""Work in the background: a worker that was killed is known to be gone, and what it was at is taken up again."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from enlace.core.background import (
    KEPT_FOR,
    LASTED_TOO_LONG,
    MOST_TRIES,
    at_work,
    check_background_work,
    forget_finished_tasks,
    is_gone,
    take_up_again,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def make_task(status: str = TaskResultStatus.READY, **overrides) -> DBTaskResult:
    fields = {"args_kwargs": {"args": [], "kwargs": {}}, "task_path": "x.y", "backend_name": "background"}
    enqueued = overrides.pop("enqueued_at", None)
    task = DBTaskResult.objects.create(id=uuid4(), status=status, **fields | overrides)
    if enqueued:
        DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=enqueued)
    return task


def status_of(task) -> str:
    return DBTaskResult.objects.get(pk=task.pk).status


def test_a_worker_lives_until_its_lock_is_let_go(tmp_path):
    with at_work(tmp_path) as name:
        assert not is_gone(name, NOW, NOW, tmp_path)
    assert is_gone(name, NOW, NOW, tmp_path)


def test_a_worker_of_another_machine_counts_as_gone_after_an_hour(tmp_path):
    assert not is_gone("elsewhere-1", NOW, NOW, tmp_path)
    assert is_gone("elsewhere-1", NOW - LASTED_TOO_LONG - timedelta(minutes=1), NOW, tmp_path)


def test_what_a_living_worker_is_at_is_left_to_it():
    with at_work() as name:
        task = make_task(TaskResultStatus.RUNNING, started_at=NOW, worker_ids=[name])
        assert take_up_again(NOW) == 0
        assert status_of(task) == TaskResultStatus.RUNNING


def test_what_a_killed_worker_was_at_is_done_again_but_not_for_ever():
    with at_work() as name:
        pass
    once = make_task(TaskResultStatus.RUNNING, started_at=NOW, worker_ids=[name])
    often = make_task(TaskResultStatus.RUNNING, started_at=NOW, worker_ids=[name] * MOST_TRIES)
    assert take_up_again(NOW) == 2
    assert status_of(once) == TaskResultStatus.READY
    assert status_of(often) == TaskResultStatus.FAILED


def test_the_doctor_says_that_nobody_does_the_work():
    make_task()
    assert [finding.level for finding in check_background_work()] == ["ok"]
    make_task(enqueued_at=NOW - timedelta(minutes=11))
    (finding,) = check_background_work()
    assert finding.level == "bad"
    assert "./enlace worker" in finding.sentence


def test_the_doctor_says_that_tasks_failed():
    make_task(TaskResultStatus.FAILED, finished_at=NOW)
    assert [finding.level for finding in check_background_work()] == ["ok", "warn"]


def test_finished_tasks_are_forgotten_after_a_week():
    old = make_task(TaskResultStatus.SUCCESSFUL, finished_at=NOW - KEPT_FOR - timedelta(hours=1))
    kept = [make_task(TaskResultStatus.SUCCESSFUL, finished_at=NOW), make_task()]
    assert forget_finished_tasks(NOW) == 1
    assert old not in DBTaskResult.objects.all()
    assert set(DBTaskResult.objects.all()) == set(kept)
