"""Markdown and TeX → HTML that is safe to show."""
