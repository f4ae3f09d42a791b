"""A text that checks itself: rules of the standard and of good practice, on what the text means.

In: a `Book` and the sources it came from. Out: diagnostics. `table.py` lists every rule; `check.py` runs them; a rule itself is one
pure function in the file of its group and sees only a `Case`.
"""
