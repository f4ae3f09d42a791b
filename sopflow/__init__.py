"""sopflow: official Indonesian procedure documents (SOP AP) from text."""

__version__ = "0.1.0"
