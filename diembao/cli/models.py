"""The commands train and eval. Declarations only; the work is in `quality`.

In: what the operator typed. Out: an exit status. Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from diembao.cli.session import NOW, counted_as, finish, load

LABELLED = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("model", type=click.Choice(["all", "relevance", "stories"]))
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ liệu huấn luyện nêu trong thẻ của mô hình.",
)
@click.option("--from-corrections", "learn", is_flag=True, help="Học thêm từ các nhãn do người sửa trong kho lưu trữ.")
@NOW
@click.pass_context
def train(ctx: click.Context, model: str, data: Path, learn: bool, now: datetime | None) -> None:
    """Huấn luyện lại mô hình: relevance (viết về tỉnh), stories (cùng nội dung), all (lĩnh vực, sắc thái, báo nêu).

    \b
    Ví dụ:
        diembao train stories --data ../shared
        diembao train all --data ../shared --from-corrections
    """
    from nlp.training.runs import corrected_pairs, train_model

    people = []
    if learn:
        office = load(ctx)
        people = corrected_pairs(office, counted_as(ctx, office, now))
        click.echo(f"Học thêm từ {len(people)} tin, bài do người sửa nhãn.")
    finish(train_model(model, data, sys.stdout, people=people))


@click.command("eval")
@click.option("--json", "as_json", is_flag=True, help="In JSON thay cho bảng.")
@click.option("--from-corrections", "people", is_flag=True, help="So với nhãn do người sửa trong kho lưu trữ.")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ liệu huấn luyện: đo thêm trên các tập phát triển (khoảng ba phút).",
)
@click.option("--learn", type=LABELLED, help="Tệp có nhãn để học lĩnh vực (JSONL: title, sapo, text, label), như VNTC.")
@click.option("--test", type=LABELLED, help="Tệp có nhãn để đo cách học ấy; đi cùng --learn.")
@NOW
@click.pass_context
def evaluate(
    ctx: click.Context,
    as_json: bool,
    people: bool,
    data: Path | None,
    learn: Path | None,
    test: Path | None,
    now: datetime | None,
) -> None:
    """Đo chất lượng phân loại, so với mức sàn.

    \b
    Ví dụ:
        diembao eval
        diembao eval --from-corrections
        diembao eval --learn vntc-train.jsonl.gz --test vntc-test.jsonl.gz
    """
    from nlp.training.runs import evaluate_corrections, evaluate_machine, measure_fields

    if (learn is None) != (test is None):
        raise click.UsageError("--learn và --test phải đi cùng nhau.")
    if learn is not None and test is not None:
        finish(measure_fields(learn, test, sys.stdout, as_json=as_json))
    if not people:
        finish(evaluate_machine(sys.stdout, as_json=as_json, shared=data))
    office = load(ctx)
    finish(evaluate_corrections(office, counted_as(ctx, office, now), sys.stdout, as_json=as_json))
