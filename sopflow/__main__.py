"""`python -m sopflow`."""

from sopflow.start import main

if __name__ == "__main__":  # processes that help to build many documents import this module
    main()
