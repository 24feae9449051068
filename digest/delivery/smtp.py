"""The connection to the office's mail server: opened, secured, logged in, kept within its limits; what a refusal means.

In: the settings, mails as bytes. Out: nothing when the server took a mail, else one of three errors, in Vietnamese: `NoServer`
(nothing can be sent now), `TemporaryFailure` (this mail not now), `Refused` (this mail never). Nothing here knows editions or
the archive.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from data.settings import Office

UNFIT = re.compile("[\x00-\x1f\x7f\x80-\x9f\u2028\u2029\ud800-\udfff]")  # line breaks and controls forge headers
TEMPORARY = 400
PERMANENT = 500
TROUBLES = (
    (socket.gaierror, "không tìm thấy tên máy chủ"),
    (ConnectionRefusedError, "không có dịch vụ thư ở cổng này"),
    ((smtplib.SMTPServerDisconnected, ConnectionError), "kết nối bị ngắt giữa chừng"),
)


class TemporaryFailure(Exception):
    """The server did not take this mail now; it may later. The text is Vietnamese."""


class NoServer(TemporaryFailure):
    """There is no server to be had, or it does not let us in: no mail can go out now. The text names the setting to look at."""


class Refused(Exception):
    """The server will never take this mail. The text is Vietnamese."""


class SmtpConnection:
    """A connection that opens when it is needed, and again after it broke or carried as many mails as the settings allow.

    Use it as a context manager. `pause` and `clock` keep the pace of `mail.per_minute`; `clock` counts seconds.
    """

    def __init__(
        self, office: Office, *, pause: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.office = office
        self.pause, self.clock = pause, clock
        self.server: smtplib.SMTP | None = None
        self.carried = 0  # mails over the present connection
        self.last: float | None = None  # when the last mail was handed over

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def open(self) -> smtplib.SMTP:
        """Return the open connection, a new one where needed. Raises NoServer; nothing was sent then."""
        limit = self.office.mail_per_connection
        if self.server is not None and limit and self.carried >= limit:
            self.close()
        if self.server is None:
            try:
                self.server = connect(self.office)
            except (OSError, smtplib.SMTPException) as error:
                raise NoServer(explain_no_server(self.office, error)) from error
            self.carried = 0
        return self.server

    def close(self) -> None:
        """Close the connection; a broken one is dropped."""
        server, self.server = self.server, None
        if server is not None:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def send(self, recipient: str, mail: bytes) -> None:
        """Hand one mail to the server. Raises NoServer, TemporaryFailure, Refused; without any of them the server has taken
        it.
        """
        server = self.open()
        self._keep_pace()
        self.carried += 1
        try:
            server.sendmail(self.office.mail_from, [recipient], mail)
        except (OSError, smtplib.SMTPException) as error:
            if not _is_alive(server):
                server.close()
                self.server = None
            raise classify_failure(self.office, error) from error

    def _keep_pace(self) -> None:
        if self.office.mail_per_minute and self.last is not None:
            wait = self.last + 60 / self.office.mail_per_minute - self.clock()
            if wait > 0:
                self.pause(wait)
        self.last = self.clock()


def connect(office: Office) -> smtplib.SMTP:
    """Open a connection, secured, greeted and logged in. Raises OSError or SMTPException; nothing was sent then."""
    where, port, patience = office.mail_host, office.mail_port, office.mail_timeout_seconds
    trusted = None
    if office.mail_security != "none":
        trusted = ssl.create_default_context(cafile=str(office.base / office.mail_ca_file) if office.mail_ca_file else None)
    if trusted is not None and office.mail_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(where, port, timeout=patience, context=trusted)
    else:
        server = smtplib.SMTP(where, port, timeout=patience)
    try:
        server.ehlo_or_helo_if_needed()  # here, so that a server that refuses the greeting is not taken to refuse a recipient
        if trusted is not None and office.mail_security == "starttls":
            _start_tls(server, trusted)
        if office.mail_user:
            server.login(office.mail_user, office.mail_password)
    except BaseException:
        server.close()
        raise
    return server


def _start_tls(server: smtplib.SMTP, trusted: ssl.SSLContext) -> None:
    try:
        server.starttls(context=trusted)
    except smtplib.SMTPResponseException as error:  # offered, then refused
        raise smtplib.SMTPNotSupportedError(f"STARTTLS: {format_answer(error.smtp_code, error.smtp_error)}") from error
    server.ehlo_or_helo_if_needed()


def classify_failure(office: Office, error: Exception) -> TemporaryFailure | Refused:
    """Classify the failure of one mail: 5xx about the recipient or the text is for good, everything else may pass."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return _classify_answer(code, words)
    if isinstance(error, smtplib.SMTPSenderRefused):  # the office's own address: the recipient is not at fault
        return TemporaryFailure(f"mail.from: máy chủ từ chối địa chỉ gửi ({format_answer(error.smtp_code, error.smtp_error)})")
    if isinstance(error, smtplib.SMTPResponseException):
        return _classify_answer(error.smtp_code, error.smtp_error)
    return TemporaryFailure(explain_no_server(office, error))


def _classify_answer(code: int, words: bytes | str) -> TemporaryFailure | Refused:
    if code >= PERMANENT:
        return Refused(f"máy chủ không nhận ({format_answer(code, words)})")
    return TemporaryFailure(f"máy chủ hẹn lần sau ({format_answer(code, words)})")


def format_answer(code: int, words: bytes | str) -> str:
    """Put the server's answer on one line of at most 300 characters."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {UNFIT.sub(' ', text)}".split())[:300]


def explain_no_server(office: Office, error: Exception) -> str:
    """Explain in Vietnamese why the server could not be used, naming the settings to look at."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"mail.user, mail.password: máy chủ không nhận đăng nhập ({format_answer(error.smtp_code, error.smtp_error)})"
    if isinstance(error, FileNotFoundError):
        return f"mail.ca_file: không có tệp {office.base / office.mail_ca_file}"
    why = UNFIT.sub(" ", str(error)) or type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"mail.security, mail.ca_file: không lập được kết nối mã hóa, chứng thư của máy chủ không được tin cậy ({why})"
    if isinstance(error, ssl.SSLError):
        return f"mail.security, mail.ca_file: không lập được kết nối mã hóa ({why})"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return f"mail.security, mail.user: máy chủ không có cách mã hóa hoặc đăng nhập mà cài đặt đòi ({why})"
    where = f"{office.mail_host}:{office.mail_port}"
    if isinstance(error, TimeoutError) or "timed out" in why:  # smtplib tells a time-out in words only
        return f"mail.host, mail.timeout_seconds: máy chủ {where} không trả lời trong {office.mail_timeout_seconds:g} giây"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"mail.host: máy chủ {where} không tiếp nhận kết nối ({format_answer(error.smtp_code, error.smtp_error)})"
    cause = next((f"{words}: {why}" for kind, words in TROUBLES if isinstance(error, kind)), why)
    return f"mail.host: không dùng được máy chủ {where} ({cause})"


def _is_alive(server: smtplib.SMTP) -> bool:
    try:
        return 200 <= server.rset()[0] < 300
    except (OSError, smtplib.SMTPException):
        return False
