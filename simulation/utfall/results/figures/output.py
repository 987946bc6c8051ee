"""A figure as a file or as SVG inside HTML: the same bytes each time."""

import io
import re
from pathlib import Path
from xml.etree import ElementTree

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from utfall.results.figures.lettering import house_style


def png(figure: Figure, path: Path) -> Path:
    """Write the figure as PNG at the house resolution, without a date."""
    with house_style():
        FigureCanvasAgg(figure)
        figure.savefig(path, format="png", metadata={"Software": None})
    return path


def svg_file(figure: Figure, path: Path) -> Path:
    """Write the figure as an SVG file of its own, without a date."""
    with house_style():
        FigureCanvasSVG(figure)
        figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    return path


def svg(figure: Figure, prefix: str) -> str:
    """The figure as SVG to stand inside HTML: text stays text, ids carry the prefix, no address, no date; the same bytes each time."""
    buffer = io.BytesIO()
    with house_style():
        FigureCanvasSVG(figure)
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _inline(buffer.getvalue(), prefix)


def _inline(source: bytes, prefix: str) -> str:
    root = ElementTree.fromstring(source)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for key in list(element.attrib):
            value = element.attrib.pop(key)
            name = key.rpartition("}")[2]
            if name == "id":
                value = f"{prefix}-{value}"
            elif name == "href" and value.startswith("#"):
                value = f"#{prefix}-{value[1:]}"
            element.set(name, re.sub(r"url\(#", f"url(#{prefix}-", value) if name in ("style", "clip-path", "fill") else value)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("focusable", "false")
    root.set("aria-hidden", "true")
    text = ElementTree.tostring(root, encoding="unicode")
    return re.sub(r">\s+<", "><", text)
