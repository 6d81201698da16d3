// The room's interface to its server (docs/room-api.md): one question, one answer or one clear failure.

/** The server answered and refused; `code` names the reason. */
export class Refused extends Error {
  constructor(status, body) {
    super(body.error || `status ${status}`);
    this.status = status;
    this.code = body.error || "refused";
    this.body = body;
  }
}

/** The server did not answer, or not sensibly: try again. */
export class Unreachable extends Error {}

const PATIENCE = 8_000;

/** Speaks to the server with the lease's token and sets the clock from every reply. */
export class Server {
  constructor(clock, steady = () => performance.now()) {
    this.clock = clock;
    this.steady = steady;
    this.token = "";
  }

  /** Asks for something. */
  get(path) {
    return this.ask(path, { method: "GET" });
  }

  /** Sends something; the token shows that our own page did. */
  post(path, body) {
    const headers = { "Content-Type": "application/json", "X-Room-Token": this.token };
    return this.ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async ask(path, options) {
    const asked = this.steady();
    const reply = await reached(path, options);
    const body = await understood(reply);
    if (typeof body.server_now === "number") this.clock.hear(body.server_now, asked, this.steady());
    if (!reply.ok) throw new Refused(reply.status, body);
    return body;
  }
}

async function reached(path, options) {
  try {
    const reply = await fetch(path, { ...options, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    // A failing or overloaded server has refused nothing: it will be asked again.
    if (reply.status >= 500 || reply.status === 429) throw new Unreachable(`status ${reply.status}`);
    return reply;
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(String(error));
  }
}

async function understood(reply) {
  try {
    return await reply.json();
  } catch (error) {
    if (reply.ok) throw new Unreachable(String(error));
    return {};
  }
}
