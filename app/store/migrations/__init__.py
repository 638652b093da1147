"""Alembic's environment. A step is written by hand into `versions/`, named after the one before it.

tests/store/test_migrations.py says what is missing when the tables and the steps differ.
"""
