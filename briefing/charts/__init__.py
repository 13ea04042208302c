"""Charts: what keeps one from being drawn (`refusals`, from data alone), and the drawing (`drawing`, by matplotlib)."""
