// The worker: checks a bundle off the page's own thread, and holds the last case for stories.
import { Unusable } from "./base.js";
import { storyOf } from "./journals.js";
import { heldBy, summary, verify } from "./verify.js";

let last = null;

async function check({ file, name, held }, tell) {
  const outside = await heldBy(held);
  last = await verify(file, name, outside, (part, done, of) => tell({ part, done, of }));
  return summary(last);
}

const CALLS = {
  check,
  story: ({ code }) => (last ? storyOf(last, code) : null),
};

self.onmessage = async ({ data }) => {
  const tell = (progress) => self.postMessage({ id: data.id, progress });
  try {
    self.postMessage({ id: data.id, answer: await CALLS[data.call](data, tell) });
  } catch (error) {
    const [reason, detail] =
      error instanceof Unusable ? [error.reason, error.detail] : ["broken", `${error}`];
    self.postMessage({ id: data.id, refused: { reason, detail } });
  }
};
