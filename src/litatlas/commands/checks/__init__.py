"""What `litatlas check` looks for beyond what keeps a site from being built: warnings, for people to judge."""

from litatlas.commands.checks.decisions import find_lost_decisions
from litatlas.commands.checks.markdown import find_lost_texts, find_other_readings
from litatlas.commands.checks.pictures import find_heavy_pictures, find_linked_pictures
from litatlas.commands.checks.pins import find_loose_pins
from litatlas.commands.checks.readings import find_broken_readings
from litatlas.commands.checks.strays import find_strays
from litatlas.commands.checks.topics import find_bare_topics
from litatlas.commands.checks.twins import find_near_twins

__all__ = [
    "find_bare_topics",
    "find_broken_readings",
    "find_heavy_pictures",
    "find_linked_pictures",
    "find_loose_pins",
    "find_lost_decisions",
    "find_lost_texts",
    "find_near_twins",
    "find_other_readings",
    "find_strays",
]
