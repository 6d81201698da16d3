import pytest

from app import keyring
from app.acts import scoring, staging
from app.acts.software import VERIFIER
from app.acts.witnesses import NotWitnessed, quorum
from exam_engine import records
from foundation import ledger, notes, witnesses
from reports import evidence
from tests.app.council.scene import NAME, written
from tests.foundation.test_notes import WITNESS, WITNESS_KEY


@pytest.mark.parametrize(("count", "needed"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3)])
def test_a_majority_must_sign(count, needed):
    assert quorum(count) == needed


def cosign(house):
    with house.writing() as session:
        head = ledger.newest_checkpoint(session)
        text = notes.read(head.note).text
        line = notes.cosignature(text, WITNESS_KEY, house.clock() // 1000, WITNESS.sign)
        witnesses.take(session, head.note + line, now=house.clock())


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """A sitting announced with a witness, which signs before the draw; the first draw comes too early."""
    announce, draw = staging.announce, staging.draw
    patch = pytest.MonkeyPatch()

    def with_witness(house, *given, **named):
        with house.writing() as session:
            witnesses.register(session, WITNESS_KEY, actor="admin", now=house.clock())
        return announce(house, *given, **named)

    def too_early_first(house, *given, **named):
        with house.writing() as session, pytest.raises(NotWitnessed):
            scoring.witnesses.require_witnessed(session, NAME, "announced")
        cosign(house)
        return draw(house, *given, **named)

    patch.setattr(staging, "announce", with_witness)
    patch.setattr(staging, "draw", too_early_first)
    scene = written(tmp_path_factory.mktemp("quorum") / "scene")
    patch.undo()
    yield scene.play("decode")
    scene.house.close()


def verified(scene, stage):
    bundle = scoring.build(scene.house, NAME, stage=stage, version=scene.version)
    return evidence.verify_with(VERIFIER, bundle)


def verdicts(report, code):
    return {check["verdict"] for check in report["checks"] if check["code"] == code}


def test_an_announcement_names_the_present_witnesses_and_their_majority(scene):
    with scene.house.reading() as session:
        said = records.load(session, NAME, "announcement.json")

    assert said["witnesses"] == [{"name": WITNESS_KEY.name, "public": WITNESS_KEY.public.hex()}]
    assert said["quorum"] == 1


def test_publishing_waits_until_the_witnesses_have_seen_the_seal(scene, tmp_path):
    copy = scene.copied(tmp_path / "copy")

    with pytest.raises(NotWitnessed) as refused:
        copy.publish()
    assert refused.value.details == {"act": "sealed", "seen": 0, "needed": 1}
    assert verified(copy, "complete")["verdict"] == "FALSE"

    cosign(copy.house)
    copy.publish()
    report = verified(copy, "complete")

    assert report["verdict"] == "consistent"
    assert verdicts(report, "witnesses.quorum") == {"passed"}
    assert report["witnesses"]["names"] == [WITNESS_KEY.name]
    assert sum(bool(names) for names in report["witnesses"]["cosigned"].values()) == 2
    copy.house.close()


def test_lines_of_witnesses_who_were_not_announced_are_not_in_the_bundle(scene, tmp_path):
    import zipfile

    copy = scene.copied(tmp_path / "copy")
    other = notes.VerifierKey("late.example", notes.WITNESS, b"\x01" * 32)
    with copy.house.writing() as session:
        head = ledger.newest_checkpoint(session)
        session.add(
            witnesses.Cosignature(
                size=head.size,
                witness=other.name,
                line=notes.signature_line(other, bytes(72)),
                at=head.at,
                received_at=head.at,
            )
        )
    bundle = scoring.build(copy.house, NAME, stage="for_certification", version=copy.version)
    with zipfile.ZipFile(bundle) as archive:
        lines = [archive.read(name).decode() for name in archive.namelist() if "checkpoints/" in name]

    assert not any(other.name in line for line in lines)
    assert any(WITNESS_KEY.name in line for line in lines)
    copy.house.close()


def test_the_log_key_stands_in_the_trust_of_the_sitting(scene):
    with scene.house.reading() as session:
        keys = records.load(session, NAME, "trust.json")["keys"]

    assert keyring.log_key(scene.house).public.hex() in {
        key["public"] for key in keys if key["role"] == "log"
    }
