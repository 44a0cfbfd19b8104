"""Lines that a page of papers prints around its entries: none of them says anything of a paper."""

import re

from litatlas.read.daily_papers.facts import is_fact

_WORDS = """
    upvote, upvotes, github, arxiv page, view arxiv page, arxiv, pdf, view pdf, view paper, read paper, project page,
    code, comments, comment,
    share, like, previous, prev, next, first, last, load more, show more, show less, company, tos, terms of service, privacy,
    privacy policy, about, careers, website, models, datasets, spaces, pricing, docs, community, system theme, log in, login,
    sign up, sign in, back to top, add to collection, read more, view all, daily, weekly, monthly, trending, hot, new, enterprise,
    inference endpoints, huggingchat, collections, languages, organizations, settings, search, hide, menu, skip to content,
    hugging face, hugging face's logo, hugging face’s logo, image, avatar, view original, bookmark, save, follow, jobs, status,
    contact, contact us, cookie settings, cookie policy, legal, imprint, sitemap, …more, ...more, … more, ... more,
    hf papers, papers, logo, solutions, terms, cookies, search models, datasets, users..., ..., …,
    abstimmen, zurück, weiter, vorherige, nächste, mehr laden, datenschutz, impressum, kommentare, seite, anmelden, registrieren,
    voter, précédent, suivant, commentaires, confidentialité, connexion, s'inscrire, charger plus, page arxiv,
    votar, anterior, siguiente, comentarios, privacidad, iniciar sesión, registrarse, cargar más, próximo, comentários,
    precedente, successivo, commenti,
    点赞, 上一页, 下一页, 评论, 登录, 注册, 隐私, 模型, 数据集, 前へ, 次へ, コメント, 賛成, ログイン,
    이전, 다음, 댓글, 추천, 로그인
"""
"""What pages and browsers print alone in a line, in any case, as they are and as browsers translate them."""
_PIECE = "|".join(
    re.escape(word) for word in sorted({" ".join(part.split()) for part in _WORDS.split(",")} - {""}, key=len, reverse=True)
)
NUMBER = r"[0-9][0-9.,]{0,7}\s?[km]?(?![0-9])"
_RUN = re.compile(rf"\[?(?:(?>{_PIECE}|{NUMBER})[\s|·•/,\[\]‹›«»←→↑↓]*+)++", re.IGNORECASE)
"""Such words and numbers in one line, as programs write them that put no line's end or blank between: `GitHub 1.2karXiv Page`."""
YEAR = r"(?:19[5-9]|20[0-9])[0-9]"
"""A number that may be the year of a paper."""
_YEAR_BEHIND = re.compile(rf"[^\W\d_](?:[^0-9]*[^\W\d_])?[\s,(\[]*{YEAR}[)\].]?")
COUNTED = re.compile(
    r"(?:up ?)?votes?|github|code|likes?|stars?|comments?|shares?|bookmarks?|views?|downloads?|citations?|cited by|abstimmen"
    r"|voter|votar|点赞|추천|comment(?:aires|arios|i|ários)|kommentare|page|seite|papers|results",
    re.IGNORECASE,
)
"""Words before the numbers that pages count by."""
IMAGES = re.compile(
    r"\[(?:IMG|INLINE|LINK|EMBED|[\w.-]{0,60}\.(?:png|jpe?g|svg|gif|webp|avif))?\s*\]|\(BUTTON\)|_{4,}|\[\s{2,}\]"
)
"""Images without words for them, fields and buttons, as text browsers write them."""
_COUNT = re.compile(
    rf"{NUMBER}|[-–—_=*•·|<>«»‹›#~+]+|[\u2190-\u21ff\u2500-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff\ufe0f]+\s?(?:{NUMBER})?|#[0-9]{{1,4}}",
    re.IGNORECASE,
)
"""Votes, stars, places in a ranking, numbers of pages and rules between entries."""
_VIEWS = re.compile(
    rf"{NUMBER} (?:views?|reads?|likes?|votes?|upvotes?|stars?|downloads?|citations?|shares?)|cited by:? {NUMBER}", re.IGNORECASE
)
HOST = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,3}(?:ai|co|com|dev|io|net|org)", re.IGNORECASE)
"""A site by its name alone."""
SITE = re.compile(
    r"(?:www\.)?(?:(?:huggingface|hf|paperswithcode)\.co(?:m)?|(?:arxiv|alphaxiv)\.org|(?:github|twitter|x|youtube)\.com)",
    re.IGNORECASE,
)
"""Sites that list papers or share them, which readers of browsers print above a page."""
_READING_TIME = re.compile(
    r"(?:(?:estimated )?read(?:ing)? time:? )?[0-9]{1,3}(?:\s?[-–]\s?[0-9]{1,3})? min(?:ute)?s?(?: read)?", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:page|seite|página|pagina) [0-9]{1,5}(?: (?:of|von|sur|de|di) [0-9]{1,6})?"
    r"|(?:showing|results|papers) [0-9]{1,6}\s?(?:[-–—]|to)\s?[0-9]{1,6}(?: of [0-9][0-9,.]{0,8})?"
    r"(?: (?:papers|results|entries))?"
    r"|(?:see|view|show) all [0-9]{1,6} comments",
    re.IGNORECASE,
)
"""Where in a long list a page stands: `Page 3 of 12`, `Showing 1-25 of 300`."""
_SEARCH = re.compile(
    r"search results?(?: for\b.{0,80})?|[0-9][0-9.,]{0,8} (?:results?|papers?)(?: found)?"
    r"|sort(?:ed)?(?: by)?:? (?:relevance|date|newest|trending|most \w+)",
    re.IGNORECASE,
)
"""What stands above the results of a search."""
_SAID = re.compile(r"(?:[^\W\d_a-z]\S*\s+){1,3}(?:[—–-]\s*)?(?:(?:Today|Yesterday) at\s+)?[0-9]{1,2}:[0-9]{2}(?:\s?[AaPp][Mm])?")
"""Who said something in a chat, and when: `Ada Wren  10:02 AM`."""
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)(?: ?©)? ?(?:19|20)[0-9]{2}\b.{0,80}", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,10}:\S{1,300}\s+)?[0-9]{1,4}\s?(?:/|of)\s?[0-9]{1,4}"
    r"|[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4},?\s+[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[ap]\.?m\.?)?(?:\s+\S.{0,120})?",
    re.IGNORECASE,
)
"""What browsers print above and below each page: `3/14/25, 10:02 AM  Daily Papers`, `https://ponds.example/papers 1/5`."""
PICTURE = re.compile(
    r"(?:[^\s:]{1,40}(?:['’]s)? |(?:[^\s:]{1,40} ){1,4}['’]s )?(?:avatar|profile picture|logo|thumbnail)|[Pp]aper thumbnail"
)
"""The words for a picture beside an entry, as Firefox copies them: `reedkeeper's avatar`."""
_PAIR = 2
_LONGEST = 160
_BULLETS = " \u00a0\u200b\u200c\u200d\u2060•∙◦●○▪□*+-‹›«»←→↑↓"
MARK = "Submitted by"
SUBMITTED = re.compile(
    r"(?:submitted by|eingereicht von|soumis par|enviado por|inviato da|提交者|投稿者|제출자)(?:\s*[:：]?\s*(?P<who>\S.*))?",
    re.IGNORECASE,
)
"""Stands above a card, with the name of who put the paper there; tidied, it is `MARK` alone."""
LINKED_WORDS = re.compile(
    r"(?:view |read )?(?:the )?(?:(?P<code>github|code|repo(?:sitory)?)|(?P<pdf>pdf)"
    r"|(?P<project>project(?: page)?|website|homepage|demo)|arxiv|paper|abs(?:tract)?|doi|openreview|hf|link)\b.{0,20}",
    re.IGNORECASE,
)
"""The text of a link of a paper, by what it leads to."""


def is_printed(text: str) -> bool:
    """Whether a line is what a browser prints above or below each page, wherever in a paragraph the page ends."""
    return _PRINTED.fullmatch(text) is not None and not is_fact(text)


def holds_year(text: str) -> bool:
    """Whether a number that may be a year stands behind words that do not count it, `arXiv 2024`, or beside another: `4 2024`."""
    if not _RUN.fullmatch(text):
        return False
    numbers = re.findall(NUMBER, text)
    if len(numbers) == _PAIR and not any(map(str.isalpha, text)):
        return sum(re.fullmatch(YEAR, number) is not None for number in numbers) == 1
    if not _YEAR_BEHIND.fullmatch(text):
        return False
    words = re.sub(rf"[\s,(\[]*{YEAR}[)\].]?$", "", text)
    return COUNTED.fullmatch(words.split()[-1]) is None


def is_furniture(text: str) -> bool:
    """Whether a line is only what the page prints around its entries."""
    if is_printed(text):
        return True
    if len(text) > _LONGEST or is_fact(text):
        return False
    bare = IMAGES.sub(" ", text)
    if not bare.strip(_BULLETS):
        return bare != text or not text.strip(_BULLETS)
    text = bare.strip(_BULLETS)
    return not holds_year(text) and any(
        pattern.fullmatch(text) is not None
        for pattern in (_COUNT, _RUN, _VIEWS, PICTURE, SITE, _READING_TIME, _PLACE, _SEARCH, _SAID, _RIGHTS)
    )
