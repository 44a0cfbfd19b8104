"""Topics that no paper falls under."""

from litatlas.errors import Fault
from litatlas.review.review import Review


def find_bare_topics(review: Review) -> tuple[Fault, ...]:
    """A warning for each topic without papers; none while the review has no paper at all."""
    if not review.papers:
        return ()
    used = {topic for paper in review.papers.values() for topic in paper.extraction.topics}
    hint = "give it terms that its papers use and run 'litatlas reread --topics', or remove the file"
    return tuple(
        Fault(topic.file, 1, f"no paper falls under the topic {topic.title!r}", hint, "warning")
        for id_, topic in review.topics.items()
        if id_ not in used
    )
