"""The key that opens an endpoint: from the environment, or from the system's store of secrets; never from a file of a review."""

from collections.abc import Mapping
from importlib import import_module

from litatlas.errors import UsageError

KEY = "LITATLAS_API_KEY"
"""The variable that holds the key."""
SERVICE = "litatlas"
"""What the key is called in the system's store of secrets; the user there is the endpoint's host."""


def find_key(host: str, environment: Mapping[str, str]) -> str:
    """Find the key for a host; empty where there is none, as servers on one's own machine need none.

    The store of secrets is asked where the package keyring is installed. `UsageError` where it refuses.
    """
    if given := environment.get(KEY, "").strip():
        return given
    try:
        keyring = import_module("keyring")
        errors = import_module("keyring.errors")
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(SERVICE, host) or "").strip()
    except errors.NoKeyringError:
        return ""
    except errors.KeyringError as error:
        raise UsageError(f"the store of secrets does not give the key for {host}; unlock it, or set {KEY}") from error
