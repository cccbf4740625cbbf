"""From a scenario to euros: compile -> sample -> project -> damp -> total.

Pure NumPy. No files, no clock, no pandas, no Streamlit.
"""
