"""What is stored: tables and their queries, one file per noun. SQLAlchemy, no Flask."""
