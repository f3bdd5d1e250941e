"""What python-pptx has no words for: error bars, alternative text, valid axis numbers. Order of elements: ECMA-376."""

from __future__ import annotations

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.series import LineSeries
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.base import BaseShape

from ui.handouts.chart_sheet import Whisker

_AFTER_ERROR_BARS = ("c:cat", "c:val", "c:shape", "c:smooth", "c:extLst")
"""Elements of a series (CT_BarSer, CT_LineSer) that come after its error bars."""
_AFTER_LABELS = ("c:trendline", "c:errBars", *_AFTER_ERROR_BARS)
"""The same for its labels."""


def describe(shape: BaseShape, words: str) -> None:
    """Give a chart or a picture its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", words)


def add_whiskers(chart: NativeChart, whisker: Whisker, colour: str, lying: bool) -> None:
    """Error bars of custom lengths on one series. lying: the chart has bars, whose error bars say no direction."""
    series = chart._chartSpace.xpath(".//c:ser")[whisker.series]
    direction = "" if lying else '<c:errDir val="y"/>'
    bars = parse_xml(
        f'<c:errBars {nsdecls("c", "a")}>{direction}<c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/>'
        f"<c:plus>{_numbers(whisker.up_cells, whisker.up)}</c:plus>"
        f"<c:minus>{_numbers(whisker.down_cells, whisker.down)}</c:minus>"
        f'<c:spPr><a:ln w="25400" cap="flat"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/>'
        f"</a:solidFill><a:round/></a:ln></c:spPr></c:errBars>"
    )
    following = next(child for child in series if child.tag in {qn(name) for name in _AFTER_ERROR_BARS})
    following.addprevious(bars)


def name_point(chart: NativeChart, series: LineSeries, number: int, colour: str, points: int, with_name: bool) -> None:
    """Write a point's figure to its right, and the name of its line where there are several."""
    label = parse_xml(
        f'<c:dLbls {nsdecls("c", "a")}><c:dLbl><c:idx val="{number}"/><c:spPr><a:noFill/></c:spPr><c:txPr>'
        f'<a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{points * 100}" b="1"><a:solidFill>'
        f'<a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p>'
        f'</c:txPr><c:dLblPos val="r"/>{_shown(value=True, name=with_name)}</c:dLbl>{_shown(value=False, name=False)}'
        "</c:dLbls>"
    )
    element = series._element
    old = element.find(qn("c:dLbls"))
    if old is not None:
        element.remove(old)
    following = next(child for child in element if child.tag in {qn(name) for name in _AFTER_LABELS})
    following.addprevious(label)


def _shown(value: bool, name: bool) -> str:
    said = {"LegendKey": False, "Val": value, "CatName": False, "SerName": name, "Percent": False, "BubbleSize": False}
    return "".join(f'<c:show{part} val="{int(shown)}"/>' for part, shown in said.items())


def tidy(chart: NativeChart) -> None:
    """What python-pptx leaves: negative numbers of axes (no schema allows them), round corners, white bars."""
    space = chart._chartSpace
    found: dict[str, str] = {}
    for element in space.iter(qn("c:axId"), qn("c:crossAx")):
        said = element.get("val")
        element.set("val", found.setdefault(said, str(111111110 + len(found))))
    space.find(qn("c:date1904")).addnext(parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>'))
    for point in space.xpath(".//c:barChart//c:dPt"):
        if point.find(qn("c:invertIfNegative")) is None:
            point.find(qn("c:idx")).addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))


def skip_labels(chart: NativeChart, every: int) -> None:
    """Name every n-th category only, where there are too many for the width."""
    axis = next(chart._chartSpace.iter(qn("c:catAx")))
    for name in ("c:tickLblSkip", "c:tickMarkSkip"):
        axis.find(qn("c:noMultiLvlLbl")).addprevious(parse_xml(f'<{name} {nsdecls("c")} val="{every}"/>'))


def fill_plot(chart: NativeChart, left: float, top: float, width: float, height: float) -> None:
    """Where the drawing stands in the chart's frame, axis labels not counted; parts of one."""
    area = next(chart._chartSpace.iter(qn("c:plotArea")))
    old = area.find(qn("c:layout"))
    if old is not None:
        area.remove(old)
    sizes = "".join(
        f'<c:{name} val="{value:.4f}"/>' for name, value in zip("xywh", (left, top, width, height), strict=True)
    )
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{sizes}</c:manualLayout></c:layout>'
        ),
    )


def _numbers(cells: str, values: tuple[float | None, ...]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{value!r}</c:v></c:pt>' for number, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{cells}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )
