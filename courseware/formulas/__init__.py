"""The field's formulas: one function for each formula of the curriculum, pure numbers in and out."""
