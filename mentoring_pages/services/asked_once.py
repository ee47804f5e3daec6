"""Answers about a school, remembered while one page is made.

A page of the family's way asks the same of its school again and again: which text is in force, who
signs, how. Only what the school itself decided is remembered, never anything about people, and
only inside ``remembered``; a verb that decides under a lock begins with ``forget``.

What is asked about people may be held for the length of such a verb, or while a page is looked at:
``held`` and ``asked_while_held``. A verb then decides and records by one and the same answer, and
one that runs inside of such a look holds its own, asked anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db.models import Model

Answers = ContextVar[dict[Any, Any] | None]

_answers: Answers = ContextVar("asked_once", default=None)
_held: Answers = ContextVar("asked_while_held", default=None)

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


@contextmanager
def remembered() -> Iterator[None]:
    """Remember the answers of every ``asked_once`` function until the end of the block."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def forget() -> None:
    """Ask everything anew from here on."""
    answers = _answers.get()
    if answers is not None:
        answers.clear()


@contextmanager
def held() -> Iterator[None]:
    """Hold the answers of every ``asked_while_held`` function; nothing asked before counts."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def asked_once(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """For a function of keyword arguments whose answer depends on them and the database alone."""
    return _asking(function, _answers)


def asked_while_held(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """The same for what is asked about people, inside ``held`` only."""
    return _asking(function, _held)


def _asking(function: Callable[Asked, Answer], where: Answers) -> Callable[Asked, Answer]:
    @wraps(function)
    def ask(*args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
        answers = where.get()
        if answers is None or args:
            return function(*args, **kwargs)
        key = (function, *((name, _named(value)) for name, value in sorted(kwargs.items())))
        if key not in answers:
            answers[key] = function(*args, **kwargs)
        answer: Answer = answers[key]
        return answer

    return ask


def _named(value: object) -> object:
    return (type(value), value.pk) if isinstance(value, Model) else value
