"""Mail over TLS and with a login, against a real server on loopback with a certificate of our own making."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from data.archive import Archive
from tests.support import edition_day as model
from tests.support import office_desk as desk

GOOD = desk.RECIPIENTS[0]


def certificate(folder: Path) -> Path:
    """A self-signed certificate for 127.0.0.1, with its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    begin = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / "server.pem"
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file


def allow(server: SMTP, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=data.password == b"dung mat khau", handled=False)


@pytest.fixture
def secure(tmp_path: Path) -> Iterator[tuple[desk.Post, int]]:
    """A server that wants STARTTLS and a login."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    box = desk.Post()
    controller = Controller(
        box, hostname="127.0.0.1", port=desk.free_port(), tls_context=context, require_starttls=True, authenticator=allow,
        auth_required=True,
    )  # fmt: skip
    controller.start()
    yield box, controller.port
    controller.stop()


def ready(base: Path, port: int, **changes: Any) -> Any:
    given = {"mail_security": "starttls", "mail_ca_file": "ca.pem", "mail_user": "diemtin", "mail_password": "dung mat khau"}
    office = desk.office(base, port, mail_recipients=(GOOD,), **(given | changes))
    desk.fill(office)
    return office


def test_starttls_with_the_office_s_own_authority_and_a_login(tmp_path: Path, secure: tuple[desk.Post, int]) -> None:
    box, port = secure
    assert desk.send(ready(tmp_path, port)) == (0, "Bản tin số 154: đã gửi 1 thư.\n")
    assert box.to == [GOOD]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"mail_ca_file": ""}, "mail.security, mail.ca_file"),
        ({"mail_password": "sai"}, "mail.user, mail.password"),
        ({"mail_security": "tls"}, "mail.security, mail.ca_file"),
        ({"mail_ca_file": "khong-co.pem"}, "mail.ca_file"),
    ],
)
def test_what_cannot_be_trusted_or_entered_is_deferred_and_named(
    tmp_path: Path, secure: tuple[desk.Post, int], changes: dict[str, str], named: str
) -> None:
    box, port = secure
    office = ready(tmp_path, port, **changes)
    status, said = desk.send(office)
    assert status == 1
    assert named in said
    assert box.to == []
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert [row.state for row in archive.outbox.rows(model.DAY)] == ["deferred"]
        edition = archive.editions.get(model.DAY)
        assert edition is not None
        assert edition.frozen_at is None


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(tmp_path))
    box = desk.Post()
    controller = Controller(box, hostname="127.0.0.1", port=desk.free_port(), ssl_context=context)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
    controller._trigger_server = lambda: _ping(controller.port, trusting)  # type: ignore[method-assign]
    controller.start()
    try:
        assert desk.send(ready(tmp_path, controller.port, mail_security="tls", mail_user="", mail_password=""))[0] == 0
    finally:
        controller.stop()
    assert box.to == [GOOD]


def _ping(port: int, context: ssl.SSLContext) -> None:
    """The controller waits for a first connection; its own would not trust our certificate."""
    import socket

    with (
        socket.create_connection(("127.0.0.1", port), 5) as plain,
        context.wrap_socket(plain, server_hostname="127.0.0.1") as wire,
    ):
        wire.recv(200)
