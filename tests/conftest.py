"""Generated tests look at the same cases in every run: what fails on one machine fails on all."""

import signal

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

signal.signal(signal.SIGINT, signal.default_int_handler)
"""Programs that tests start are to obey Ctrl+C also where the tests themselves run in the background, which ignores it."""
