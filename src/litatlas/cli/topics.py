"""The commands on a review's topics: what they could be found by, and what people's decisions teach."""

import click

from litatlas.cli.session import Session, example, write_text
from litatlas.commands.topics import Lesson
from litatlas.commands.topics import learn as learn_from_people
from litatlas.commands.topics import suggest as suggest_terms
from litatlas.review.topic_weights import LEARNED
from litatlas.text.wording import count_of


@click.group()
@example("litatlas topics suggest")
def topics() -> None:
    """Suggest terms for topics, or learn from people's decisions what words say of them."""


@topics.command("suggest")
@click.pass_obj
@example("litatlas topics suggest")
def suggest(session: Session) -> None:
    """Print terms for papers without a topic, and for topics that people gave or took, as YAML to paste.

    Nothing is written. Each term stands with how many papers have it, and two of them.
    """
    with session.terminal.wait("looking for terms"):
        lines = list(suggest_terms(session.find_review()))
    if not lines:
        session.terminal.print("Nothing to suggest: every paper has a topic, and people changed none.")
    write_text(f"{line}\n" for line in lines)


@topics.command("learn")
@click.pass_obj
@example("litatlas topics learn && litatlas reread --topics")
def learn(session: Session) -> None:
    """Learn from papers whose topics people set, or that they read, what words say of topics beside their terms.

    What was learned stands in content/topics/learned.json, which may be deleted.
    """
    with session.terminal.wait("learning"):
        lesson = learn_from_people(session.find_review())
    session.terminal.print(_describe(lesson, session))


def _describe(lesson: Lesson, session: Session) -> str:
    papers = count_of(lesson.papers, "paper")
    if lesson.outcome in ("nothing", "removed"):
        gone = f"; {LEARNED} is gone" if lesson.outcome == "removed" else ""
        needed = "It takes two papers with a topic and two without, and words that five of them share"
        return f"Nothing to learn from {papers} whose topics a note sets or that a note says are read{gone}. {needed}."
    what = f"{count_of(len(lesson.topics), 'topic')} from {papers}"
    if lesson.outcome == "unchanged":
        return f"Learned nothing new of {what}."
    return f"Learned of {what}, in {LEARNED}. Next: {session.call('reread --topics')}."
