"""The words that click prints itself, in Indonesian: heads of the help, faults of use, the nearest command or option.

Click asks `gettext` for them; the catalogue stands beside this module. What holds: nothing is read before click has something to say.
"""

import gettext
import os

DOMAIN = "sopflow"


def speak_indonesian() -> None:
    """Makes click speak Indonesian from now on, in this process."""
    os.environ["LANGUAGE"] = "id"  # that is where gettext looks first; the command line has one language
    gettext.bindtextdomain(DOMAIN, os.path.join(os.path.dirname(__file__), "locale"))
    gettext.textdomain(DOMAIN)
