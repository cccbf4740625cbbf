"""Pakketten: which package meets the wishes, and in which futures it fails."""
