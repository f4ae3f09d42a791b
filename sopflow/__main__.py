"""`python -m sopflow`."""

from sopflow.cli.main import main

main()
