"""Generated tests look at the same cases in every run: what fails on one machine fails on all."""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
