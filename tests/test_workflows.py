"""GitHub's workflows, this repository's and those of new reviews: what they run, by whose code, and what they may do."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY

SCAFFOLD = REPOSITORY / "src" / "litatlas" / "scaffold" / "files" / "github" / "workflows"
WORKFLOWS = sorted([*(REPOSITORY / ".github" / "workflows").glob("*.yml"), *SCAFFOLD.glob("*.yml")])
PINNED = re.compile(r"(?P<action>[\w.-]+/[\w./-]+)@(?P<hash>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)")
PUBLISHING = {"pages": "write", "id-token": "write"}
ASKED_FOR = {"build": {"contents": "read", "pages": "read"}, "deploy": PUBLISHING}
"""What jobs may do that may more than read the repository."""

workflows = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())


def read_workflow(path: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def list_runs(workflow: dict[Any, Any]) -> list[str]:
    return [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]


def list_used(path: Path) -> list[str]:
    """What a workflow says after `uses:`, comments included."""
    return re.findall(r"uses:\s*(.+?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)


@workflows
def test_others_code_is_pinned_by_its_hash_with_the_version_beside_it(path: Path) -> None:
    used = list_used(path)

    assert used
    assert [use for use in used if not PINNED.fullmatch(use)] == []


def test_an_action_has_one_version_in_all_workflows() -> None:
    pins = {(found["action"], found[0]) for path in WORKFLOWS for use in list_used(path) if (found := PINNED.fullmatch(use))}

    assert len(pins) == len({action for action, _ in pins})


@workflows
def test_a_workflow_may_read_and_only_the_job_that_publishes_may_write(path: Path) -> None:
    workflow = read_workflow(path)
    asked = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}

    assert workflow["permissions"] == {"contents": "read"}
    assert {name: found for name, found in asked.items() if ASKED_FOR.get(name) != found} == {}
    assert "pull_request_target" not in workflow[True]  # YAML reads `on` as true
    assert all(job["if"] == "github.event_name != 'pull_request'" for name, job in workflow["jobs"].items() if name == "deploy")


@workflows
def test_a_token_is_not_left_behind_and_no_text_of_an_event_becomes_a_command(path: Path) -> None:
    workflow = read_workflow(path)
    checkouts = [
        step
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if str(step.get("uses", "")).startswith("actions/checkout")
    ]

    assert checkouts or path.parent == SCAFFOLD
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []
    assert [run for run in list_runs(workflow) if "${{" in run] == []


def test_the_readme_s_commands_run_on_every_python_that_the_package_names() -> None:
    workflow = read_workflow(REPOSITORY / ".github" / "workflows" / "tests.yml")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(project["classifiers"]))
    commands = [line for line in readme if line.startswith("python3 -m venv")]

    assert workflow["jobs"]["tests"]["strategy"]["matrix"]["python"] == named
    assert len(commands) == 2
    assert [command for command in commands if command not in list_runs({"jobs": {"tests": workflow["jobs"]["tests"]}})] == []


def test_the_newest_packages_are_tried_each_week_without_the_constraints() -> None:
    path = REPOSITORY / ".github" / "workflows" / "newest.yml"
    workflow = read_workflow(path)

    assert [entry["cron"].split()[2:] for entry in workflow[True]["schedule"]] == [["*", "*", "1"]]
    assert any("pip install" in run for run in list_runs(workflow))
    assert not any("constraints" in run for run in list_runs(workflow))
