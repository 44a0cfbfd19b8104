"""A preview: what is shown now, brought up to date by changes of the content, and the site's folder brought after it."""

import gc
import secrets
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from litatlas.content.parsing import Memory
from litatlas.content.snapshot import NO_SOURCES, Sources, amend_sources, find_changed, name_files, read_sources, take_snapshot
from litatlas.content.tree import UNREAD
from litatlas.errors import UNFORESEEN, ContentError, Fault, UsageError, describe_refusal, quote_start
from litatlas.preview.edition import Edition, has_facts_of, make_edition
from litatlas.preview.folder import read_below
from litatlas.preview.settling import Build, Order, Outcome, build_here, sign_files
from litatlas.preview.stale import EVERYTHING, Asking, Stale, find_stale, find_stale_files
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from litatlas.review.shelf import Shelf
from litatlas.site.output import SITE
from litatlas.site.places import INDEX, paper_path
from litatlas.site.store import BuildReport

MANY = 50
"""Updates after which the memory is looked through: each leaves some 24 kB that only that finds."""
WARMED = 20
"""Pages of papers that are made ahead: among so many, most that papers can have in common is asked for."""


@dataclass(frozen=True, slots=True)
class State:
    """What a preview shows at one moment."""

    number: int
    """Grows with every change of what follows."""
    version: str
    """Another one for other pages, also after a restart."""
    edition: Edition | None
    """None until the content had no faults for the first time."""
    stale: Stale
    """What of the site's folder is not as this edition has it."""
    faults: tuple[Fault, ...]
    """What keeps the content, as it is now, from being shown."""


@dataclass(frozen=True, slots=True)
class Updated:
    """A change of the content is shown."""

    changed: tuple[str, ...]
    """The files, relative to the review's folder; none at the start."""
    stale: Stale
    seconds: float


@dataclass(frozen=True, slots=True)
class Faulty:
    """The content has faults; the pages are as they were."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The site's folder was built anew."""

    report: BuildReport
    seconds: float


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The site's folder could not be written; the preview goes on without."""

    reason: str


@dataclass(frozen=True, slots=True)
class Hindered:
    """Something that the system refused keeps changes from being seen or shown; it is tried again."""

    reason: str


Change = Updated | Faulty | Settled | Unsettled | Hindered
Tell = Callable[[Change], None]


@dataclass(slots=True)
class Preview:
    """Shows the review at `root`. One thread updates it, one looks after it and settles it, any number read from it."""

    root: Path
    base_url: str | None
    tell: Tell
    trusted: bool = False
    """Whether the review's own templates may run any Python."""
    build: Build = build_here
    """What brings the site's folder after what is shown."""
    _state: State = field(init=False)
    _memory: Memory = field(default_factory=Memory, init=False)
    _asking: Sequence[Asking] | None = field(default=None, init=False)
    _sources: Sources = field(default=NO_SOURCES, init=False)
    _moved: threading.Condition = field(default_factory=threading.Condition, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _unseen: set[str] = field(default_factory=set, init=False)
    _failed: bool = field(default=False, init=False)
    _hindrance: str = field(default="", init=False)
    _freezes: int = field(default=0, init=False)
    _closed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._state = State(0, f"{secrets.token_hex(4)}.0", None, EVERYTHING, ())

    @property
    def state(self) -> State:
        """What is shown now."""
        return self._state

    @property
    def site(self) -> Path:
        """The site's folder."""
        return self.root / SITE

    def wait_for_news(self, number: int, seconds: float) -> State:
        """The state as soon as its number is another one than this; at the latest after so many seconds, or at the end."""
        with self._moved:
            self._moved.wait_for(lambda: self._closed or self._state.number != number, seconds)
            return self._state

    def read(self, path: str, state: State) -> bytes | None:
        """The file at a path within the site as it is to be shown in a state; None where there is none.

        What a template's fault keeps from being made is shown as it was.
        """
        if state.edition is None or path.startswith((INDEX, ".")):
            return read_below(self.site, path)
        data = None if path in state.stale else read_below(self.site, path)
        if data is not None:
            return data
        try:
            return state.edition.read(path)
        except ContentError as error:
            self._note_faults(error.faults, state.edition)
            return read_below(self.site, path)

    @property
    def is_hindered(self) -> bool:
        """Whether the site's folder could not be written for a reason that may go away by itself."""
        return bool(self._hindrance)

    def warm_up(self) -> None:
        """Make some pages, and with them what pages share and what is imported for them, so that the first edit need not."""
        edition = self._state.edition
        if edition is None:
            return
        for paper in edition.atlas.groups.papers[:WARMED]:
            with suppress(ContentError, OSError, *UNFORESEEN):  # it is told of where the page is asked for
                edition.read(paper_path(paper.slug))

    def look(self) -> None:
        """Show what changed and nobody hinted at: who watches may miss it."""
        with suppress(OSError):  # it is looked at again
            found = find_changed(self._sources.snapshot, take_snapshot(self.root))
            if found:
                self.update(self.root / name for name in found)

    def update(self, hints: Iterable[Path] = ()) -> bool:
        """Look for changes, in the files that are hinted at where there are such, and show them.

        False where that failed, for a reason that is told and may go away: what is shown stays, and no change is forgotten.
        """
        try:
            with self._lock:
                self._update(hints, perf_counter())
        except (OSError, *UNFORESEEN) as error:
            if not self._failed:
                self.tell(Hindered(_describe(error)))
            self._failed = True
        return not self._failed

    def settle(self) -> bool:
        """Bring the site's folder to what is shown; False where that was overtaken by a change, or is not possible.

        What could not be settled stays stale, and is shown rightly all the same.
        """
        state = self._state
        edition, stale = state.edition, state.stale
        if edition is None or not stale:
            return True
        start = perf_counter()
        try:
            order = Order(self.root, self.base_url, self.trusted)
            outcome = self.build(order, lambda: self._state.edition is edition and not self._closed)
        except ContentError as error:
            self._hindrance = ""  # the folder is to be had; what is to be mended will be news
            self._note_faults(error.faults, edition)
            return False
        except (UsageError, OSError, *UNFORESEEN) as error:
            reason = _describe(error)
            if reason != self._hindrance:
                self.tell(Unsettled(reason))
            self._hindrance = reason
            return False
        if outcome is None:
            return False
        if outcome.made_of != sign_files(edition.sources.digests):
            self.look()  # where nobody hints at what was edited meanwhile, nothing else would ask for another build
            return False
        self._take_over(outcome, edition)
        if stale.everything:
            self.tell(Settled(outcome.report, perf_counter() - start))
        self._free_memory()
        return True

    def close(self) -> None:
        """Give up what is being written, and let nobody wait for news."""
        with self._moved:
            self._closed = True
            self._moved.notify_all()

    def _take_over(self, outcome: Outcome, edition: Edition) -> None:
        """Go by the site's folder again, which is as an edition has it.

        Not within an update: that asks what pages asked for, and adds to what is stale, as it was before or as it is after.
        """
        with self._lock, self._moved:
            self._asking = outcome.asking
            if self._state.edition is edition:
                self._state = replace(self._state, stale=Stale())
        self._hindrance = ""

    def _free_memory(self) -> None:
        """Let the garbage collector look once in a while, when there is calm, at what it was spared from."""
        if self._freezes >= MANY:
            self._freezes = 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _update(self, hints: Iterable[Path], start: float) -> None:
        former, hinted = self._sources, name_files(self.root, hints)
        amended = amend_sources(self.root, former, hinted) if hinted and self._state.edition else None
        sources = amended or read_sources(self.root, former)
        changed = set() if amended else find_changed(former.snapshot, sources.snapshot)
        changed |= {name for name in hinted if name in sources.snapshot or name in former.snapshot}
        edition, faults = self._state.edition, self._state.faults
        if not changed and self._state.number and not self._failed:
            return
        self._memory.forget((self.root / path for path in changed), are_plain=amended is not None)
        self._sources = sources
        # A change that could not be shown is still to be looked at with the next one.
        self._unseen |= changed
        try:
            new, stale = self._load(sources, edition, self._unseen)
        except ContentError as error:
            self._failed = any(fault.message.startswith(UNREAD) for fault in error.faults)
            if changed or error.faults != faults:
                self._move(replace(self._state, faults=error.faults))
                self.tell(Faulty(error.faults))
            return
        self._failed = False
        self._unseen = set()
        # The garbage collector would walk the whole review again and again, and make people wait.
        gc.freeze()
        self._freezes += 1
        # A page that is stale already may ask for what it did not ask for when it was built.
        if stale or faults or (edition and new.signs != edition.signs):
            run, _, number = self._state.version.partition(".")
            self._move(State(self._state.number, f"{run}.{int(number) + 1}", new, stale, ()))
            self.tell(Updated(tuple(sorted(changed)) if edition else (), stale, perf_counter() - start))
        else:  # what is built goes by the files as they are now
            self._move(replace(self._state, edition=new))

    def _load(self, sources: Sources, before: Edition | None, changed: set[str]) -> tuple[Edition, Stale]:
        """The edition of the content as it is now, and what differs from the one before; `ContentError` with all faults."""
        review = load_review(self.root, self._memory) if self._state.number else self._load_first(sources)
        stale = find_stale_files(changed)
        same = not stale.everything
        edition = make_edition(self.root, review, sources, self.base_url, before, same_words=same, trusted=self.trusted)
        if before is None or stale.everything or not has_facts_of(before, edition):
            return edition, EVERYTHING
        return edition, stale | find_stale(self._asking, before.signs, edition.signs)

    def _load_first(self, sources: Sources) -> Review:
        """The review by what earlier runs read of it."""
        self._memory = Memory(Shelf(self.root, sources))
        try:
            return load_review(self.root, self._memory)
        finally:
            self._memory.read_now()

    def _move(self, state: State) -> None:
        with self._moved:
            self._state = replace(state, number=self._state.number + 1, stale=self._state.stale | state.stale)
            self._moved.notify_all()

    def _note_faults(self, faults: tuple[Fault, ...], edition: Edition) -> None:
        """Show faults that came up while an edition's files were made, if it is still the one that is shown."""
        if self._state.edition is edition and not self._state.faults:
            self._move(replace(self._state, faults=faults))
            self.tell(Faulty(faults))


def _describe(error: Exception) -> str:
    if isinstance(error, UNFORESEEN):
        return f"an error that LitAtlas did not expect: {type(error).__name__}: {quote_start(str(error))}"
    return describe_refusal(error) if isinstance(error, OSError) else str(error)
