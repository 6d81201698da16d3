import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli.rehearse import command

VERIFIER = Path(__file__).parents[2] / "verifier" / "taraza_verify.py"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    out = tmp_path_factory.mktemp("rehearsal")
    done = CliRunner().invoke(command, ["--candidates", "6", "--seed", "test", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return out


def verify(*arguments):
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), *map(str, arguments), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout)


def test_a_rehearsal_leaves_everything_a_council_needs(held):
    left = {path.name for path in held.iterdir()}

    assert {
        "protocol.pdf",
        "results.csv",
        "results.xlsx",
        "evidence.zip",
        "trust-root.pem",
        "summary.json",
        "sheets",
    } <= left
    assert len(list((held / "sheets").glob("*.pdf"))) == 12


def test_among_six_somebody_times_out_moves_and_stays_away(held):
    summary = json.loads((held / "summary.json").read_text())

    assert summary["origin"] == "trial"
    assert summary["conduct"] == {"steady": 3, "runs_out": 1, "moves": 1, "absent": 1}
    assert summary["attempts"]["time"] == 1
    assert summary["attempts"]["absent"] == 2
    assert summary["verdicts"] == {
        "agreed": True,
        "for_certification": "consistent",
        "complete": "consistent",
    }


def test_the_verifier_agrees_and_knows_the_announcement(held):
    digest = json.loads((held / "summary.json").read_text())["announcement"]

    code, report = verify(held / "evidence.zip", "--announcement", digest)

    assert code == 0
    assert report["origin"] == "trial"
    assert not [check for check in report["checks"] if check["verdict"] == "failed"]


def test_with_another_announcement_the_same_evidence_is_false(held):
    code, report = verify(held / "evidence.zip", "--announcement", "0" * 64)

    assert code == 1
    assert report["verdict"] == "FALSE"


def test_the_table_holds_every_candidate_with_the_verifiers_own_total(held):
    _, report = verify(held / "evidence.zip")
    rows = list(csv.reader(io.StringIO((held / "results.csv").read_text(encoding="utf-8-sig"))))
    totals = {
        line["code"]: line["total"] for line in report["results"]["candidates"] if line["status"] == "scored"
    }

    for code, total in totals.items():
        row = next(row for row in rows if code in row)
        assert f"{total / 1000:.3f}" in row


@pytest.mark.poppler
def test_every_sheet_verifies_against_the_printed_root_with_a_foreign_program(held, tmp_path):
    store = f"sql:{tmp_path}"
    subprocess.run(["certutil", "-N", "-d", store, "--empty-password"], check=True)
    root = str(held / "trust-root.pem")
    subprocess.run(["certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", root], check=True)

    for sheet in sorted((held / "sheets").glob("*.pdf"))[:3]:
        said = subprocess.run(
            ["pdfsig", "-nssdir", str(tmp_path), str(sheet)], capture_output=True, text=True, check=False
        ).stdout
        assert "Signature is Valid" in said
        assert "Certificate is Trusted" in said
        assert "Total document signed" in said


def test_one_candidate_alone_works_and_nobody_is_told_to_be_anonymous(tmp_path):
    done = CliRunner().invoke(command, ["--candidates", "1", "--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "summary.json").read_text())["attempts"] == {"handed_in": 1, "absent": 1}


def test_a_preset_whose_bank_is_absent_says_what_is_missing(tmp_path):
    done = CliRunner().invoke(command, ["--plan", "kg-2012", "--out", str(tmp_path)])

    assert done.exit_code == 1
    assert "1000" in done.output
    assert "constitution" in done.output


def test_an_unknown_preset_is_refused_with_the_names_that_exist(tmp_path):
    done = CliRunner().invoke(command, ["--plan", "nowhere", "--out", str(tmp_path)])

    assert done.exit_code == 1
    assert "moldova-2016" in done.output
