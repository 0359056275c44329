"""Alembic's entry: it works on the connection that `migrate` hands over, and never commits."""

from alembic import context

from archive.schema import metadata as archive_tables
from numbering.schema import metadata as numbering_tables
from service.schema import metadata as service_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=[service_tables, numbering_tables, archive_tables],
    transaction_per_migration=False,
    transactional_ddl=False,  # the transaction is the caller's: nothing here begins or ends one
)
context.run_migrations()
