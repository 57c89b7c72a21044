"""Why a file could not be read: a stable code with parameters, and an English sentence for the reader."""

from string import Template

from enlace.importer.marked import gettext_noop as _

SENTENCES = {
    "empty_file": _("$name is empty. Save the page again and choose the saved file."),
    "too_large": _(
        "$name is $size MB; the importer reads files up to $limit MB. "
        "Save the page as “HTML only”, or copy its text into a plain text file."
    ),
    "too_much_text": _(
        "$name holds more text than a page of a site does (over $limit paragraphs, or as much as a thick book). "
        "Import its parts as files of their own."
    ),
    "binary_file": _(
        "$name is not a page but $kind. Save the page as HTML, copy its text into a plain text file, "
        "or export it as CSV."
    ),
    "no_body": _(
        "$name holds no article: after navigation, banners and empty sections nothing is left. "
        "Open the page in the browser, wait until its text shows, and save it again."
    ),
    "no_rows": _("$name has no rows below its headings. Export the collection again, with its items."),
    "no_columns": _(
        "$name has no column for the text of a page (for example “Body” or “Content”); "
        "its columns are: $columns. Rename the column that holds the text to “Body”."
    ),
    "broken_row": _("Row $row of $name cannot be read: $problem. Correct that row and import the file again."),
    "empty_row": _("Row $row of $name has no text in the column $column. Fill it in or remove the row."),
}


class Unreadable(Exception):
    """`code` is a key of SENTENCES and never changes; `params` fill its sentence in any language."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params = params
        self.sentence = Template(SENTENCES[code]).substitute(params)
        super().__init__(self.sentence)
