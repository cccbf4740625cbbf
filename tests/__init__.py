"""Tests of Koers."""
