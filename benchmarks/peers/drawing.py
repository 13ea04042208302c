"""The charts of all peers: ranked bars by matplotlib."""

import io


def pyplot_png(chart):
    """As usually written: pyplot, a PNG of 150 dpi."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    _, labels, numbers = chart
    figure, axes = plt.subplots(figsize=(6.5, 3))
    axes.barh(labels[::-1], numbers[::-1])
    figure.tight_layout()
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=150)
    plt.close(figure)
    return target.getvalue()


def figure_svg(chart):
    """Without pyplot, an SVG whose text stays text."""
    import matplotlib
    from matplotlib.figure import Figure

    _, labels, numbers = chart
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "a"}):
        figure = Figure(figsize=(6.5, 3))
        axes = figure.add_subplot()
        axes.barh(labels[::-1], numbers[::-1])
        figure.tight_layout()
        target = io.BytesIO()
        figure.savefig(target, format="svg", metadata={"Date": None})
    return target.getvalue()
