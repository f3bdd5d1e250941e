"""The answers: functions from a warehouse to small frames and dataclasses. No Streamlit, no Plotly, no ETL."""
