"""Charts: what keeps one from being drawn (`refusals`, from data alone), and the drawing (`drawing`, by matplotlib)."""

import logging

# It warns of a home that it cannot write to, which nothing here has need of; what goes wrong it raises.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
