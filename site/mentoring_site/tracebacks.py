"""Tracebacks without the words of the exception, which may quote a person's data."""

import traceback


def places_of(error: BaseException) -> str:
    """Say where *error* and what led to it were raised, and of which kinds they are."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(
        "".join(traceback.format_tb(each.__traceback__)) + type(each).__name__
        for each in reversed(chain)
    )
