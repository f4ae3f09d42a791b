"""Places on a PDF page. In: millimetres from the top left. Out: points from the bottom left, as PDF counts them."""

from sopflow.drawing import Area, Page

POINTS = 72 / 25.4
"""Points in a millimetre."""


def rectangle(page: Page, area: Area) -> list[float]:
    """Left, bottom, right, top of an area."""
    x, y, width, height = area
    edges = (x, page.height - y - height, x + width, page.height - y)
    return [round(edge * POINTS, 3) for edge in edges]
