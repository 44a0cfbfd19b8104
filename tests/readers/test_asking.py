"""Asking a server that is slow, busy, broken or somebody else's: what is asked again, what it may cost, and what stays."""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from litatlas.errors import UsageError
from litatlas.extract.document import build_document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.readers.asking import Manner, Outcome, ask, build_batches
from litatlas.readers.budget import Budget, Price, Spending
from litatlas.readers.endpoint import build_endpoint
from litatlas.readers.prompt import build_question
from litatlas.review.loading import load_papers
from tests.invented import Entry, format_listing, write_files
from tests.readers.answering import Asked, Play, Played, build_row, play_rows, say, serve, tell
from tests.readers.asking import MODEL, ingest_with, list_readings
from tests.running_litatlas import run

BIRDS = tuple(
    Entry(f"{name}s wait", f"We present {name}. It is {number}.5x faster than WindLM.", f"May {number}, 2024")
    for number, name in enumerate(("Owl", "Kestrel", "Heron", "Magpie", "Gull", "Rook"), 3)
)
ROWS = {bird.title: [build_row(f"{number}.5x", number + 0.5)] for number, bird in enumerate(BIRDS, 3)}
RIGHT = play_rows(ROWS)
KEY = "sk-pond-0123456789"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_files(tmp_path, {"review/content/review.yml": f"title: Birds\nreader: model\nmodel: {MODEL}\n"})
    write_files(tmp_path, {"list.txt": format_listing(BIRDS)})
    return tmp_path / "review"


def count_read(root: Path) -> int:
    """Papers that the model read."""
    return sum(paper.extraction.by is not None and paper.extraction.by.reader == "model" for paper in load_papers(root).values())


def note(said: list[str]) -> Callable[[str], bool]:
    """Agrees to what it is told, and notes it."""

    def agree(text: str) -> bool:
        said.append(text)
        return True

    return agree


def ask_birds(url: str, vocabulary: Vocabulary, key: str = "", **manner: Any) -> list[Outcome]:
    """What comes of asking a server of all birds."""
    questions = [build_question(build_document(bird.title, bird.abstract), MODEL) for bird in BIRDS]
    made = Manner(**{"pause": 0.01, "timeout": 60.0, **manner})
    return list(ask(build_batches(questions, 1), build_endpoint(url, key), made, Spending(Budget()), vocabulary))


def fail_first(first: Played, times: int = 1) -> Play:
    """A server that is well after its first replies."""
    return lambda asked, number: first if number < times else RIGHT(asked, number)


# What passes


@pytest.mark.parametrize(
    "fault",
    [
        Played(b"{}", 500),
        Played(b"<html>", 502, {"Content-Type": "text/html"}),
        Played(b'{"error": {"message": "overloaded"}}', 529),
        Played(b'{"error": "slow down"}', 429, {"Retry-After": "0"}),
        Played(b"", 503, {"Retry-After": "Sun, 06 Nov 1994 08:49:37 GMT"}),
        Played(b"", 429, {"Retry-After": "soon"}),
        Played(b"not the protocol"),
        Played(b"[" * 50_000),
        Played(b'{"choices": []}'),
        Played(b'{"choices": [{"message": 3}]}'),
        Played(say("{}").body, is_cut=True),
        Played(b"", delay=5.0),
        Played(say("{}").body, drips=0.05),
        Played(b"{}", headers={"Content-Encoding": "gzip"}, status=500),
    ],
)
def test_what_may_pass_is_asked_again(fault: Played, vocabulary: Vocabulary) -> None:
    is_slow = bool(fault.delay or fault.drips)
    with serve(fail_first(fault)) as server:
        outcomes = ask_birds(server.url, vocabulary, parallel=1, timeout=1.5 if is_slow else 60.0)

    # A busy machine may be slow itself.
    assert len(server.asked) == 7 or (is_slow and len(server.asked) > 7)
    assert [len(outcome.answer.rows) for outcome in outcomes if outcome.answer] == [1] * 6


def test_a_server_that_asks_to_wait_is_let_be_so_long_by_all_requests(root: Path) -> None:
    with serve(fail_first(Played(b"{}", 429, {"Retry-After": "1"}))) as server:
        report = ingest_with(root, server.url, parallel=1, pause=0.0, longest_wait=1.0)
    first, second, *_ = server.asked
    assert (len(server.asked), report.faults) == (7, ())
    assert second.at - first.at >= 1.0

    with serve(fail_first(Played(b"{}", 429, {"Retry-After": "3600"}))) as server:
        wren = Entry("Wrens wait", "We present Wren. It is 9x faster.", "May 2, 2024")
        write_files(root.parent, {"more.txt": format_listing([wren])})
        report = ingest_with(root, server.url, files=[root.parent / "more.txt"])

    assert len(server.asked) == 1
    assert [fault.message for fault in report.faults] == [
        f"{MODEL} has not read 1 of 1 paper: status 429; the endpoint asks to wait 3,600 s"
    ]


def test_a_server_that_is_never_well_is_given_up_and_the_rules_read(root: Path) -> None:
    with serve(lambda _asked, _number: Played(b'{"error": {"message": "out of feathers"}}', 500)) as server:
        report = ingest_with(root, server.url, parallel=1, tries=2)

    assert len(server.asked) == 6
    assert sorted((fault.severity, fault.message) for fault in report.faults) == [
        ("error", f"{MODEL} has not read 3 of 6 papers: 3 requests in a row failed: status 500: out of feathers"),
        ("error", f"{MODEL} has not read 3 of 6 papers: status 500: out of feathers"),
    ]
    assert (count_read(root), list_readings(root), len(load_papers(root))) == (0, [], 6)


def test_a_server_that_is_not_there_is_told(root: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        report = ingest_with(root, f"http://127.0.0.1:{free.getsockname()[1]}/v1", tries=1)

    assert report.has_errors
    assert all("the connection failed" in fault.message for fault in report.faults)


def test_a_reply_without_end_is_read_no_further_and_costs_its_paper_alone(root: Path) -> None:
    def play(asked: Asked, number: int) -> Played:
        return Played(b" " * 3_000_000) if asked.titles == [BIRDS[0].title] else RIGHT(asked, number)

    with serve(play) as server:
        report = ingest_with(root, server.url)

    assert [fault.message for fault in report.faults] == [
        f"{MODEL} has not read 1 of 6 papers: the reply has more than 2,000,000 bytes"
    ]
    assert count_read(root) == 5


def test_halves_of_letters_in_a_text_break_no_request(vocabulary: Vocabulary) -> None:
    question = build_question(build_document("Owls \ud800 wait", "It is 3x faster."), MODEL)
    with serve(RIGHT) as server:
        asked = ask([[question]], build_endpoint(server.url), Manner(), Spending(Budget()), vocabulary)
        assert [outcome.answer is not None for outcome in asked] == [True]

    assert server.asked[0].titles == ["Owls ? wait"]


# What does not


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Played(b'{"error": {"message": "no such key sk-pond-0123456789"}}', 401), "status 401: no such key …"),
        (Played(b"", 404), "status 404"),
        (Played(b"", 307, {"Location": "http://127.0.0.1:9/v1/chat/completions"}), "the endpoint leads elsewhere (status 307)"),
        (Played(b"", 301, {"Location": "https://example.org/"}), "the endpoint leads elsewhere (status 301)"),
    ],
)
def test_what_does_not_pass_ends_the_run_at_once(fault: Played, told: str, vocabulary: Vocabulary) -> None:
    with serve(lambda _asked, _number: fault) as server:
        outcomes = ask_birds(server.url, vocabulary, KEY, parallel=1)

    assert len(server.asked) == 1
    assert [outcome.answer for outcome in outcomes] == [None] * 6
    assert all(told in outcome.why and KEY not in outcome.why for outcome in outcomes)


def test_a_redirect_is_not_followed_so_that_no_other_host_sees_the_key(vocabulary: Vocabulary) -> None:
    with serve(RIGHT) as other:
        target = f"{other.url}/chat/completions"
        with serve(lambda _asked, _number: Played(b"", 307, {"Location": target})) as server:
            ask_birds(server.url, vocabulary, KEY)

    assert server.asked
    assert other.asked == []


@pytest.mark.parametrize(
    ("message", "field", "before", "after"),
    [
        ("Unknown field: response_format", "response_format", "json_schema", "json_object"),
        ("this model takes max_completion_tokens instead of max_tokens", "max_tokens", 2200, None),
        ("temperature is not supported with this model", "temperature", 0, None),
    ],
)
def test_a_field_that_a_server_does_not_know_is_left_out_from_then_on(
    message: str, field: str, before: object, after: object, vocabulary: Vocabulary
) -> None:
    def read(asked: Asked) -> object:
        value = asked.body.get(field)
        return value["type"] if isinstance(value, dict) else value

    def play(asked: Asked, number: int) -> Played:
        wrong = json.dumps({"error": {"message": message}}).encode()
        return Played(wrong, 400) if read(asked) == before else RIGHT(asked, number)

    with serve(play) as server:
        outcomes = ask_birds(server.url, vocabulary, parallel=1)

    assert [read(asked) for asked in server.asked] == [before, *[after] * 6]
    assert all(outcome.answer for outcome in outcomes)


def test_a_server_without_any_form_of_answer_is_asked_in_words_alone(vocabulary: Vocabulary) -> None:
    with serve(lambda asked, number: Played(b"", 400) if "response_format" in asked.body else RIGHT(asked, number)) as server:
        outcomes = ask_birds(server.url, vocabulary, parallel=1)

    assert len(server.asked) == 8
    assert all(outcome.answer for outcome in outcomes)


def test_a_request_that_is_wrong_for_another_reason_costs_its_paper_alone(root: Path) -> None:
    def play(asked: Asked, number: int) -> Played:
        wrong = Played(b'{"error": {"message": "the context is too long"}}', 400)
        return wrong if asked.titles == [BIRDS[0].title] else RIGHT(asked, number)

    with serve(play) as server:
        report = ingest_with(root, server.url)

    assert [fault.message for fault in report.faults] == [
        f"{MODEL} has not read 1 of 6 papers: status 400: the context is too long"
    ]
    assert all("response_format" in asked.body for asked in server.asked)


# What it may cost


def test_a_budget_of_tokens_is_told_beforehand_kept_and_what_was_read_stays(root: Path) -> None:
    said: list[str] = []
    with serve(lambda asked, _: say(tell(asked, ROWS), tokens=(3_000, 100))) as server:
        report = ingest_with(root, server.url, parallel=1, budget=Budget(12_000), agree=note(said), tell=said.append)
    asked = len(server.asked)

    assert 1 <= asked <= 4
    assert said[0].startswith(f"{MODEL} at 127.0.0.1 is to read 6 papers in 6 requests: about ")
    assert said[0].endswith("; the budget is 12,000 tokens")
    assert said[1] == f"asked {asked} times, {asked * 3_100:,} tokens ({asked * 3_000:,} in requests, {asked * 100} in replies)"
    assert [(fault.severity, fault.message) for fault in report.faults] == [
        (
            "warning",
            f"{MODEL} has not read {6 - asked} of 6 papers: the budget of 12,000 tokens has too little left for another request",
        )
    ]
    assert (count_read(root), len(list_readings(root)), len(load_papers(root))) == (asked, asked, 6)

    with serve(RIGHT) as server:
        assert ingest_with(root, server.url).faults == ()
    assert (len(server.asked), count_read(root)) == (6 - asked, 6)


def test_requests_at_once_do_not_overdraw_the_budget(root: Path) -> None:
    with serve(lambda asked, _: say(tell(asked, ROWS), tokens=(3_000, 2_000))) as server:
        ingest_with(root, server.url, parallel=6, budget=Budget(11_000))

    assert 1 <= len(server.asked) <= 2


def test_a_budget_of_money_is_kept(root: Path) -> None:
    said: list[str] = []
    budget = Budget(money=0.02, price=Price(2.0, 4.0))
    with serve(lambda asked, _: say(tell(asked, ROWS), tokens=(2_000, 100))) as server:
        ingest_with(root, server.url, parallel=1, budget=budget, agree=note(said), tell=said.append)

    assert 1 <= len(server.asked) <= 4
    assert "which cost 0." in said[0]
    assert said[0].endswith("the budget is a sum of 0.02")


def test_what_may_have_been_charged_counts_though_nothing_came() -> None:
    spending = Spending(Budget(1_000))

    assert spending.hold(600, 300)
    assert not spending.hold(100, 100)
    spending.settle((600, 300), (600, 300))
    assert not spending.hold(100, 100)
    assert spending.hold(50, 50)


def test_a_run_that_is_not_agreed_to_asks_and_writes_nothing(root: Path) -> None:
    with serve(RIGHT) as server:
        report = ingest_with(root, server.url, agree=lambda _: False)

    assert (server.asked, report.entries, (root / "content" / "papers").exists(), list_readings(root)) == ([], 0, False, [])


# Addresses and keys


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://example.org/v1", "http to example.org would send texts and key for everyone on the way to read"),
        ("http://localhost.example.org/v1", "http to localhost.example.org"),
        ("http://10.0.0.1/v1", "http to 10.0.0.1"),
        ("ftp://example.org/v1", "is no address of a server"),
        ("example.org/v1", "is no address of a server"),
        ("https://", "is no address of a server"),
        ("https://exam ple.org/v1", "is no address of a server"),
        ("https://[::1/v1", "is no address of a server"),
        ("https://example.org:port/v1", "is no address of a server"),
        ("https://user:secret@example.org/v1", "an endpoint has no user, query or fragment"),
        ("https://example.org/v1?key=secret", "an endpoint has no user, query or fragment"),
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused(url: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        build_endpoint(url, KEY)

    assert told in str(refused.value)
    assert KEY not in str(refused.value)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "whole", "is_local"),
    [
        ("http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1/chat/completions", True),
        ("http://localhost/v1/", "http://localhost/v1/chat/completions", True),
        ("http://[::1]:80/v1/chat/completions", "http://[::1]:80/v1/chat/completions", True),
        ("https://api.example.org/v1", "https://api.example.org/v1/chat/completions", False),
    ],
)
def test_an_address_is_that_of_the_server_or_of_its_chat(url: str, whole: str, is_local: bool) -> None:
    endpoint = build_endpoint(url, KEY)

    assert (endpoint.url, endpoint.is_local) == (whole, is_local)
    assert KEY not in repr(endpoint)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel"])
def test_a_key_that_no_header_can_hold_is_refused_and_not_told(key: str) -> None:
    with pytest.raises(UsageError) as refused:
        build_endpoint("https://example.org", key)

    assert key not in str(refused.value)


def test_http_to_another_machine_is_taken_where_it_is_allowed() -> None:
    assert build_endpoint("http://10.0.0.1/v1", allow_http=True).url == "http://10.0.0.1/v1/chat/completions"


# The command


def ask_by_command(root: Path, url: str, *options: str, **variables: str) -> tuple[int, str, str]:
    ended = run(root, "ingest", str(root.parent / "list.txt"), "--endpoint", url, *options, **variables)
    return ended.returncode, ended.stdout, ended.stderr


def test_the_command_asks_with_the_key_of_the_environment_and_writes_and_says_it_nowhere(root: Path) -> None:
    with serve(RIGHT) as server:
        options = ("--batch", "3", "--answer-tokens", "5000")
        status, output, errors = ask_by_command(root, server.url, *options, LITATLAS_API_KEY=KEY)

    assert status == 0
    assert {asked.headers["authorization"] for asked in server.asked} == {f"Bearer {KEY}"}
    assert [asked.body["max_tokens"] for asked in server.asked] == [15_200, 15_200]
    assert f"{MODEL} at 127.0.0.1 is to read 6 papers in 2 requests" in output
    assert "asked 2 times, 300 tokens (200 in requests, 100 in replies)." in output
    written = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    assert KEY.encode() not in written
    assert KEY not in output + errors


def test_a_server_that_needs_no_key_is_sent_none_and_the_endpoint_may_stand_in_the_environment(root: Path) -> None:
    with serve(RIGHT) as server:
        ended = run(root, "ingest", str(root.parent / "list.txt"), LITATLAS_ENDPOINT=server.url, LITATLAS_API_KEY="")

    assert (ended.returncode, len(server.asked)) == (0, 6)
    assert all("authorization" not in asked.headers for asked in server.asked)


def test_the_key_may_be_in_the_systems_store_of_secrets(root: Path, tmp_path: Path) -> None:
    store = "def get_password(service, user):\n    return 'sk-' + service + '-' + user\n"
    errors = "class KeyringError(Exception): pass\nclass NoKeyringError(KeyringError): pass\n"
    write_files(tmp_path, {"store/keyring/__init__.py": store, "store/keyring/errors.py": errors})
    with serve(RIGHT) as server:
        command = [
            sys.executable,
            "-m",
            "litatlas",
            "-C",
            str(root),
            "ingest",
            str(tmp_path / "list.txt"),
            "--endpoint",
            server.url,
        ]
        environment = {name: value for name, value in os.environ.items() if name != "LITATLAS_API_KEY"}
        subprocess.run(command, env={**environment, "PYTHONPATH": str(tmp_path / "store")}, check=True, capture_output=True)

    assert {asked.headers["authorization"] for asked in server.asked} == {"Bearer sk-litatlas-127.0.0.1"}


def test_an_estimate_asks_and_writes_nothing(root: Path) -> None:
    with serve(RIGHT) as server:
        status, output, _ = ask_by_command(root, server.url, "--estimate", "--price", "1,2")

    assert (status, server.asked, (root / "content" / "papers").exists()) == (0, [], False)
    assert "6 papers in 6 requests" in output
    assert "Nothing was asked, and nothing written." in output


def test_a_server_elsewhere_has_a_budget_also_where_none_is_told(root: Path) -> None:
    status, output, _ = ask_by_command(root, "https://api.example.org/v1", "--estimate")

    assert status == 0
    assert f"{MODEL} at api.example.org is to read 6 papers" in output
    assert "the budget is 1,000,000 tokens." in output


def test_at_a_terminal_a_run_elsewhere_without_a_budget_asks_first(root: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "ingest", str(root.parent / "list.txt")]
    command += ["--endpoint", "https://api.example.invalid/v1"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"}) as process:
        os.close(theirs)
        told = ""
        for words, keys in (("ask (y, n)?", b"n"), ("nothing written", b"")):
            while words not in told:
                told += os.read(ours, 4096).decode()
            os.write(ours, keys)
        assert process.wait(60) == 0
    os.close(ours)

    assert not (root / "content" / "papers").exists()


def test_without_the_extra_a_run_says_what_to_install_and_the_rules_read_as_ever(root: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"bare/httpx.py": "raise ImportError('not installed')\n"})
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "ingest", str(tmp_path / "list.txt")]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "bare")}
    asked, ruled = (
        subprocess.run([*command, *options], env=environment, capture_output=True, text=True, check=False)
        for options in (("--endpoint", "http://127.0.0.1:9/v1"), ("--reader", "rules"))
    )

    assert (asked.returncode, ruled.returncode) == (2, 0)
    assert "asking a model needs more packages: pip install 'litatlas[model]'" in asked.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--reader", "rules"), "the rules need no --endpoint"),
        (("--budget-money", "3"), "a budget of money needs the price"),
        (("--price", "cheap"), "write what a million tokens"),
        (("--model", "two words"), "is not a model's name"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_use(root: Path, options: tuple[str, ...], told: str) -> None:
    status, _, errors = ask_by_command(root, "http://127.0.0.1:9/v1", *options)

    assert status == 2
    assert told in errors


def test_a_model_that_nobody_names_is_wrong_use(root: Path) -> None:
    write_files(root, {"content/review.yml": "title: Birds\n"})
    status, _, errors = ask_by_command(root, "http://127.0.0.1:9/v1")

    assert status == 2
    assert "a model is to read, and none is named" in errors


def test_the_review_names_no_endpoint(root: Path) -> None:
    write_files(root, {"content/review.yml": f"title: Birds\nreader: model\nmodel: {MODEL}\nendpoint: https://example.org\n"})

    ended = run(root, "ingest", str(root.parent / "list.txt"))

    assert "unknown field 'endpoint'" in ended.stderr


# Runs that end early, and beside each other


def start(root: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "ingest", str(root.parent / "list.txt"), "--endpoint", url]
    return subprocess.Popen([*command, "--parallel", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_run_that_is_ended_goes_on_where_it_was(root: Path, sent: signal.Signals, status: int) -> None:
    def play(asked: Asked, number: int) -> Played:
        if number == 3:
            process.send_signal(sent)
        return Played(RIGHT(asked, number).body, delay=0.0 if number < 3 else 30.0)

    with serve(play) as server:
        process = start(root, server.url)
        assert process.wait(60) == status
    done = {title for asked in server.asked[:3] for title in asked.titles}

    assert len(list_readings(root)) == 3
    with serve(RIGHT) as server:
        assert ingest_with(root, server.url).faults == ()
    assert done.isdisjoint(title for asked in server.asked for title in asked.titles)
    assert (len(server.asked), count_read(root)) == (3, 6)
    assert [path.name for path in (root / "content" / "readings").rglob("*") if path.is_file() and path.suffix != ".json"] == []


def test_of_two_runs_at_once_one_asks_and_the_other_says_so(root: Path) -> None:
    second: list[tuple[int, str]] = []

    def play(asked: Asked, number: int) -> Played:
        if number == 0:
            command = [sys.executable, "-m", "litatlas", "-C", str(root), "ingest", str(root.parent / "list.txt")]
            ended = subprocess.run(command, capture_output=True, text=True, check=False)
            second.append((ended.returncode, ended.stderr))
        return RIGHT(asked, number)

    with serve(play) as server:
        report = ingest_with(root, server.url, parallel=1, timeout=60.0)

    assert [(status, "another run is ingesting into" in told) for status, told in second] == [(2, True)]
    assert (len(server.asked), report.faults, count_read(root)) == (6, (), 6)
