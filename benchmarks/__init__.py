"""Measurements: sopflow beside other programs (`comparison`, `performance`), the router beside a reference, the page of `serve`."""
