"""Calculation: expressions, seeded draws, typed numbers, units and how two numbers are compared."""
