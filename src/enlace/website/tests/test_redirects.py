import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site


@pytest.mark.django_db
@pytest.mark.parametrize("of_the_site", [True, False])
def test_what_an_editor_redirects_leads_there_and_nothing_else_does(client, of_the_site):
    assert client.get("/es/antes/").status_code == 404
    site = Site.objects.get(is_default_site=True) if of_the_site else None
    Redirect.objects.create(old_path="/es/antes", site=site, redirect_link="/es/historia/")
    answer = client.get("/es/antes/")
    assert (answer.status_code, answer["Location"]) == (301, "/es/historia/")
    assert client.get("/es/antes%00/").status_code == 404
    assert client.get("/es/despues/").status_code == 404
