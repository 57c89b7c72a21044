import pytest
from django.core.exceptions import ValidationError

from enlace.core.partial_date_reading import read_partial_date
from enlace.library.cataloguing.identifiers import cleaned_doi, cleaned_isbn, cleaned_issn


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("2015", "2015"),
        ("2015-05", "2015-05"),
        ("2015-5-4", "2015-05-04"),
        ("2015/05", "2015-05"),
        ("05/2015", "2015-05"),
        ("4/5/2015", "2015-05-04"),
        ("mayo de 2015", "2015-05"),
        ("Mayo 2015", "2015-05"),
        ("4 de mayo de 2015", "2015-05-04"),
        ("1.º de mayo de 2015", "2015-05-01"),
        ("maio de 2015", "2015-05"),
        ("4 de março de 2015", "2015-03-04"),
        ("May 2015", "2015-05"),
        ("4 May 2015", "2015-05-04"),
        ("May 4th, 2015", "May 4th, 2015"),
        ("May 4, 2015", "2015-05-04"),
        ("sept. 2015", "2015-09"),
        ("setiembre de 2015", "2015-09"),
        ("2015-13", "2015-13"),
        ("hace mucho", "hace mucho"),
    ],
)
def test_a_date_is_read_as_people_write_it(written, read):
    assert read_partial_date(written) == read


@pytest.mark.parametrize(
    ("clean", "written", "kept"),
    [
        (cleaned_isbn, "ISBN 978 3 16 148410 0", "978-3-16-148410-0"),
        (cleaned_isbn, "0-306-40615-2", "0-306-40615-2"),
        (cleaned_isbn, "080442957x", "080442957X"),
        (cleaned_issn, "issn 2049 3630", "2049-3630"),
        (cleaned_issn, "2434-561X", "2434-561X"),
        (cleaned_doi, "https://doi.org/10.1000/182", "10.1000/182"),
        (cleaned_doi, "doi: 10.1000/182", "10.1000/182"),
        (cleaned_doi, "http://dx.doi.org/10.1000/182", "10.1000/182"),
        (cleaned_isbn, " ", ""),
        (cleaned_doi, "", ""),
    ],
)
def test_a_number_is_kept_in_one_form(clean, written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize(
    ("clean", "written"),
    [
        (cleaned_isbn, "978-3-16-148410-1"),
        (cleaned_isbn, "٩٧٨٣١٦١٤٨٤١٠٠"),
        (cleaned_isbn, "12"),
        (cleaned_issn, "2049-3631"),
        (cleaned_doi, "10.1000"),
        (cleaned_doi, "https://example.org/10.1000/182"),
    ],
)
def test_a_number_whose_test_fails_is_refused(clean, written):
    with pytest.raises(ValidationError):
        clean(written)
