"""Whose address stands in the evidence and is counted: the visitor's, never the proxy's."""

import pytest
from django.test import RequestFactory

from intake.checks import proxy_findings
from intake.domain.address import counted_as, told_by_proxy
from intake.views.visitor import address_index, address_of, circumstances

PROXY = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("10.0.0.1, 198.51.100.2 , 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:51514", "203.0.113.7"),
        ("[2001:db8::7]:51514", "2001:db8::7"),
        ("2001:DB8::7", "2001:db8::7"),
        ("", ""),
        ("unknown", ""),
        ("203.0.113.7, <script>", ""),
    ],
)
def test_the_last_address_of_a_proxys_header_counts(header, address):
    assert told_by_proxy(header) == address


@pytest.mark.parametrize(
    ("one", "other", "is_one_line"),
    [
        ("203.0.113.7", "203.0.113.8", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:0:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
    ],
)
def test_one_line_is_counted_as_one_address(one, other, is_one_line):
    assert (counted_as(one) == counted_as(other)) is is_one_line


def asked(**headers):
    return RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers=headers)


def test_without_a_proxy_the_address_is_the_visitors_and_a_header_is_not_believed(settings):
    request = asked(x_real_ip="203.0.113.7")
    assert address_of(request) == "127.0.0.1"


def test_behind_a_proxy_two_families_are_two_addresses(settings):
    settings.SECURE_PROXY_SSL_HEADER = PROXY
    settings.NASTAVNIK_ADDRESS_HEADER = "X-Real-IP"
    one, other = asked(x_real_ip="203.0.113.7"), asked(x_real_ip="203.0.113.8")
    assert circumstances(one)["address"] == "203.0.113.7"
    assert address_index(one) != address_index(other)


def test_the_proxys_own_address_is_no_evidence_and_no_limit_for_everybody(settings):
    settings.SECURE_PROXY_SSL_HEADER = PROXY
    assert address_of(asked()) == ""
    assert address_index(asked()) == ""
    assert [number for number, *_words in proxy_findings()] == ["015"]
    settings.NASTAVNIK_ADDRESS_HEADER = "X-Real-IP"
    assert list(proxy_findings()) == []
