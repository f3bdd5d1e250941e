"""Two small apps to measure against: a title, and one Plotly chart. `frozen` serves either with a frozen heap."""
