"""Where a request came from: for the evidence of a signature and for the limit of codes."""

from django.conf import settings
from django.http import HttpRequest

from intake import conf, vault
from intake.domain.address import counted_as, told_by_proxy


def address_of(request: HttpRequest) -> str:
    """The visitor's network address; empty where it is not known.

    Behind a proxy that names no visitor everybody would have the proxy's own address: a false
    word in the evidence, and one limit for all families together. There it is not known.
    """
    header = conf.address_header()
    if header:
        return told_by_proxy(request.headers.get(header, ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        return ""
    return request.META.get("REMOTE_ADDR") or ""


def address_index(request: HttpRequest) -> str:
    """A blind index of the network address: enough to count, nothing to read back."""
    address = counted_as(address_of(request))
    return vault.blind_index(address, purpose="address") if address else ""


def circumstances(request: HttpRequest) -> dict[str, str]:
    """What the evidence of a signature keeps of the request, encrypted for the signer."""
    return {
        "address": address_of(request),
        "user_agent": request.headers.get("User-Agent", ""),
    }
