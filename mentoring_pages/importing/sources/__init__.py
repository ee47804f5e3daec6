"""One file per format: bytes become text in the language of lines."""

from mentoring_pages.importing.sources.reading import read_source, read_upload
from mentoring_pages.importing.sources.source import Source

__all__ = ["Source", "read_source", "read_upload"]
