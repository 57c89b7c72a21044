import pytest

from enlace.core.menu import entry_to


@pytest.mark.parametrize(("shown", "current"), [("/es/people/", "page"), ("/es/people/7/", "true"), ("/es/audit/", "")])
def test_an_entry_knows_whether_it_leads_to_the_page_shown(rf, shown, current):
    assert entry_to("/es/people/", "People", rf.get(shown)).current == current
