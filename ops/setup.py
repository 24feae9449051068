"""Setting an office up: its settings file, its archive, and the lines for systemd, cron and logrotate.

In: the province, the folder. Out: a commented `office.toml`, the archive, and a `NewOffice` with lines to copy. `deploy/` holds
the same lines for the folder /opt/diembao; a test compares.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from data.archive import Archive
from data.errors import OperatorError
from data.paths import DEPLOY
from data.settings import example, load_office

USUAL = Path("/opt/diembao")


def service(folder: Path, user: str = "diembao") -> str:
    """The systemd unit of `diembao watch`."""
    return f"""[Unit]
Description=diembao: press digest of a province
After=network-online.target time-sync.target
Wants=network-online.target

[Service]
Type=simple
User={user}
WorkingDirectory={folder}
Environment=TZ=Asia/Ho_Chi_Minh PYTHONUTF8=1
ExecStart={folder}/.venv/bin/diembao --office {folder}/office.toml watch
Restart=always
RestartSec=30
NoNewPrivileges=true
ProtectSystem=strict
ReadWritePaths={folder}
PrivateTmp=true

[Install]
WantedBy=multi-user.target
"""


def day_service(folder: Path, user: str = "diembao") -> str:
    """The systemd unit of one `diembao day`, for the timer."""
    return f"""[Unit]
Description=diembao: today's edition
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={folder}
Environment=TZ=Asia/Ho_Chi_Minh PYTHONUTF8=1
ExecStart={folder}/.venv/bin/diembao --office {folder}/office.toml day
"""


def day_timer() -> str:
    """The timer for offices that do not run `watch`; a run that was missed is made up for."""
    return """[Unit]
Description=diembao: every morning at 06:05 Vietnam time

[Timer]
OnCalendar=*-*-* 06:05:00 Asia/Ho_Chi_Minh
Persistent=true

[Install]
WantedBy=timers.target
"""


def crontab(folder: Path, user: str = "diembao") -> str:
    """The lines for /etc/cron.d, for a computer without systemd."""
    run = f"cd {folder} && .venv/bin/diembao"
    log = f">> {folder}/var/diembao.log 2>&1"
    return f"""# the computer's clock must run on Vietnam time
CRON_TZ=Asia/Ho_Chi_Minh
# every minute: what is due is done, what is done is left alone
* * * * * {user} {run} watch --once {log}
"""


def logrotate(folder: Path) -> str:
    """The rule for the log of cron."""
    return f"""{folder}/var/diembao.log {{
    weekly
    rotate 12
    compress
    missingok
    notifempty
    copytruncate
}}
"""


def files(folder: Path = USUAL, user: str = "diembao") -> dict[str, str]:
    """Everything under `deploy/`, by name."""
    return {
        "diembao.service": service(folder, user),
        "diembao-day.service": day_service(folder, user),
        "diembao-day.timer": day_timer(),
        "diembao.cron": crontab(folder, user),
        "diembao.logrotate": logrotate(folder),
    }


def settings(province: str, name: str) -> str:
    """The commented example with the office's own province and name."""
    text = re.sub(r"(?m)^#?\s*province = .*$", f"province = {json.dumps(province)}", example(), count=1)
    return (
        re.sub(r"(?m)^#?\s*name = .*$", lambda _: f"name = {json.dumps(name, ensure_ascii=False)}", text, count=1)
        if name
        else text
    )


class OfficeExists(OperatorError):
    """The settings file is there already and is not overwritten; the message is for the operator."""


@dataclass(frozen=True)
class NewOffice:
    """What was made: the settings file, the archive, and the lines to copy (file name -> text, as in `deploy/`)."""

    settings: Path
    archive: Path
    files: dict[str, str]


def init_office(path: Path, *, province: str, name: str, user: str, force: bool, now: datetime) -> NewOffice:
    """Write the settings, make the archive. Raises OfficeExists; SettingsError for a wrong province: nothing is written then."""
    if path.exists() and not force:
        raise OfficeExists(f"Đã có tệp {path}; không ghi đè. Cách xử lý: thêm --force, hoặc sửa tệp này.")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(settings(province, name), "utf-8")
    try:
        office = load_office(part, {})
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    with Archive.open(office.archive_path, now=now):
        pass
    return NewOffice(path, office.archive_path, files(path.parent.resolve(), user))


def write(folder: Path) -> None:
    """Write the files of `deploy/`: `python -m ops.setup`."""
    folder.mkdir(exist_ok=True)
    for file, text in files().items():
        (folder / file).write_text(text, "utf-8")


if __name__ == "__main__":
    write(DEPLOY)
