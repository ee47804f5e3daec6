"""A family in front of its browser: reads each page, fills in its form, waits for letters."""

import random
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag
from requests.adapters import HTTPAdapter

from tests.load.letters import LetterBoxes

LINK = r"(/intake/l/[\w-]+/)"
CODE = r"код: (\d{6})"
MOST_PAGES = 40
PATIENCE = 300.0
"""Seconds for which a family waits for a letter or a page."""

CODE_PAGES = ("code", "publication-code")


class Stranded(Exception):
    """The pages led nowhere."""


class _FromHome(HTTPAdapter):
    """Each family has a network address of its own, all of them on this machine."""

    def __init__(self, number: int) -> None:
        self.own = f"127.1.{number // 250}.{number % 250 + 1}"
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self.own, 0), **kwargs)


@dataclass
class Seen:
    """Seconds, as one family felt them."""

    pages: list[float] = field(default_factory=list)
    confirms: list[float] = field(default_factory=list)
    letters: list[float] = field(default_factory=list)


class LoadFamily:
    """One person who signs what is asked. ``reading`` is seconds spent on a page; ``publishes``
    says whether anything about the child may be published."""

    def __init__(
        self,
        *,
        base: str,
        mail: str,
        boxes: LetterBoxes,
        reading: float,
        publishes: bool,
        number: int,
    ) -> None:
        self.base, self.mail, self.boxes, self.reading = base, mail, boxes, reading
        self.wish = "yes" if publishes else "no"
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.browser.mount("http://", _FromHome(number))
        self.chance = random.Random(number)  # noqa: S311 - how long somebody reads
        self.seen = Seen()
        self.codes = 0
        self.asked_at = 0.0

    def sign(self) -> Seen:
        """From the letter in the box to the last page. Raises ``Stranded`` and ``TimeoutError``."""
        path, _letter = self.boxes.wait_for(self.mail, LINK, used=0, timeout=PATIENCE)
        page = self._open(urljoin(self.base, path))
        for _ in range(MOST_PAGES):
            name = urlsplit(page.url).path.rstrip("/").rsplit("/", 1)[-1]
            if name == "done":
                return self.seen
            page = self._answer(page, name)
        raise Stranded(page.url)

    def _answer(self, page: requests.Response, name: str) -> requests.Response:
        form = self._form(page)
        answers = {
            str(one["name"]): str(one.get("value") or "")
            for one in form.select("input[type=hidden]")
        }
        answers |= {str(one["name"]): self.wish for one in form.select("input[type=radio]")}
        press = form.select_one("button[value=agree], button[value=join]")
        if press is not None:
            answers["decision"] = str(press["value"])
        time.sleep(self.reading * self.chance.uniform(0.5, 1.5))
        if name not in CODE_PAGES:
            return self._send(page, answers)
        code, letter = self.boxes.wait_for(self.mail, CODE, used=self.codes, timeout=PATIENCE)
        self.codes += 1
        self.seen.letters.append(max(0.0, letter.at - self.asked_at))
        answers["code"] = code
        return self._send(page, answers, into=self.seen.confirms)

    @staticmethod
    def _form(page: requests.Response) -> Tag:
        form = BeautifulSoup(page.content, "html.parser").select_one("main form[method=post]")
        if form is None:
            raise Stranded(page.url)
        return form

    def _send(
        self, page: requests.Response, answers: dict[str, str], into: list[float] | None = None
    ) -> requests.Response:
        started = time.monotonic()
        answer = self.browser.post(page.url, answers, allow_redirects=False, timeout=PATIENCE)
        self.asked_at = started
        (self.seen.pages if into is None else into).append(time.monotonic() - started)
        if not answer.is_redirect:
            raise Stranded(f"{page.url}: {answer.status_code}\n{answer.text[:3000]}")
        return self._open(urljoin(page.url, answer.headers["Location"]))

    def _open(self, address: str) -> requests.Response:
        for _ in range(MOST_PAGES):
            started = time.monotonic()
            page = self.browser.get(address, allow_redirects=False, timeout=PATIENCE)
            self.seen.pages.append(time.monotonic() - started)
            if not page.is_redirect:
                if not page.ok:
                    raise Stranded(f"{page.url}: {page.status_code}")
                return page
            address = urljoin(address, page.headers["Location"])
        raise Stranded(address)
