"""Courseware, the production-manager academy.

This file holds nothing else: importing a rule must not load Flask, so the factory is in ``app.py``.
"""
