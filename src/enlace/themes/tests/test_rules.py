import pytest

from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_cast, untrue_rows
from enlace.themes import rules
from enlace.themes.testing import make_theme

TRUTH = """
                               F O A V B S E H R N ? >
can_import_themes  any         . . . . . Y . . Y . . Y
can_add_theme      any         . . . . . Y . . Y . . Y
can_change_theme   theme       . . . . . Y . . Y . . Y
can_merge_theme    theme       . . . . . Y . . Y . . Y
can_merge_theme    two         . . . . . Y . . Y . . Y
can_merge_theme    itself      . . . . . . . . . . . .
can_merge_theme    into_child  . . . . . . . . . . . .
can_remove_theme   theme       . . . . . Y . . Y . . Y
can_remove_theme   tagged      . . . . . . . . . . . .
can_remove_theme   parent      . . . . . . . . . . . .
"""


def tagged():
    theme = make_theme()
    make_meeting().themes.add(theme)
    return theme


def family():
    parent = make_theme()
    return parent, make_theme(broader=make_theme(broader=parent))


def twice():
    theme = make_theme()
    return theme, theme


CASES = {
    "any": lambda cast: (),
    "theme": lambda cast: (make_theme(),),
    "two": lambda cast: (make_theme(), make_theme()),
    "itself": lambda cast: twice(),
    "into_child": lambda cast: family(),
    "tagged": lambda cast: (tagged(),),
    "parent": lambda cast: family()[:1],
}


@pytest.mark.django_db
def test_every_row_is_true():
    assert not untrue_rows(TRUTH, rules, CASES, make_cast())
