"""Who acts: a name, with the account and the address behind it."""


class Actor(str):
    """The name that a deed is noted under; use cases hand it on as the plain text that it is.

    `akun` is the id of the account and `alamat` where the request came from. The command line and
    the service itself act under a plain name.
    """

    __slots__ = ("akun", "alamat")

    akun: int
    alamat: str

    def __new__(cls, nama: str, akun: int, alamat: str) -> "Actor":
        """Make the actor of one request."""
        made = super().__new__(cls, nama)
        made.akun, made.alamat = akun, alamat
        return made

    def __deepcopy__(self, _memo: object) -> "Actor":
        """Stand for itself in a copy of the record that holds it, as asdict() makes one."""
        return self


def account_of(oleh: str) -> int | None:
    """Give the id of the account that acts; None for the command line and the service."""
    return oleh.akun if isinstance(oleh, Actor) else None


def origin(oleh: str) -> dict[str, object]:
    """Say where a deed came from, as the audit trail keeps it."""
    return {"akun": oleh.akun, "alamat": oleh.alamat} if isinstance(oleh, Actor) else {}
