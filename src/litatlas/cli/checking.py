"""The command that lists a review's faults: check."""

import os
from pathlib import Path

import click

from litatlas.cli.session import EXIT_FAULTS, EXIT_WELL, Session, example, write_text
from litatlas.commands.check import check as check_review
from litatlas.commands.fault_formats import format_github, format_json
from litatlas.text.wording import count_of


@click.command()
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@click.option(
    "--format",
    "fault_format",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for GitHub to show beside the lines of a pull request.",
)
@click.pass_obj
@example("litatlas check --strict")
def check(session: Session, strict: bool, fault_format: str) -> int:  # noqa: FBT001
    """List all faults of the content, and write nothing."""
    terminal = session.terminal
    root = session.find_review()
    with terminal.wait("checking the review"):
        report = check_review(root, strict=strict)
    errors = sum(fault.severity == "error" for fault in report.faults)
    if fault_format == "json":
        counts = {"papers": report.papers, "topics": report.topics, "notes": report.notes}
        counts |= {"without_topic": report.without_topic, "alike": report.alike}
        write_text([format_json(counts, report.faults)])
        return EXIT_FAULTS if errors else EXIT_WELL
    if fault_format == "github":
        folder = Path(os.path.relpath(root)).as_posix()
        write_text(format_github(report.faults, "" if folder == "." else f"{folder}/"))
    else:
        terminal.print_faults(report.faults)
    if errors:
        terminal.fail(count_of(errors, "fault"))
        return EXIT_FAULTS
    parts = [count_of(report.papers, "paper"), count_of(report.topics, "topic"), count_of(report.notes, "note")]
    told = [f"{count_of(report.without_topic, 'paper')} without a topic"] if report.without_topic else []
    told += [f"{count_of(report.alike, 'row')} like another one"] if report.alike else []
    apart = f" ({', '.join(told)})" if told else ""
    warnings = f"; {count_of(len(report.faults), 'warning')}" if report.faults else ""
    terminal.print(f"No faults in {', '.join(parts)}{apart}{warnings}.")
    return EXIT_WELL
