"""What the server does around Streamlit: compressed assets, security headers, and words in place of a traceback."""
