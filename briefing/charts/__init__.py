"""Charts: what keeps one from being drawn (`refusals`), where all of it stands (`drawing`), and its picture (`paint`, by matplotlib)."""

import logging

# It warns of a home that it cannot write to, which nothing here has need of; what goes wrong it raises.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
