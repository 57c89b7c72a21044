import pytest
from django.core.management import CommandError, call_command

from enlace.core import registry


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(registry, "_items", registry.defaultdict(list))


def do_two(now):
    return 2


def break_off(now):
    raise ValueError("no paper")


def test_it_counts_what_was_done(capsys):
    registry.register("tick", do_two)
    call_command("tick")
    assert capsys.readouterr().out == "2 done\n"


def test_one_that_fails_is_logged_and_keeps_no_other_from_its_work(capsys, caplog):
    registry.register("tick", break_off, order=1)
    registry.register("tick", do_two, order=2)
    with pytest.raises(CommandError, match="break_off"):
        call_command("tick")
    assert capsys.readouterr().out == "2 done\n"
    assert "no paper" in caplog.text
