"""What an outside program is kept from: the network."""

import shutil
import subprocess
from functools import lru_cache

_WAYS = (("--net",), ("--map-root-user", "--net"))  # as root; as anybody, where that is allowed


@lru_cache
def no_network() -> tuple[str, ...]:
    """The words before a command that take the network from it; () where the system refuses."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for way in _WAYS:
        tried = subprocess.run([unshare, *way, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return (unshare, *way, "--")
    return ()
