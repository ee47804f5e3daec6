"""Delivery reports in the shapes in which mail servers write them; people and hosts invented."""

KEY = "7b0e6a3c-4f0d-4c35-9a53-0d1f8b6f2c11"
RECIPIENT = "maria@example.org"


def postfix(
    *,
    key=KEY,
    recipient=RECIPIENT,
    action="failed",
    status="5.1.1",
    diagnostic="smtp; 550 5.1.1 <maria@example.org>: Recipient address rejected: User unknown",
    original=True,
):
    """As Postfix writes it: three parts, the letter's headers in the last."""
    returned = f"""\
--B
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Received: by mail.example.net (Postfix)
Subject: =?utf-8?b?0J/RgNC40LPQu9Cw0YjQtdC90LjQtQ==?=
Message-ID:
 <{key}@example.org>
To: {recipient}
"""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: school@example.org
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B"

This is a MIME-encapsulated message.

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.example.net.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net
X-Postfix-Sender: rfc822; school@example.org

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: {diagnostic}

{returned if original else ""}
--B--
""".encode()


def whole_letter(*, key=KEY, recipient=RECIPIENT):
    """As Exchange writes it: the whole letter comes back, nested."""
    return f"""\
From: postmaster@example.org
To: school@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="X"

--X
Content-Type: multipart/alternative; boundary="Y"

--Y
Content-Type: text/plain

Delivery has failed to these recipients.
--Y--
--X
Content-Type: message/delivery-status

Reporting-MTA: dns;exchange.example.org

Final-recipient: RFC822;{recipient}
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full

--X
Content-Type: message/rfc822

From: school@example.org
To: {recipient}
Message-ID: <{key}@example.org>
Subject: test

text
--X--
""".encode()


def complaint(*, key=KEY, recipient=RECIPIENT, kind="abuse"):
    """As a mail service passes on «Спам» (RFC 5965)."""
    return f"""\
From: fbl@mail.example.net
To: school@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="F"

--F
Content-Type: text/plain

This is an email abuse report.
--F
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: FBL/1.0
Version: 1
Original-Rcpt-To: <{recipient}>

--F
Content-Type: message/rfc822

From: school@example.org
To: {recipient}
Message-ID: <{key}@example.org>

text
--F--
""".encode()
