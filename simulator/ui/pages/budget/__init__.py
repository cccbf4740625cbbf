"""Begroting: tables as they are booked, and files of them."""
