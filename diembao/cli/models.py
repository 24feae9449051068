"""The commands train and eval: a model trained by its recipe, the machine measured against gold sets or against people.

In: what the operator typed. Out: lines or JSON, and an exit status: 0 done, 1 a figure lies under its floor, 2 cannot run.
Nothing heavy is imported before a command runs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from diembao.cli.session import NOW, counted_as, finish, load

if TYPE_CHECKING:
    from data.settings import Office
    from nlp.training import Figure

LABELLED = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("model", type=click.Choice(["all", "relevance", "stories"]))
@click.option(
    "--data",
    "material",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục dữ liệu huấn luyện nêu trong thẻ của mô hình.",
)
@click.option("--from-corrections", "learn", is_flag=True, help="Học thêm từ các nhãn do người sửa trong kho lưu trữ.")
@NOW
@click.pass_context
def train(ctx: click.Context, model: str, material: Path, learn: bool, now: datetime | None) -> None:
    """Huấn luyện lại mô hình: relevance (viết về tỉnh), stories (cùng nội dung), all (lĩnh vực, sắc thái, báo nêu).

    \b
    Ví dụ:
        diembao train stories --data ../shared
        diembao train all --data ../shared --from-corrections
    """
    from nlp.training import read_corrected_pairs

    people = []
    if learn:
        office = load(ctx)
        people = read_corrected_pairs(office, counted_as(ctx, office, now))
        click.echo(f"Học thêm từ {len(people)} tin, bài do người sửa nhãn.")
    finish(train_and_print(model, material, sys.stdout, people))


@click.command("eval")
@click.option("--json", "as_json", is_flag=True, help="In JSON thay cho bảng.")
@click.option("--from-corrections", "people", is_flag=True, help="So với nhãn do người sửa trong kho lưu trữ.")
@click.option(
    "--data",
    "material",
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
    material: Path | None,
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
    if (learn is None) != (test is None):
        raise click.UsageError("--learn và --test phải đi cùng nhau.")
    if learn is not None and test is not None:
        finish(print_learned_fields(learn, test, sys.stdout, as_json=as_json))
    if not people:
        finish(print_quality(sys.stdout, as_json=as_json, shared=material))
    office = load(ctx)
    finish(print_corrections(office, counted_as(ctx, office, now), sys.stdout, as_json=as_json))


def train_and_print(model: str, material: Path, out: TextIO, people: Sequence[dict[str, Any]] = ()) -> int:
    """Train a model and print its scores; the exit status."""
    from nlp.training import MaterialError, train_model

    try:
        lines = train_model(model, material, people=people)
    except MaterialError as error:
        return _cannot_run(str(error))
    except ImportError as error:
        return _cannot_run(_missing(error))
    out.writelines(f"{line}\n" for line in lines)
    return 0


def print_quality(out: TextIO, *, as_json: bool, shared: Path | None = None) -> int:
    """Print the quality table beside its floors; the exit status."""
    from nlp.training import measure_models

    return _print_figures(measure_models(shared), out, as_json)


def print_corrections(office: Office, now: datetime, out: TextIO, *, as_json: bool) -> int:
    """Print how often people left standing what the machine said, field by field; the exit status."""
    from nlp.training import measure_corrections

    figures = measure_corrections(office, now)
    if not figures:
        out.write("[]\n" if as_json else "Chưa có nhãn nào do người sửa.\n")
        return 0
    return _print_figures(figures, out, as_json)


def print_learned_fields(learn: Path, test: Path, out: TextIO, *, as_json: bool) -> int:
    """Print how well fields learned from one labelled file are found in the other; the exit status."""
    from nlp.training import measure

    try:
        measured = measure(learn, test)
    except ImportError as error:
        return _cannot_run(_missing(error))
    except (OSError, ValueError, KeyError) as error:
        return _cannot_run(f"--learn, --test: không đọc được ({error}). Cần JSONL hoặc JSONL.gz: title, sapo, text, label.")
    if as_json:
        figures = {"accuracy": round(measured.accuracy, 4), "records": len(measured.pairs), "learned": measured.learned}
        out.write(json.dumps(figures, ensure_ascii=False) + "\n")
        return 0
    out.write(f"accuracy {measured.accuracy:.4f} ({len(measured.pairs)} texts, learned from {measured.learned})\n")
    for right, got, times in measured.confusions():
        out.write(f"  {right} taken for {got}: {times}\n")
    return 0


def _print_figures(figures: Sequence[Figure], out: TextIO, as_json: bool) -> int:
    """Prints figures beside their floors; 1 when one lies under its floor."""
    from nlp.training import format_table

    if as_json:
        rows = [
            {"set": figure.set, "figure": figure.name, "value": round(figure.value, 4), "floor": figure.floor,
             "records": figure.records, "holds": figure.holds} for figure in figures
        ]  # fmt: skip
        out.write(json.dumps(rows, ensure_ascii=False) + "\n")
    else:
        out.write(format_table(figures) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


def _missing(error: ImportError) -> str:
    return f"Thiếu thư viện huấn luyện: {error.name}. Cách xử lý: cài requirements-dev.lock."


def _cannot_run(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return 2
