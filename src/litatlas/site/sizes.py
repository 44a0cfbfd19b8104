"""How large a site is, what takes most of it, and which hosts it is too large for."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from litatlas.text.wording import count_of

_TOLD = 3
"""How many folders are told, those that take most."""


@dataclass(frozen=True, slots=True)
class SiteSize:
    """The files of a site."""

    files: int
    size: int
    """Bytes in all."""
    largest: int
    """Bytes of the largest one."""
    folders: tuple[tuple[str, int], ...]
    """The folders at the site's root and their bytes, those that take most first."""


@dataclass(frozen=True, slots=True)
class Host:
    """What a host of sites takes at most; None where it names no limit."""

    name: str
    size: int | None
    files: int | None
    largest: int | None


GITHUB = Host("GitHub Pages", 10**9, None, 100 * 2**20)
"""https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits; its files are those of a repository."""
HOSTS = (GITHUB, Host("Cloudflare Pages", None, 20_000, 25 * 2**20))
"""https://developers.cloudflare.com/pages/platform/limits/, of the plan that costs nothing."""


def weigh_site(sizes: Mapping[str, int]) -> SiteSize:
    """The size of a site, by the bytes of its files, which are told by their paths within it."""
    folders: Counter[str] = Counter()
    for path, size in sizes.items():
        folder, slash, _ = path.partition("/")
        if slash:
            folders[folder] += size
    ordered = sorted(folders.items(), key=lambda item: (-item[1], item[0]))
    return SiteSize(len(sizes), sum(sizes.values()), max(sizes.values(), default=0), tuple(ordered))


def describe_size(site: SiteSize) -> str:
    """`1,319 files, 28 MB, 3 % of what GitHub Pages takes; most in papers (7 MB), data (6 MB) and topics (5 MB)`."""
    share = site.size / GITHUB.size if GITHUB.size else 0
    told = [f"{folder} ({format_bytes(size)})" for folder, size in site.folders[:_TOLD]]
    most = f"; most in {', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else ""
    return f"{count_of(site.files, 'file')}, {format_bytes(site.size)}, {share:.0%} of what {GITHUB.name} takes{most}"


def list_exceeded(site: SiteSize) -> Iterator[str]:
    """In sentences, the hosts that the site is too large for."""
    for host in HOSTS:
        if host.size and site.size > host.size:
            yield f"{host.name} takes no site of more than {format_bytes(host.size)}."
        if host.files and site.files > host.files:
            yield f"{host.name} takes no site of more than {count_of(host.files, 'file')}."
        if host.largest and site.largest > host.largest:
            yield f"{host.name} takes no file of more than {format_bytes(host.largest)}."


def format_bytes(size: int) -> str:
    """`28 MB`, `1.2 MB`, `310 kB`: in decimal units, as hosts count."""
    if size >= 9_950_000:
        return f"{size / 1e6:,.0f} MB"
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{size / 1e3:.0f} kB"
