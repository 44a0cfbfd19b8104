"""What tables and charts need to know of a metric."""

from litatlas.compare.agreement import Traits
from litatlas.site.atlas import Atlas


def know_metric(atlas: Atlas, metric: str) -> Traits:
    """What a table needs to know of a metric."""
    term = atlas.review.vocabulary.metrics.get(metric)
    return Traits(atlas.label(metric), atlas.better(metric), term.unaffected_by if term else frozenset())
