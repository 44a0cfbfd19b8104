"""Where the command starts: `litatlas`, or `python -m litatlas`."""

import signal


def main() -> None:
    """Run the command line and exit."""
    # Loading the modules takes a moment, in which there is nothing to clean up: Ctrl+C ends the process without a traceback.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from litatlas.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
