"""A real Chromium against the real server, axe on every page it meets, and a school to walk in.

``SCREENSHOTS`` names a folder for pictures of every page at three widths. ``SLOW_BROWSER=6`` makes
the browser so many times slower and ``SLOW_SERVER=1.5`` every answer late by up to so many seconds:
a journey waits for what it will press, and holds.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect
from wagtail.models import Site

from tests.families import school_that_may_sign
from tests.journeys.served import PATIENCE, OneAtATime

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
WIDTHS = (360, 768, 1280)
SLOW = float(os.environ.get("SLOW_BROWSER", "0"))

SETTLED = """async () => {
  const moving = () => document.getAnimations().filter(
    one => one.playState === 'running' && one.effect.getComputedTiming().endTime < 2000);
  await document.fonts.ready;
  do {
    await Promise.allSettled(moving().map(one => one.finished));
    await new Promise(requestAnimationFrame);
  } while (moving().length);
}"""
"""When nothing fades or slides, and the scripts have answered to a new width of the window.

What moves for longer is no way to somewhere else: the admin's badge of news blinks for 25 seconds.
"""

expect.set_options(timeout=PATIENCE * 1000)


class Walker:
    """One person with one browser, who looks at every page before going on."""

    def __init__(self, context: Any, base: str, name: str) -> None:
        self.page = context.new_page()
        if SLOW:
            session = context.new_cdp_session(self.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        self.base = base
        self.name = name
        self.seen = 0

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.look()

    def press(self, words: str, *, exact: bool = True) -> None:
        """Press the button or follow the link that says ``words``."""
        control = self.page.get_by_role("button", name=words, exact=exact)
        if control.count() == 0:
            control = self.page.get_by_role("link", name=words, exact=exact)
        self.follow(control.first)

    def follow(self, control: Any) -> None:
        """Press what leads to another page, and come there."""
        with self.page.expect_navigation():
            control.click()
        self.look()

    def sign_in(self, name: str) -> None:
        """Come to the admin as the member of staff that ``make_staff`` made."""
        self.page.goto(f"{self.base}/cms/")
        self.page.get_by_label("Имя пользователя").fill(name)
        self.page.locator("input[type=password]").fill("x")
        with self.page.expect_navigation(url=f"{self.base}/cms/"):
            self.page.locator("button[type=submit]").first.click()

    def press_enter(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    def look(self) -> None:
        """Axe finds nothing, nothing sticks out sideways, the title says the step."""
        self.page.wait_for_load_state()
        self.seen += 1
        self._picture()
        assert self.page.title()
        assert not self._sideways(), f"{self.path}: the page is wider than 320 px"
        if self.page.context.scripts_run:
            assert violations(self.page) == [], self.path

    def _sideways(self) -> bool:
        """Whether one must scroll sideways at 320 px, which is 1280 px at 400 % too."""
        usual = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 640})
        if self.page.context.scripts_run:
            self.page.evaluate(SETTLED)
        root = self.page.locator("html")
        wide = root.evaluate("html => html.scrollWidth > html.clientWidth")
        self.page.set_viewport_size(usual)
        return wide

    def _picture(self) -> None:
        folder = os.environ.get("SCREENSHOTS")
        if not folder:
            return
        usual = self.page.viewport_size
        name = re.sub(r"[^a-z-]+", "_", self.path.removeprefix("/intake/").strip("/")) or "start"
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(
                path=f"{folder}/{self.name}-{self.seen:02d}-{name}-{width}.png", full_page=True
            )
        self.page.set_viewport_size(usual)


def violations(page: Any) -> list[str]:
    """What axe finds against WCAG 2.2 AA and its own best practice, in short lines."""
    return [
        f"{one['id']}: {one['help']} — {[node['html'][:160] for node in one['nodes']]}"
        for one in axe(page)
    ]


def axe(page: Any, within: str = "html") -> list[dict[str, Any]]:
    """What axe finds inside of an element, when it has its last colours and its last place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(SETTLED)
    found = page.evaluate(f"axe.run({within!r}, {{resultTypes: ['violations']}})")
    return found["violations"]


@pytest.fixture(scope="session", autouse=True)
def one_answer_at_a_time() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", OneAtATime)
        yield


@pytest.fixture
def school(transactional_db: None, live_server: Any) -> Iterator[Any]:
    """A school whose site is the live server, which is at rest when the tables are emptied."""
    host, _, port = live_server.url.removeprefix("http://").partition(":")
    school = school_that_may_sign("zhuravli", curator_phone="+7 4822 00-00-00")
    Site.objects.filter(pk=school.site_id).update(
        hostname=host, port=int(port), is_default_site=True
    )
    Site.clear_site_root_paths_cache()
    school.site.refresh_from_db()
    yield school
    live_server.thread.httpd.come_to_rest()


@pytest.fixture
def walker(browser: Any, live_server: Any, school: Any) -> Any:
    """Makes a person with a browser: ``walker("parent", width=360, scripts=False)``."""
    contexts = []

    def make(name: str, *, width: int = 360, scripts: bool = True, touch: bool = False) -> Walker:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            locale="ru-RU",
            has_touch=touch,
            is_mobile=touch,
        )
        context.scripts_run = scripts
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        return Walker(context, live_server.url, name)

    yield make
    for context in contexts:
        context.close()
