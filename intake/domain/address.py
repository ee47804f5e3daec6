"""The network address of a visitor: as a proxy says it, and as it is counted."""

from ipaddress import IPv6Network, ip_address

ONE_LINE = 64
"""Bits of an IPv6 address that one line has in common: whoever has one has all the rest."""


def told_by_proxy(header: str) -> str:
    """The address in the header of a proxy, or nothing where there is none.

    Of several the last counts: that one the proxy itself has seen, the others the visitor may
    have invented. A port behind it is left out.
    """
    said = header.rpartition(",")[2].strip()
    if said.startswith("["):
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:
        said = said.partition(":")[0]
    try:
        return str(ip_address(said))
    except ValueError:
        return ""


def counted_as(address: str) -> str:
    """What a limit for one address counts: of IPv6 the network of one line."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped) if mapped else str(IPv6Network((int(found), ONE_LINE), strict=False))
