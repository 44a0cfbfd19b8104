"""What tells works and people apart: identifiers, addresses, names, and the facts of a work as files hold them."""
