"""Tests of the pages: pure functions by hand, pages with Streamlit's AppTest."""
