"""The audit trail can only grow: the database itself refuses to change or remove a row."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SAID = "jejak audit hanya dapat ditambah"


def upgrade() -> None:
    """Guard the trail, and index it by what a deed was done to."""
    op.create_index("audit_objek", "audit", ["instansi_id", "objek", "urutan"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


_SQLITE = "CREATE TRIGGER {name} BEFORE {deed} ON {table} BEGIN SELECT RAISE(ABORT, '{said}'); END"
_REFUSE = """
    CREATE FUNCTION audit_hanya_tambah() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{said}'; END $$
"""
_POSTGRESQL = (
    "CREATE TRIGGER {name} BEFORE {deed} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_hanya_tambah()"
)
# The head rises with every deed, so only its removal is refused.
_SHUT = (
    ("audit_tanpa_ubah", "UPDATE", "audit"),
    ("audit_tanpa_hapus", "DELETE", "audit"),
    ("audit_kepala_tetap", "DELETE", "audit_kepala"),
)
_EMPTIED = (
    ("audit_tanpa_kosong", "TRUNCATE", "audit"),
    ("audit_kepala_isi", "TRUNCATE", "audit_kepala"),
)
GUARDS = {
    "sqlite": [
        _SQLITE.format(name=name, deed=deed, table=table, said=SAID) for name, deed, table in _SHUT
    ],
    "postgresql": [_REFUSE.format(said=SAID)]
    + [
        _POSTGRESQL.format(name=name, deed=deed, table=table)
        for name, deed, table in _SHUT + _EMPTIED
    ],
}
