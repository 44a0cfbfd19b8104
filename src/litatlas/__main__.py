"""`python -m litatlas`."""

from litatlas.cli import main

main()
