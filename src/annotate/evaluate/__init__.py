"""Scoring: gold files, and how well what the program finds agrees with them."""
