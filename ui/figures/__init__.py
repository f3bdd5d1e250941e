"""Figures with everything that travels with them: an answer from `analysis`, a chart, and the words between."""
