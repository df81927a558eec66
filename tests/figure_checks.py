"""Whether a figure is clean: every text stands on the page, by itself, and is large enough to read."""

from math import cos, radians, sin

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

DPI = 300
SLACK = 2.0
"""Dots: a ring or an accent may reach up between the letters above."""


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def marks(figure):
    """Every mark: its place, half its size, in dots."""
    figure.set_dpi(DPI)
    axes = figure.axes[0]
    for line in axes.lines:
        if line.get_marker() not in ("None", None, ""):
            for x, y in axes.transData.transform(line.get_xydata()):
                yield line, (x, y), line.get_markersize() / 2 * DPI / 72


def rectangle(text, renderer):
    """The four corners of a text, turned as it is, in dots."""
    words, font = text.get_text(), text.get_fontproperties()
    width, height, descent = renderer.get_text_width_height_descent(words, font, False)
    left = {"left": 0.0, "center": -width / 2, "right": -width}[text.get_ha()]
    corners = np.array(
        [
            (left, -descent),
            (left + width, -descent),
            (left + width, height - descent),
            (left, height - descent),
        ]
    )
    turn = radians(text.get_rotation())
    rotation = np.array([[cos(turn), sin(turn)], [-sin(turn), cos(turn)]])
    return corners @ rotation + text.get_transform().transform(text.get_position())


def overlap(one, two):
    """How far two rectangles reach into each other, in dots (separating axes); negative where they do not."""
    deepest = float("inf")
    for corners in (one, two):
        for side in (corners[1] - corners[0], corners[3] - corners[0]):
            axis = side / np.linalg.norm(side)
            first, second = one @ axis, two @ axis
            deepest = min(deepest, min(first.max(), second.max()) - max(first.min(), second.min()))
    return deepest


def assert_clean(figure):
    """Fail where a text is clipped, too small, or stands on another text or on a mark."""
    figure.set_dpi(DPI)
    renderer = FigureCanvasAgg(figure).get_renderer()
    found = [text for text in figure.axes[0].texts if text.get_text().strip()]
    places = [(text, rectangle(text, renderer)) for text in found]
    for text, place in places:
        assert text.get_va() == "baseline"
        assert text.get_fontsize() >= 6, text.get_text()
        assert place.min() >= -SLACK, text.get_text()
        assert (place.max(axis=0) <= np.array([figure.bbox.width, figure.bbox.height]) + SLACK).all(), (
            text.get_text()
        )
    squares = [
        (
            line,
            np.array(
                [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
            ),
        )
        for line, (x, y), half in marks(figure)
    ]
    everything = places + squares
    low, high = (np.array([edge(place, axis=0) for _, place in everything]) for edge in (np.min, np.max))
    for at, (text, place) in enumerate(places):
        near = (low < high[at]).all(axis=1) & (high > low[at]).all(axis=1)
        for other in np.flatnonzero(near):
            if other > at:
                assert overlap(place, everything[other][1]) <= SLACK, (text.get_text(), everything[other][0])
