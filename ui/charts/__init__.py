"""Plotly figures from frames. `graph_objects` only; shared between visitors, so never changed after."""
