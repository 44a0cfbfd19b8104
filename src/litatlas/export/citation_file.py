"""`CITATION.cff`, by which GitHub, Zenodo and Zotero know how a review wants to be cited (Citation File Format 1.2.0)."""

import yaml

from litatlas.content.imprint import Maker
from litatlas.errors import ContentError
from litatlas.export.edition import list_keywords, tell_unsaid
from litatlas.model import Json
from litatlas.review.review import Review

CITATION_FILE = "CITATION.cff"
_WIDTH = 120


def format_citation_file(review: Review) -> str:
    """The file, of what the review's settings state; `ContentError` where they name no authors, which it must have."""
    settings, imprint = review.settings, review.settings.imprint
    if not imprint.authors:
        raise ContentError((tell_unsaid("authors", "[Your Name]"),))
    fields: dict[str, Json] = {
        "cff-version": "1.2.0",
        "message": "If you use this review, please cite it as below.",
        "type": "dataset",
        "title": settings.title,
        "authors": list(map(_name_maker, imprint.authors)),
        "abstract": settings.description,
        "version": imprint.version,
        "date-released": imprint.published,
        "doi": imprint.doi,
        "url": settings.base_url,
        "repository-code": settings.repository,
        "keywords": list[Json](list_keywords(review)),
    }
    if imprint.license:
        fields["license" if imprint.license.spdx else "license-url"] = imprint.license.spdx or imprint.license.url
    stated = {name: value for name, value in fields.items() if value}
    return yaml.safe_dump(stated, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _name_maker(maker: Maker) -> Json:
    author = maker.author
    if maker.is_group:
        return {"name": author.family, **({"orcid": maker.orcid} if maker.orcid else {})}
    parts = {
        "given-names": author.given,
        "name-particle": author.particle,
        "family-names": author.family,
        "name-suffix": author.suffix,
        "orcid": maker.orcid,
    }
    return {name: part for name, part in parts.items() if part}
