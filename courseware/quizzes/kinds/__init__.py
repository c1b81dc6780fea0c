"""Kinds of questions: one file a kind, listed in `registry.py`."""
