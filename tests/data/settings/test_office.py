"""Settings: what is read, from where, and how every fault is told at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.settings import Office, SettingsError, example, load_office, settings_table
from data.settings.loader import MASK
from data.settings.parsers import UnfitError, address, clock_time, host, loopback


def write(folder: Path, text: str) -> Path:
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str, env: dict[str, str] | None = None) -> dict[str, str]:
    """Key -> message of every fault."""
    with pytest.raises(SettingsError) as refusal:
        load_office(write(folder, text), env or {})
    assert all(fault in str(refusal.value) for fault in refusal.value.errors)
    assert all("Cách xử lý:" in fault for fault in refusal.value.errors)
    return {fault.partition(":")[0]: fault for fault in refusal.value.errors}


MINIMUM = '[office]\nprovince = "hai-duong"\n'


def test_one_line_is_enough_and_paths_follow_the_file(tmp_path: Path) -> None:
    office = load_office(write(tmp_path, MINIMUM), {})
    assert office == Office(office_province="hai-duong", base=tmp_path)
    assert (office.archive_path, office.crawl_path, office.out_dir) == (
        tmp_path / "var/hai-duong.db", tmp_path / "var/crawl.db", tmp_path / "var/out",
    )  # fmt: skip
    assert load_office(write(tmp_path, MINIMUM + '[paths]\nvar = "/srv/diembao"\n'), {}).crawl_path == Path(
        "/srv/diembao/crawl.db"
    )


def test_the_example_loads_as_it_stands_and_names_every_setting(tmp_path: Path) -> None:
    office = load_office(write(tmp_path, example()), {})
    assert (office.office_province, office.mail_port, office.watch_terms) == ("hai-duong", 587, ("cao tốc phía đông",))
    for row in settings_table():
        assert f"{row.name} = " in example()
        assert row.help in example()


def test_every_commented_line_of_the_example_is_a_valid_setting_too(tmp_path: Path) -> None:
    office = load_office(write(tmp_path, re.sub(r"(?m)^# (?=[a-z_]+ = |\[group)", "", example())), {})
    for row in settings_table():
        if row.example in (None, "", []):
            assert getattr(office, row.attribute) == row.default, row.key
    assert [(group.label, group.places) for group in office.groups] == [("Sở Y tế", ("huyện Kim Thành", "toàn tỉnh"))]


def test_values_are_read_with_their_types(tmp_path: Path) -> None:
    text = """
    [office]
    province = "quang-tri"
    demo = true
    demo_now = 2020-06-02T06:05:00
    [watch]
    terms = ["cảng Mỹ Thủy", "cảng Mỹ Thủy"]
    [crawl]
    delay_seconds = 2
    replay = "http://127.0.0.1:8123/"
    [edition]
    cutoff = 05:45:00
    first_number = 12
    [mail]
    from = "diemtin@tinh.example"
    host = "THU.tinh.example"
    recipients = ["a@tinh.example", "b@tinh.example"]
    security = "tls"
    port = 465
    """
    office = load_office(write(tmp_path, text), {})
    assert office.office_demo_now == datetime(2020, 6, 1, 23, 5, tzinfo=UTC)
    assert (office.watch_terms, office.crawl_delay_seconds, office.crawl_replay) == (
        ("cảng Mỹ Thủy",), 2.0, "http://127.0.0.1:8123",
    )  # fmt: skip
    assert (office.edition_cutoff, office.edition_first_number, office.mail_host) == ("05:45", 12, "thu.tinh.example")
    assert office.mail_recipients == ("a@tinh.example", "b@tinh.example")


def test_the_environment_outranks_the_file_and_secrets_come_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("mật khẩu có dấu \n", encoding="utf-8")
    secret.chmod(0o600)
    env = {
        "DIEMBAO_OFFICE": "elsewhere.toml",
        "DIEMBAO_OFFICE_PROVINCE": "nghe-an",
        "DIEMBAO_MAIL_PORT": "2525",
        "DIEMBAO_MAIL_RECIPIENTS": "a@tinh.example, b@tinh.example",
        "DIEMBAO_MAIL_FROM": "c@tinh.example",
        "DIEMBAO_MAIL_HOST": "thu.tinh.example",
        "DIEMBAO_MAIL_USER": "u",
        "DIEMBAO_MAIL_PASSWORD_FILE": str(secret),
        "DIEMBAO_MAIL_CA_FILE": "ca.pem",
        "DIEMBAO_WATCH_TERMS": "cảng, kho; đường sắt",
        "DIEMBAO_EDITION_INCLUDE_HOME": "true",
        "PATH": "/usr/bin",
    }
    office = load_office(write(tmp_path, MINIMUM), env)
    assert (office.office_province, office.mail_port, office.mail_ca_file) == ("nghe-an", 2525, "ca.pem")
    assert office.mail_recipients == ("a@tinh.example", "b@tinh.example")
    assert office.watch_terms == ("cảng, kho", "đường sắt")
    assert office.edition_include_home is True
    assert office.mail_password == "mật khẩu có dấu "  # noqa: S105 - invented


def test_all_faults_are_told_at_once_each_with_its_key(tmp_path: Path) -> None:
    text = """
    [office]
    province = "hai-duog"
    demo_now = 2020-06-02T06:05:00+07:00
    name = "SỞ\\nThông tin"
    [mail]
    hots = "thu.tinh.example"
    host = "https://thu.tinh.example"
    port = 99999
    from = "a@tinh.example\\r\\nBcc: b@tinh.example"
    recipients = ["không phải thư"]
    security = "ssl"
    [edition]
    cutoff = "25:00"
    include_home = "maybe"
    [crawl]
    replay = "http://example.com:80"
    max_age_days = 1.5
    [retention]
    pages_days = 0
    [theme]
    """
    found = faults(tmp_path, text, {"DIEMBAO_MAIL_PASWORD": "x"})
    assert set(found) == {
        "office.province",
        "office.demo_now",
        "office.name",
        "mail.hots",
        "mail.host",
        "mail.port",
        "mail.from",
        "mail.recipients",
        "mail.security",
        "edition.cutoff",
        "edition.include_home",
        "crawl.replay",
        "crawl.max_age_days",
        "retention.pages_days",
        "theme",
        "DIEMBAO_MAIL_PASWORD",
    }
    assert "“mail.host”" in found["mail.hots"]
    assert "hai-duong" in found["office.province"]
    assert "“DIEMBAO_MAIL_PASSWORD”" in found["DIEMBAO_MAIL_PASWORD"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "office.province"),
        (MINIMUM + '[mail]\nrecipients = ["a@tinh.example"]\nhost = "thu.tinh.example"\n', "mail.from"),
        (MINIMUM + '[mail]\nrecipients = ["a@tinh.example"]\nfrom = "b@tinh.example"\n', "mail.host"),
        (MINIMUM + '[mail]\npassword = "x"\n', "mail.user"),
        (MINIMUM + '[mail]\npassword = "x"\nuser = "u"\nsecurity = "none"\nhost = "thu.tinh.example"\n', "mail.security"),
        (MINIMUM + '[crawl]\nreplay = "http://127.0.0.1:8000"\n', "crawl.replay"),
        ('office = "hai-duong"\n', "office"),
    ],
)
def test_what_does_not_fit_together_is_told(tmp_path: Path, text: str, key: str) -> None:
    assert key in faults(tmp_path, text)


def test_a_file_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="không có") as refusal:
        load_office(tmp_path / "none.toml", {})
    assert len(refusal.value.errors) == 1
    assert "dòng" in next(iter(faults(tmp_path, '[office\nprovince = "hai-duong"').values()))
    (tmp_path / "office.toml").write_bytes("[office]\nname = 'Sở'".encode("utf-16"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_office(tmp_path / "office.toml", {})
    assert load_office(None, {"DIEMBAO_OFFICE_PROVINCE": "nghe-an"}).office_province == "nghe-an"


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    text = MINIMUM + '[mail]\nuser = "u"\npassword = "rất bí mật"\n'
    office = load_office(write(tmp_path, text), {})
    assert "rất bí mật" not in repr(office)
    assert dict(office.masked())["mail.password"] == MASK
    assert dict(office.masked())["mail.user"] == '"u"'
    broken = faults(tmp_path, MINIMUM + '[mail]\npassword = ["rất bí mật"]\n')
    assert "rất bí mật" not in broken["mail.password"]
    both = faults(tmp_path, MINIMUM, {"DIEMBAO_MAIL_PASSWORD": "x", "DIEMBAO_MAIL_PASSWORD_FILE": str(tmp_path / "none")})
    assert "chỉ dùng một biến" in both["mail.password"] or "không đọc được" in both["mail.password"]


@pytest.mark.parametrize("good", ["a@b.vn", "van.phong+tin@so-tttt.tinh.gov.vn", "root@localhost", "o'neil@x.example"])
def test_good_addresses_pass(good: str) -> None:
    assert address(good) == good


@settings(max_examples=300, deadline=None, database=None)
@given(st.text(max_size=20), st.sampled_from(["\n", "\r", "\0", " ", ",", ";", "<", "@", "\u2028"]), st.text(max_size=20))
def test_nothing_that_could_split_a_header_passes_as_an_address(before: str, bad: str, behind: str) -> None:
    with pytest.raises(UnfitError):
        address(f"{before}x{bad}@tinh.example{behind}" if bad != "@" else f"{before}x@y@tinh.example")


@pytest.mark.parametrize(
    "bad", ["", "a b", "https://x.vn", "x.vn:25", "-x.vn", "x..vn", "x.vn/", "máy.vn", "x" * 64, 5, "1.2.3.4\n"]
)
def test_bad_hosts_are_refused(bad: object) -> None:
    with pytest.raises(UnfitError):
        host(bad)
    assert (host("10.0.0.1"), host("::1"), host("Thu-1.Tinh.example")) == ("10.0.0.1", "::1", "thu-1.tinh.example")


@pytest.mark.parametrize("bad", ["6:30", "24:00", "06:60", "0630", "", "06:30\n", 630, None])
def test_bad_times_of_day_are_refused(bad: object) -> None:
    with pytest.raises(UnfitError):
        clock_time(bad)


@pytest.mark.parametrize(
    "bad",
    ["https://127.0.0.1:80", "http://127.0.0.1", "http://10.0.0.1:80", "http://u@127.0.0.1:80", "http://localhost:80", 1],
)
def test_the_replay_server_is_on_this_machine_only(bad: object) -> None:
    with pytest.raises(UnfitError):
        loopback(bad)
    assert loopback("http://[::1]:8000") == "http://[::1]:8000"
