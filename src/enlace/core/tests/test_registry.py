import pytest

from enlace.core import registry


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(registry, "_items", registry.defaultdict(list))


def test_what_is_registered_is_asked_in_order():
    second, first = (lambda: 2), (lambda: 1)
    registry.register("tick", second, order=2)
    registry.register("tick", first, order=1)
    assert registry.registered("tick") == [first, second]


def test_registering_twice_is_once():
    def item():
        return None

    registry.register("check", item)
    registry.register("check", item)
    assert registry.registered("check") == [item]


def test_an_unknown_kind_is_an_error_on_both_sides():
    with pytest.raises(KeyError):
        registry.register("panels", print)
    with pytest.raises(KeyError):
        registry.registered("panels")
