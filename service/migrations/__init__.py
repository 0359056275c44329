"""The database's shape and its history, kept by Alembic."""
