"""Tables for other programs: rows in, text out that a spreadsheet reads and never runs."""
