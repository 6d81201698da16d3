// Annex A: the objects of a bundle, member by member, as shapes.
import { maybe } from "./shapes.js";

const of = (name, members) => ({ type: new Set([`taraza/${name}/1`]), ...members });
const any = (...values) => new Set(values);

const KINDS = ["single", "multiple", "order", "match", "number", "text"];
const OUTCOME = { total: "int?", rank: "int?", passed: "bool" };
const BY_REASON = { by: "code", reason: "reason" };

const QUOTA = {
  topic: "code",
  count: "count",
  mark: "count",
  band: maybe(["int"]),
  target: "int?",
  tolerance: "natural?",
  seconds_max: "natural?",
  pretest: "bool",
};

const PLAN = of("plan", {
  name: "text",
  version: "int",
  languages: ["code", ""],
  paper: any("individual", "common"),
  order: any("sections", "mixed"),
  quotas: [QUOTA],
  duration: "count",
  grace: "natural",
  max_extension: "natural",
  scoring: {
    rules: Object.fromEntries(KINDS.map((kind) => [`${kind}?`, any("exact", "partial")])),
    penalty: "natural",
    floor_zero: any("none", "item", "section", "total"),
  },
  rounding: { place: any("item", "section", "total"), rule: any("half_up", "floor"), unit: "count" },
  annulment: any("full_mark", "drop"),
  correct_until: "instant?",
  min_group: "natural",
  disclosure: any("replay", "sealed"),
  detail: "object",
  pass: {
    cut: "int",
    cut_source: "text",
    places: "count?",
    sections: [{ topic: "code", min: "int" }, "topic"],
  },
});

const ENTRY = of("release-entry", {
  code: "code",
  revision: "count",
  kind: any(...KINDS),
  topic: "code",
  difficulty: "int?",
  difficulty_basis: maybe(any("angoff", "calibrated")),
  seconds: "natural",
  enemies: "text?",
  languages: ["code", ""],
  options: [{ id: "code", fixed: "bool" }],
  gaps: ["code"],
  content_commitment: "hex",
  key_commitment: "hex",
});

const CANDIDATE = {
  code: "candidate",
  status: any("scored", "absent", "void"),
  total: "int?",
  maximum: "int?",
  rank: "count?",
  passed: "bool",
  sections: maybe([{ topic: "code", points: "int", maximum: "int" }, "topic"]),
};

const AMENDMENT = {
  n: "count",
  action: any("annul", "accept", "void", "restore", "count_late"),
  code: "code?",
  revision: "count?",
  correct: maybe(["text"]),
  candidate: "candidate?",
  position: "count?",
  response: maybe(["text"]),
  incident: "count?",
  reason: "any",
  voted_at: "instant",
  votes: { for: "natural", against: "natural" },
};

const KEY = of("key", {
  code: "code",
  revision: "count",
  kind: any(...KINDS),
  correct: ["text"],
  folds: ["code"],
});

const CONTENT = of("content", {
  code: "code",
  revision: "count",
  kind: any(...KINDS),
  languages: "object",
  assets: [{ name: "text", sha256: "hex" }, "name"],
});

const PERSON = of("person", { code: "candidate", name: "text", number: "text" });
const ITEM = { code: "code", revision: "count" };

export const LINE = of("roll-line", { code: "candidate", person: "hex?" });
export const HEAD_LINES = [of("head-line", { code: "candidate", n: "natural", head: "hex" }), "code"];
export const TEXT = { stem: "text", options: "object", "gaps?": "object" };

export const SHAPES = {
  announcement: of("announcement", {
    sitting: "code",
    campaign: "code",
    release_root: "hex",
    plan_digest: "hex",
    register_digest: "hex",
    roll_root: "hex",
    commitments: ["hex", ""],
    keys_package: "hex",
    trust_digest: "hex",
    quorum: "natural",
    entropy: { source: "text", min: "natural", max: "natural", count: "count" },
    at: "instant",
    mode: any("one_machine", "office_and_hall"),
    log_origin: "text",
    witnesses: [{ name: "text", public: "hex" }, "name"],
    software: "hex",
    algorithm: any("taraza-draw-1"),
    not_before: "instant",
    supersedes: "supersedes?",
  }),
  plan: PLAN,
  release: of("release", { entries: [ENTRY, "code"] }),
  register: of("register", { codes: ["candidate", ""] }),
  roll: of("roll", { sitting: "code", lines: [LINE, "code"] }),
  draw: of("draw", {
    sitting: "code",
    announcement_digest: "hex",
    at: "instant",
    entropy: "text",
    read_by: ["code", ""],
    papers_root: "hex",
    shares: ["hex"],
    seed: "hex",
  }),
  paper: of("paper", {
    sitting: "code",
    code: "candidate",
    rounds: ["natural"],
    difficulty: ["int?"],
    items: [{ ...ITEM, quota: "natural", options: ["code"] }],
  }),
  entry: of("entry", {
    attempt: "candidate",
    n: "count",
    at: "instant",
    kind: "code",
    body: "object",
    prev: "hex",
  }),
  incidents: of("incidents", {
    sitting: "code",
    incidents: [
      {
        n: "count",
        at: "instant",
        kind: "text",
        code: "candidate?",
        terminal: "code?",
        by: "code?",
        reason: "text?",
        text_digest: "hex?",
      },
      "n",
    ],
  }),
  seal: of("seal", {
    sitting: "code",
    announcement_digest: "hex",
    draw_digest: "hex",
    answers_root: "hex",
    at: "instant",
    incidents_digest: "hex",
    heads: "natural",
    attempts: {
      registered: "natural",
      handed_in: "natural",
      time: "natural",
      removed: "natural",
      absent: "natural",
    },
  }),
  keys: of("keys", {
    sitting: "code",
    seal_digest: "hex",
    openings: [{ ...ITEM, nonce: "hex", key: KEY }, "code"],
  }),
  contents: of("contents", {
    sitting: "code",
    openings: [{ ...ITEM, nonce: "hex", content: CONTENT }, "code"],
  }),
  persons: of("persons", {
    sitting: "code",
    openings: [{ code: "candidate", nonce: "hex", person: PERSON }, "code"],
  }),
  results: of("results", {
    sitting: "code",
    version: "count",
    previous: "hex?",
    seal_digest: "hex",
    keys_digest: "hex",
    plan_digest: "hex",
    reason: "text?",
    amendments: [AMENDMENT, "n"],
    candidates: [CANDIDATE, "code"],
    changes: [{ code: "candidate", before: OUTCOME, after: OUTCOME }, "code"],
    programs: [{ name: "text", software: "text" }, "name"],
  }),
  ledger: of("ledger", {
    n: "natural",
    at: "instant",
    act: "code",
    actor: "code",
    sitting: "code?",
    object: "hex?",
    detail: "any",
    prev: "hex",
  }),
  documents: of("documents", {
    sitting: "code",
    documents: [
      {
        serial: "text",
        kind: "text",
        code: "candidate?",
        version: "natural?",
        sha256: "hex",
        superseded_by: "text?",
      },
      "serial",
    ],
  }),
  trust: of("trust", {
    keys: [
      {
        key: "hex",
        public: "hex",
        holder: "text",
        from: "instant",
        to: "instant?",
        role: any("office", "hall", "custodian", "commissioner", "log", "witness"),
      },
      "key",
    ],
  }),
  signatures: of("signatures", {
    signatures: [
      { object: "text", digest: "hex", key: "hex", role: "code", signature: "signature" },
      "object",
      "key",
    ],
  }),
  manifest: of("manifest", {
    sitting: "code",
    version: "natural",
    stage: any("for_certification", "complete"),
    disclosure: any("replay", "sealed", "full"),
    files: [{ name: "text", size: "natural", sha256: "hex" }, "name"],
  }),
  receipt: {
    key: "hex",
    signature: "signature",
    receipt: of("receipt", {
      sitting: "code",
      code: "candidate",
      entries: "count",
      answered: "answered",
      head: "hex",
      closed_at: "instant",
    }),
  },
};

export const BODIES = new Map(
  Object.entries({
    opened: {
      terminal: "code",
      language: "code",
      seconds: "natural",
      grants: [{ seconds: "natural", by: "code", reason: "reason" }],
    },
    answered: { position: "int", response: ["text"] },
    language: { language: "code" },
    remark: { position: "int", text_digest: "hex" },
    moved: { from: "code", to: "code", ...BY_REASON },
    paused: BY_REASON,
    resumed: BY_REASON,
    extended: { seconds: "count", ...BY_REASON },
    closed: { how: any("handed_in", "time", "removed", "absent"), by: "code?", reason: "text?" },
  }),
);
