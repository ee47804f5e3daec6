"""Wording and parties become a paper: HTML, then PDF, then the same bytes with a signing sheet."""
