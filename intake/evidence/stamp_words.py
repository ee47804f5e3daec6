"""What is said of a time stamp (RFC 3161): the time counts only from a server that is trusted."""

from pyhanko.sign.validation.status import TimestampSignatureStatus

from intake.evidence.certificates import subject_of
from intake.evidence.report import moment


def stamp_words(stamp: TimestampSignatureStatus) -> str:
    """A stamp can be put into a signature by anybody afterwards: whose it is decides."""
    whose = subject_of([stamp.signing_cert])
    said = f"Метка времени: {moment(stamp.timestamp)}, {whose}"
    if stamp.trusted:
        return said
    return (
        f"{said}. Этот сервер меток не среди тех, кому вы доверяете, поэтому время не "
        "подтверждено: назовите его корневой сертификат (--trust файл)"
    )
