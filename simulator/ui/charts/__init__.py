"""Tables to Vega-Lite: each chart is described once per language, and gets its data when it is drawn.

Numbers in labels come from the table as text, written by `formats`; those on the axes are written by Vega
with the number format in ``config.locale``, the only place that it takes from Streamlit.
"""

from simulator.ui.charts.band import band_chart, band_table, net_figure
from simulator.ui.charts.base import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    NUMBERS,
    VERMILION,
    Figure,
    Spec,
)
from simulator.ui.charts.break_even import break_even_figure
from simulator.ui.charts.bridge import bridge_figure
from simulator.ui.charts.chance import Luck, Names, chance_figure
from simulator.ui.charts.credit import credit_figure
from simulator.ui.charts.ramp_up import ramp_up_figure
from simulator.ui.charts.spending import spending_figure
from simulator.ui.charts.volume_price import volume_price_figure
from simulator.ui.charts.yearly import yearly_figure

__all__ = [
    "BLUE",
    "GREEN",
    "GREY",
    "HEIGHT",
    "INK",
    "NUMBERS",
    "VERMILION",
    "Figure",
    "Luck",
    "Names",
    "Spec",
    "band_chart",
    "band_table",
    "break_even_figure",
    "bridge_figure",
    "chance_figure",
    "credit_figure",
    "net_figure",
    "ramp_up_figure",
    "spending_figure",
    "volume_price_figure",
    "yearly_figure",
]
