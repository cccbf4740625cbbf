"""The pages: the only code that knows Streamlit.

Pure modules (no Streamlit): `formats`, `edits`, `changes`, `history`, `link`, `conflicts`, `outcome`,
`headline`, `charts` and `texts`. The others draw on the screen: `language`, `state` and `services` hold what
pages share, `frame` what stands around every page, `components` what pages are built of.
"""
