"""Plotly figures from frames. `graph_objects` only; every figure is shared between visitors, so none is changed after."""
