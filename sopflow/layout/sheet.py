"""The printable area of a page, in millimetres."""

from sopflow.values import NamedTuple


class Sheet(NamedTuple):
    """The printable area of a page."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def room(self) -> float:
        """Printable width."""
        return self.right - self.left
