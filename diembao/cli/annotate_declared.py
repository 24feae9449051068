"""The commands of nlp: judge, names, group, annotate, bench names, judge and repeats. Declarations only.

The work is in `commands`. In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from diembao.cli.session import NOW, counted_as, finish, load


@click.command()
@click.option("--province", required=True, help="Tên viết không dấu, như hai-duong, quang-tri.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1, 64), help="Số tiến trình song song.")
def judge(province: str, jobs: int) -> None:
    """Phân loại tin, bài (JSONL từ đầu vào chuẩn): viết về tỉnh hay không, căn cứ, lĩnh vực, sắc thái, báo nêu…

    \b
    Ví dụ:
        diembao judge --province hai-duong < tin.jsonl > ket-qua.jsonl
    """
    from diembao.cli.annotate import judge_stream

    finish(judge_stream(province, sys.stdin, sys.stdout, jobs))


@click.command()
def names() -> None:
    """Tách câu, từ và tên riêng (JSONL từ đầu vào chuẩn: id, text).

    \b
    Ví dụ:
        echo '{"id": 1, "text": "Ông Trần Văn Khởi ở huyện Kim Thành."}' | diembao names
    """
    from diembao.cli.annotate import names_stream

    finish(names_stream(sys.stdin, sys.stdout))


@click.command()
def group() -> None:
    """Nhận ra bài đăng lại và gộp theo nội dung (JSONL từ đầu vào chuẩn).

    \b
    Ví dụ:
        diembao group < tin.jsonl > nhom.jsonl
    """
    from diembao.cli.annotate import group_stream

    finish(group_stream(sys.stdin, sys.stdout))


@click.command()
@click.option("--all", "again", is_flag=True, help="Phân loại lại cả tin, bài cũ hơn 30 ngày.")
@NOW
@click.pass_context
def annotate(ctx: click.Context, again: bool, now: datetime | None) -> None:
    """Phân loại những tin, bài chưa phân loại, rồi gộp theo nội dung.

    \b
    Ví dụ:
        diembao annotate
    """
    from diembao.cli.annotate import annotate_command

    office = load(ctx)
    finish(annotate_command(office, counted_as(ctx, office, now), sys.stdout, again))


CORPUS = click.option(
    "--corpus", type=click.Path(path_type=Path), help="Tệp JSONL hoặc JSONL.gz (mặc định: ../shared, hoặc data/gold)."
)
JSON = click.option("--json", "as_json", is_flag=True, help="In một đối tượng JSON.")


@click.command("names")
@CORPUS
@click.option("--count", default=300, show_default=True, type=click.IntRange(1), help="Số bài được đo.")
@JSON
def bench_names(corpus: Path | None, count: int, as_json: bool) -> None:
    """Đo tốc độ gắn nhãn tên riêng, so với underthesea.ner trên cùng các câu; kiểm tra từng nhãn bằng nhau.

    \b
    Ví dụ:
        diembao bench names --json
    """
    from nlp.bench.names_judge import bench_names as run

    finish(run(corpus, sys.stdout, as_json=as_json, count=count))


@click.command("judge")
@CORPUS
@click.option("--count", default=1000, show_default=True, type=click.IntRange(1), help="Số bài được đo.")
@JSON
def bench_judge(corpus: Path | None, count: int, as_json: bool) -> None:
    """Đo tốc độ phân loại, so với riêng bước underthesea.ner trên cùng các bài.

    \b
    Ví dụ:
        diembao bench judge --json
    """
    from nlp.bench.names_judge import bench_judge as run

    finish(run(corpus, sys.stdout, as_json=as_json, count=count))


@click.command("repeats")
@CORPUS
@click.option("--count", default=100_000, show_default=True, type=click.IntRange(1), help="Số bài nhiều nhất được đọc.")
@click.option("--copies", default=1000, show_default=True, type=click.IntRange(1), help="Số bản chép lại được tạo ra.")
@click.option("--seed", default=1, show_default=True, help="Số chọn bài và cách sửa; cùng số thì cùng các bản chép lại.")
@JSON
def bench_repeats(corpus: Path | None, count: int, copies: int, seed: int, as_json: bool) -> None:
    """Đo việc nhận ra bài đăng lại đã bị cắt, sửa, so với MinHash LSH của datasketch trên cùng các bài.

    \b
    Ví dụ:
        diembao bench repeats --json
    """
    from nlp.bench.reprints import bench_repeats as run

    finish(run(corpus, sys.stdout, as_json=as_json, count=count, copies=copies, seed=seed))
