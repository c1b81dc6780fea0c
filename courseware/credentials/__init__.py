"""Credentials: what a certificate states, its number, and the printed page."""
