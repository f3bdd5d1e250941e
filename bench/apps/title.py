"""A title and nothing else: the least that Streamlit can show."""

import streamlit as st

st.title("A title and nothing else")
