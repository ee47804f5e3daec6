"""The bytes of a paper for whoever holds a copy, and the way of pen and paper."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header

from intake.domain.signing import DocumentKind
from intake.evidence.bundle import Scope
from intake.models import Document, PaperCopy, Receipt
from intake.models.document import SIDED_KINDS
from intake.services.bundle import NothingToProve, bundle_name, family_bundle
from intake.services.code import short_digest
from intake.services.document import read_copy
from intake.services.receipt_sheet import note_of, receipt_sheet
from intake.services.request import finish
from intake.vault import KeyDestroyed
from intake.views.step import FamilyView

COPY_ORDER = ("sealed", "signed", "shown")
"""The copy with the signing sheet is given as soon as it exists, the sealed one as soon as that."""


class HeldPaperView(FamilyView):
    """A paper whose copy this person holds; anybody else's does not exist."""

    document: Document

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.key: UUID = kwargs["key"]
        return super().dispatch(request, *args, **kwargs)

    def gate(self) -> HttpResponse | None:
        person = self.visit.person
        document = (
            Document.objects.filter(key=self.key, copies__holder=person)
            .select_related("school", "points_to")
            .first()
            if person
            else None
        )
        if document is None:
            raise Http404
        self.document = document
        return None


class CopyView(HeldPaperView):
    """The kept bytes, decrypted for their holder; never stored on the way, never framed."""

    as_attachment = False

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        data = self._bytes()
        name = f"{self.document.number}.pdf"
        response = HttpResponse(data, content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(self.as_attachment, name)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _bytes(self) -> bytes:
        for kind in COPY_ORDER:
            try:
                return read_copy(document=self.document, holder=self.visit.signer, kind=kind)
            except PaperCopy.DoesNotExist:
                continue
            except KeyDestroyed as error:
                raise Http404 from error
        raise Http404


class EvidenceView(HeldPaperView):
    """The bundle of evidence for one of the people whose paper this is: the own facts only."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        try:
            data = family_bundle(
                document=self.document, holder=self.visit.signer, now=self.visit.now
            )
        except NothingToProve as error:
            raise Http404 from error
        return bundle_response(data, bundle_name(self.document, Scope.FAMILY))


def bundle_response(data: bytes, name: str) -> HttpResponse:
    """A bundle to be saved: never stored on the way, never shown in a frame."""
    response = HttpResponse(data, content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


class ReceiptView(HeldPaperView):
    """The school's note that it received this consent, as a page of its own."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        receipt = note_of(self.document)
        if receipt is None:
            raise Http404
        return receipt_response(receipt)


def receipt_response(receipt: Receipt) -> HttpResponse:
    """The page of a note, to be looked at or printed; no browser keeps it."""
    response = HttpResponse(receipt_sheet(receipt=receipt), content_type="application/pdf")
    name = f"{receipt.document.number}-otmetka.pdf"
    response["Content-Disposition"] = content_disposition_header(False, name)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


class PenAndPaperView(HeldPaperView):
    """Print the very document, sign it with a pen, bring it: staff record it."""

    template_name = "intake/paper.html"

    def context(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "short_digest": short_digest(self.document.shown_digest),
            "is_open": self.document.state == "prepared",
            "code_address": self._code_address(),
            "is_by_hand": self.document.kind == "processing" and self.visit.is_by_hand,
        }

    def _code_address(self) -> str:
        if self.document.kind in SIDED_KINDS:
            return reverse("intake:agreement", args=[self.document.key])
        original = self.document.points_to
        if original is not None and self.document.kind == DocumentKind.WITHDRAWAL:
            return reverse("intake:withdraw_code", args=[original.key])
        return reverse("intake:go")

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        """The person says they will bring the paper: the request is sent and waits for it."""
        if self.document.kind in SIDED_KINDS:
            return redirect("intake:agreements")
        self.visit.keep_own(on_paper=True)
        if self.visit.person is not None:
            finish(request=self.visit.request, person=self.visit.person, now=self.visit.now)
        return redirect("intake:status")
