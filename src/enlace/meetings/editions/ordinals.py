"""The number of an edition as people write it: XIII."""

LETTERS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
LAST = 3999
"""The last number that Roman letters can write."""


def roman(number: int) -> str:
    """In Roman letters. Raises ValueError for what they cannot write."""
    if not 1 <= number <= LAST:
        raise ValueError(f"{number} cannot be written in Roman letters.")
    written = ""
    for value, letters in LETTERS:
        times, number = divmod(number, value)
        written += letters * times
    return written
