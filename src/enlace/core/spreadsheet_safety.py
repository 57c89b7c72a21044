FORMULA_BEGINS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def neutral(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one.

    Spreadsheets pass over space and line ends before the sign, and read full-width signs as plain ones.
    """
    begins = text.lstrip().startswith(FORMULA_BEGINS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if begins else text
