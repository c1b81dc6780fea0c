"""Verbs: load records, ask the rules, write records and journal, return. Never commit."""
