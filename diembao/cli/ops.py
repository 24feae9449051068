"""The commands that set an installation up and keep it well: init, doctor.

In: what the operator typed. Out: Vietnamese lines and the exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO

import click

from diembao.cli.session import NOW, finish, session


@click.command("doctor")
@click.option("--mail", "ask_mail", is_flag=True, help="Kết nối thử cả máy chủ gửi thư.")
@click.option("--network", "ask_network", is_flag=True, help="Hỏi thử vài trang báo: đường ra, tên miền, proxy, chứng thư, giờ.")
@NOW
@click.pass_context
def doctor(ctx: click.Context, ask_mail: bool, ask_network: bool, now: datetime | None) -> None:
    """Kiểm tra cài đặt, kho lưu trữ, mô hình, nguồn, thư, giờ, đĩa; nói rõ cách xử lý.

    \b
    Ví dụ:
        diembao doctor
        diembao doctor --network
    """
    at, path = now or session(ctx).clock(), session(ctx).office_path
    finish(show_checkup(path, os.environ, now=at, out=sys.stdout, ask_mail=ask_mail, ask_network=ask_network))


def show_checkup(
    path: Path,
    env: Mapping[str, str],
    *,
    now: datetime,
    out: TextIO,
    ask_mail: bool = False,
    ask_network: bool = False,
) -> int:
    """One line per finding, then the settings in force. 0 nothing is broken, 1 something is, 2 wrong settings."""
    from data.settings import SettingsError
    from ops.doctor import check_installation

    try:
        checkup = check_installation(path, env, now=now, ask_mail=ask_mail, ask_network=ask_network)
    except SettingsError as error:
        out.write(f"hỏng   {error}\n")
        return 2
    for finding in checkup.findings:
        remedy = f" Cách xử lý: {finding.remedy}" if finding.remedy else ""
        out.write(f"{finding.state:<7}{finding.message}.{remedy}\n")
    out.write("\nCài đặt đang dùng:\n")
    out.writelines(f"  {key} = {value}\n" for key, value in checkup.settings)
    broken = checkup.broken
    out.write(f"\n{'Mọi thứ sẵn sàng' if not broken else f'Có {broken} chỗ hỏng, xem cách xử lý ở trên'}.\n")
    return 1 if broken else 0


@click.command("init")
@click.option("--province", prompt="Tỉnh được theo dõi (viết không dấu, như hai-duong)", help="Tỉnh, viết không dấu.")
@click.option("--name", default="", help="Tên cơ quan phát hành.")
@click.option("--user", default="diembao", show_default=True, help="Người dùng của máy chạy dịch vụ.")
@click.option("--force", is_flag=True, help="Ghi đè tệp cài đặt đã có.")
@click.pass_context
def init(ctx: click.Context, province: str, name: str, user: str, force: bool) -> None:
    """Ghi tệp cài đặt có chú giải, tạo kho lưu trữ, in các dòng cho systemd, cron và logrotate.

    \b
    Ví dụ:
        diembao init --province hai-duong --name "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    """
    from ops.setup import OfficeExists, init_office

    path = session(ctx).office_path
    try:
        made = init_office(path, province=province, name=name, user=user, force=force, now=session(ctx).clock())
    except OfficeExists as error:
        click.echo(str(error))
        finish(2)
    click.echo(f"Đã ghi {path} và tạo kho {made.archive}. Việc tiếp theo: sửa {path}, rồi chạy “diembao doctor”.")
    click.echo("\nChạy bằng systemd (nên dùng), hoặc timer mỗi sáng, hoặc cron:")
    for file, text in made.files.items():
        click.echo(f"\n# --- {file}\n{text}", nl=False)
