"""Facts for machines inside a PDF: a file attached in a later revision of it."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded by whoever writes a file: it would slow the start of everybody else
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def attach_json(
    writer: "IncrementalPdfFileWriter",
    *,
    name: str,
    data: bytes,
    description: str,
    moment: datetime,
) -> None:
    """Attach ``data`` (JSON) under ``name``; ``moment`` is aware and stands as its date."""
    from pyhanko.pdf_utils import embed
    from pyhanko.pdf_utils.generic import pdf_name

    embedded = embed.EmbeddedFileObject.from_file_data(
        writer,
        data=data,
        mime_type="application/json",
        params=embed.EmbeddedFileParams(creation_date=moment, modification_date=moment),
    )
    embed.embed_file(
        writer,
        embed.FileSpec(
            file_spec_string=name,
            file_name=name,
            embedded_data=embedded,
            description=description,
            af_relationship=pdf_name("/Supplement"),
        ),
    )
