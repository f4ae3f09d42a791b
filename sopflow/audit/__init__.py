"""Measuring a finished SVG page: what is counted of a drawing is counted here, from the file and not from the router's books."""

from sopflow.audit.measure import Measures, measure, total
from sopflow.audit.read import Drawn, read

__all__ = ["Drawn", "Measures", "measure", "read", "total"]
