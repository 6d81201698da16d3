// The page's modules laid open for the tests: they run in Chromium, and nothing of this is in the page.
import { Flaw, hex, unhex } from "../../../verifier/page/base.js";
import { Attempt } from "../../../verifier/page/attempt.js";
import { Drawer, entropyFits, seedOf } from "../../../verifier/page/draw.js";
import { byBrowser, signedBy, verifyOwn } from "../../../verifier/page/ed25519.js";
import { parse } from "../../../verifier/page/json.js";
import { Tree, canonical, commit, digest, instant, root } from "../../../verifier/page/notation.js";
import { findingAid } from "../../../verifier/page/notes.js";
import { SHAPES } from "../../../verifier/page/objects.js";
import { Rules } from "../../../verifier/page/score.js";
import { Keyed, sha, sha512 } from "../../../verifier/page/sha.js";
import { fit, isCandidate } from "../../../verifier/page/shapes.js";
import { heldBy, summary, verify } from "../../../verifier/page/verify.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** The whole check of an archive given in base 64, beside the page's worker. */
async function check({ archive, announcement = "", checkpoints = [], receipt = "" }) {
  const notes = checkpoints.map((note) => new Blob([bytes(note)]));
  const held = await heldBy({ announcement, checkpoints: notes, receipt });
  return summary(await verify(new Blob([bytes(archive)]), "evidence.zip", held, () => {}));
}

function codeOf(raw) {
  try {
    parse(raw, "x");
    return null;
  } catch (error) {
    return error instanceof Flaw ? error.code : `${error}`;
  }
}

function replay(plan, entries, paper, journal) {
  const items = new Map(entries.map((entry) => [entry.code, entry]));
  const positions = paper.items.map((item) => [items.get(item.code), item.options]);
  const one = new Attempt(paper.code, plan, positions, 0, digest(paper));
  for (const entry of journal) {
    fit(entry, SHAPES.entry, "journal");
    one.step(entry, digest(entry));
  }
  return { head: one.heads.at(-1), deadline: one.deadline, closed: one.closed };
}

function scored({ plan, entries, papers, answers, keys, amendments, absent }) {
  const items = new Map(entries.map((entry) => [entry.code, entry]));
  const rows = papers.map((paper) => [
    paper.code,
    paper.items.map((i) => [items.get(i.code), i.quota, i.options]),
  ]);
  const given = answers.map((line) => [
    line.code,
    new Map((line.positions ?? []).map((p) => [p.position, p.response])),
  ]);
  const rules = new Rules(plan, new Map(keys.map((key) => [key.code, key])));
  for (const amendment of amendments) rules.amend(amendment);
  return rules.score(new Map(rows), new Map(given), new Set(absent));
}

globalThis.lab = {
  check,
  codeOf: (text) => codeOf(bytes(text)),
  codeOfMany: (texts) => texts.map((text) => codeOf(bytes(text))),
  read: (text) => parse(unhex(text), "x"),
  canonical: (value) => hex(canonical(value)),
  sha: (text) => hex(sha(unhex(text))),
  sha512: (text) => hex(sha512(unhex(text))),
  hmac: (key, text) => hex(new Keyed(unhex(key)).of(unhex(text))),
  commit: (nonce, value) => commit(unhex(nonce), value),
  tree: (leaves) => leaves.reduce((tree, leaf) => (tree.append(unhex(leaf)), tree), new Tree()).root(),
  seed: (shares, announcement, entropy) => hex(seedOf(shares.map(unhex), announcement, entropy)),
  papers: (plan, entries, sitting, seed, codes) => {
    const drawer = new Drawer(plan, entries, sitting, unhex(seed));
    return codes.map((code) => drawer.paper(code, plan.quotas.map(() => 9999)));
  },
  signatures: async (lines) => {
    const own = lines.map(([key, signature, data]) => verifyOwn(unhex(key), unhex(signature), unhex(data)));
    const browser = [];
    for (const [key, signed, data] of lines) browser.push(await signedBy(key, unhex(signed), unhex(data)));
    return { own, browser, asked: await byBrowser() };
  },
  fit: (value, kind) => (fit(value, SHAPES[kind], kind), true),
  digest, root, instant, entropyFits, findingAid, isCandidate, replay, scored,
}; // prettier-ignore
