import stat
from hashlib import sha256
from pathlib import Path

import pytest

from foundation.canonical import Instant
from reports.documents.sheet import sheet
from reports.signing.first_run import ROOT_NAME, make_demo_signer
from reports.signing.seal import FileSeal
from reports.signing.verify import verify
from tests.conftest import ChanceStream
from tests.reports import document_samples as samples
from tests.reports.pdf_tools import run

NOW = samples.START
LATER = Instant(NOW + 90 * 86_400_000)


def new_seal(folder: Path) -> FileSeal:
    make_demo_signer(folder, now=NOW, chance=ChanceStream(folder.name))
    return FileSeal(folder)


@pytest.fixture(scope="session")
def seal(tmp_path_factory: pytest.TempPathFactory) -> FileSeal:
    return new_seal(tmp_path_factory.mktemp("house") / "signing")


@pytest.fixture(scope="session")
def signed(seal: FileSeal) -> bytes:
    return seal.sign(sheet(samples.SHEET, "ky"), reason="Жыйынтык баракчасы", now=NOW)


@pytest.fixture
def nss(seal: FileSeal, tmp_path: Path) -> str:
    folder, root = tmp_path / "nss", tmp_path / "root.pem"
    folder.mkdir()
    root.write_bytes(seal.trust_root_pem())
    run("certutil", "-N", "-d", f"sql:{folder}", "--empty-password")
    run("certutil", "-A", "-d", f"sql:{folder}", "-n", "root", "-t", "CT,C,C", "-i", root)
    return str(folder)


def test_a_signed_sheet_is_genuine(seal, signed):
    verdict = verify(signed, [seal.trust_root_pem()], now=LATER, signer=seal.fingerprint)

    assert verdict.genuine
    assert verdict.findings == ()


def test_signing_only_appends(signed):
    assert signed.startswith(sheet(samples.SHEET, "ky"))


@pytest.mark.poppler
def test_poppler_finds_the_signature_valid_against_the_printed_root(signed, nss, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(signed)

    said = run("pdfsig", "-nssdir", nss, path)

    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "ETSI.CAdES.detached" in said
    assert "Total document signed" in said


@pytest.mark.poppler
def test_poppler_refuses_a_flipped_byte(signed, nss, tmp_path):
    path = tmp_path / "sheet.pdf"
    path.write_bytes(flipped(signed, len(signed) // 3))

    assert "Signature is Valid" not in run("pdfsig", "-nssdir", nss, path)


def flipped(document: bytes, place: int) -> bytes:
    return document[:place] + bytes([document[place] ^ 1]) + document[place + 1 :]


@pytest.mark.parametrize("part", range(8))
def test_one_flipped_byte_anywhere_is_found(seal, signed, part):
    roots = [seal.trust_root_pem()]
    # Every 509th byte, another start in each part: head, fonts, text, signature, tables.
    places = range(part * 67, len(signed), 509)

    passed = [place for place in places if verify(flipped(signed, place), roots, now=NOW).genuine]

    assert passed == []


def test_no_byte_of_the_signature_itself_may_change(seal, signed):
    start = signed.index(b"/Contents <") + 10
    places = [*range(start, start + 60), *range(start + 60, start + 8194, 97)]

    passed = [
        place
        for place in places
        for changed in (signed[:place] + bytes([signed[place] ^ 0x20]) + signed[place + 1 :],)
        if verify(changed, [seal.trust_root_pem()], now=NOW).genuine
    ]

    assert passed == []


def test_what_no_signature_covers_inside_the_signature_may_not_change_either(seal, signed):
    start = signed.index(b"/Contents <") + 11
    # Version and list of algorithms of the signed data: bytes 24 to 43 of its DER.
    places = range(start + 48, start + 86)

    passed = [
        place
        for place in places
        for digit in (b"0", b"5", b"F")
        for changed in (signed[:place] + digit + signed[place + 1 :],)
        if changed != signed and verify(changed, [seal.trust_root_pem()], now=NOW).genuine
    ]

    assert passed == []


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda signed: signed + b"\n", "not_whole_file"),
        (lambda signed: signed[:-4000], "unreadable"),
        (lambda _: b"", "unreadable"),
        (lambda _: b"%PDF-1.7 nothing", "unreadable"),
        (lambda _: sheet(samples.SHEET, "ky"), "unsigned"),
    ],
    ids=["appended", "cut", "empty", "nothing", "unsigned"],
)
def test_what_is_not_our_whole_signed_file_is_refused(seal, signed, change, finding):
    verdict = verify(change(signed), [seal.trust_root_pem()], now=NOW)

    assert not verdict.genuine
    assert finding in verdict.findings


def test_a_second_signature_is_refused(seal, signed):
    from io import BytesIO

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(signed))
    writer.update_root()
    output = BytesIO()
    writer.write(output)

    verdict = verify(output.getvalue(), [seal.trust_root_pem()], now=NOW)

    assert not verdict.genuine
    assert not verdict.whole_file


def test_a_stranger_with_an_equally_named_root_is_not_the_signer(signed, tmp_path):
    stranger = new_seal(tmp_path / "stranger")

    verdict = verify(signed, [stranger.trust_root_pem()], now=NOW)

    assert not verdict.signer_known
    assert "unknown_signer" in verdict.findings


def test_another_signer_under_the_same_root_is_not_the_expected_one(seal, signed):
    assert verify(signed, [seal.trust_root_pem()], now=NOW, signer="0" * 64).findings == ("unknown_signer",)


def test_a_genuine_document_that_is_not_the_recorded_one_is_refused(seal, signed):
    roots = [seal.trust_root_pem()]

    assert verify(signed, roots, now=NOW, digest=sha256(signed).hexdigest()).genuine
    assert verify(signed, roots, now=NOW, digest="0" * 64).findings == ("not_the_recorded_file",)


def test_before_and_after_its_years_the_certificate_is_not_trusted(seal, signed):
    roots = [seal.trust_root_pem()]

    assert not verify(signed, roots, now=Instant(NOW - 3 * 86_400_000)).genuine
    assert not verify(signed, roots, now=Instant(NOW + 6 * 366 * 86_400_000)).genuine


def test_the_first_run_makes_the_signer_once_and_keeps_it_private(tmp_path):
    folder = tmp_path / "signing"
    first = new_seal(folder)

    second = new_seal(folder)

    assert first.fingerprint == second.fingerprint
    assert first.is_demo
    assert "DEMO" in first.holder
    assert "not a qualified certificate" in ROOT_NAME
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert sorted(path.name for path in folder.iterdir()) == [
        "signer-key.pem",
        "signer.pem",
        "trust-root.pem",
    ]


def test_a_first_run_that_was_cut_off_starts_again(tmp_path):
    folder = tmp_path / "signing"
    new_seal(folder)
    (folder / "signer-key.pem").unlink()

    again = new_seal(folder)

    document = again.sign(sheet(samples.SHEET, "ru"), reason="again", now=NOW)
    assert verify(document, [again.trust_root_pem()], now=NOW).genuine
