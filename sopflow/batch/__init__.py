"""Many documents at once: which texts, what of them is made, in which processes, and what need not be made again.

In: paths and what to make. Out: files in a folder, and a report. Knows no terminal; `cli/build.py` tells what happened.

    paths --tree--> tasks --make (in any process)--> Made --run--> files, with a cache beside them

What holds: the bytes, the order of the messages and the report do not depend on the number of processes.
"""
