"""One Plotly chart: the least that a page with a figure can show."""

import plotly.graph_objects as go
import streamlit as st

st.title("One chart")
st.plotly_chart(go.Figure(go.Bar(x=[3, 1, 2], y=["first", "second", "third"], orientation="h")), key="chart")
