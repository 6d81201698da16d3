"""The forge's own arithmetic of the protocol: bytes, trees, tickets, points."""

import hashlib
import hmac
import json
from datetime import UTC, datetime
from fractions import Fraction


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(data):
    return hashlib.sha256(data).hexdigest()


def digest(value):
    return sha(canonical(value))


def typed(name, /, **members):
    return {"type": f"taraza/{name}/1", **members}


def iso(ms):
    return datetime.fromtimestamp(ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{ms % 1000:03}Z"


def tree(leaves):
    if len(leaves) < 2:
        return hashlib.sha256(b"\0" + leaves[0] if leaves else b"").digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree(leaves[:split]) + tree(leaves[split:])).digest()


def root(objects):
    return tree([canonical(value) for value in objects]).hex()


def commit(nonce, value):
    return sha(bytes.fromhex(nonce) + canonical(value))


def mac(key, text):
    return hmac.new(key, text if isinstance(text, bytes) else text.encode(), "sha256").digest()


def check_digit(seven):
    product = 10
    for figure in seven:
        product = ((product + int(figure)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def by(values, *names):
    return sorted(values, key=lambda value: tuple(value[name] for name in names))


def ticketed(key, label, entries):
    return sorted(entries, key=lambda entry: (mac(key, label + entry["code"]), entry["code"]))


def draw_items(plan, entries, key):
    taken, foes, chosen, rounds, sums = set(), set(), [], [], []
    for q, quota in enumerate(plan["quotas"]):
        pool = [entry for entry in entries if entry["topic"] == quota["topic"]]
        for j in range(10_000):
            picked, groups = [], set(foes)
            for entry in ticketed(key, f"item/{q}/{j}/", pool):
                if (
                    len(picked) < quota["count"]
                    and entry["code"] not in taken
                    and entry["enemies"] not in groups
                ):
                    picked.append(entry)
                    groups |= {entry["enemies"]} - {None}
            total = sum(entry["difficulty"] for entry in picked)
            if quota["target"] is None or abs(total - quota["target"]) <= quota["tolerance"]:
                break
        rounds.append(j)
        sums.append(total)
        chosen += [(entry, q) for entry in picked]
        taken |= {entry["code"] for entry in picked}
        foes |= {entry["enemies"] for entry in picked} - {None}
    return rounds, sums, chosen


def draw_paper(plan, entries, sitting, seed, code):
    own = mac(seed, f"paper/{code}")
    rounds, sums, chosen = draw_items(
        plan, entries, own if plan["paper"] == "individual" else mac(seed, "paper/*")
    )
    topics = list(dict.fromkeys(quota["topic"] for quota in plan["quotas"]))
    items = []
    for entry, q in sorted(
        chosen, key=lambda c: (topics.index(c[0]["topic"]), mac(own, "order/" + c[0]["code"]))
    ):
        free = [option["id"] for option in entry["options"] if not option["fixed"]]
        free.sort(key=lambda oid, code=entry["code"]: mac(own, f"option/{code}/{oid}"))
        options = [option["id"] if option["fixed"] else free.pop(0) for option in entry["options"]]
        items.append({"code": entry["code"], "revision": entry["revision"], "quota": q, "options": options})
    return typed("paper", sitting=sitting, code=code, rounds=rounds, difficulty=sums, items=items)


def fraction(kind, response, correct):
    if kind == "number":
        return Fraction(Fraction(correct[0]) <= Fraction(response[0]) <= Fraction(correct[1]))
    if kind == "text":
        return Fraction(response[0].strip() in correct)
    right = len(set(response) & set(correct))
    if kind == "multiple":
        return Fraction(max(0, right - len(set(response) - set(correct))), len(correct))
    if kind == "order":
        return Fraction(sum(a == b for a, b in zip(response, correct, strict=True)), len(correct))
    return Fraction(right, len(correct)) if kind == "match" else Fraction(set(response) == set(correct))


def half_up(value, unit):
    return int((Fraction(value) / unit + Fraction(1, 2)).__floor__()) * unit


def points(plan, paper, answers, keys, kinds, annulled):
    """(points, maximum) by topic, exact; the forge's plan has `floor_zero: section`."""
    topics = {quota["topic"]: [Fraction(0), 0] for quota in plan["quotas"]}
    for position, item in enumerate(paper["items"], 1):
        quota = plan["quotas"][item["quota"]]
        part = Fraction(1) if item["code"] in annulled else Fraction(0)
        response = answers.get(position)
        if not part and response:
            part = fraction(kinds[item["code"]], response, keys[item["code"]]["correct"])
            topics[quota["topic"]][0] -= 0 if part else plan["scoring"]["penalty"]
        topics[quota["topic"]][0] += part * quota["mark"]
        topics[quota["topic"]][1] += quota["mark"]
    return {topic: (max(Fraction(0), got), most) for topic, (got, most) in sorted(topics.items())}


def score(plan, papers, answers, absent, keys, kinds, amendments):
    annulled = {a["code"] for a in amendments if a["action"] == "annul"}
    voided = {a["candidate"] for a in amendments if a["action"] == "void"}
    lines = []
    for code in sorted(papers):
        line = {
            "code": code,
            "status": "absent",
            "sections": None,
            "total": None,
            "maximum": None,
            "rank": None,
            "passed": False,
        }
        if code not in absent:
            got = points(plan, papers[code], answers[code], keys, kinds, annulled)
            unit = plan["rounding"]["unit"]
            line["sections"] = [
                {"topic": t, "points": half_up(p, unit), "maximum": m} for t, (p, m) in got.items()
            ]
            line["total"] = half_up(sum(p for p, _ in got.values()), unit)
            line["maximum"] = sum(m for _, m in got.values())
            line["status"] = "void" if code in voided else "scored"
        lines.append(line)
    totals = [line["total"] for line in lines if line["status"] == "scored"]
    for line in lines:
        if line["status"] == "scored":
            line["rank"] = 1 + sum(total > line["total"] for total in totals)
            line["passed"] = line["total"] >= plan["pass"]["cut"]
    return lines
