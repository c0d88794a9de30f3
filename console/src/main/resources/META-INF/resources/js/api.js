// The platform's API. Reads are plain; a write carries one Idempotency-Key through all its repetitions.
import { problemOf, unreachable } from "./problem.js";

const ATTEMPTS = 4;
const FIRST_PAUSE_MILLIS = 500;
const PAGE = 200;

const pause = (millis) => new Promise((done) => { setTimeout(done, millis); });

export class Api {
  #session;

  constructor(session) {
    this.#session = session;
  }

  async open(path, { headers = {}, ...options } = {}) {
    const authorization = `Bearer ${await this.#session.token()}`;
    const response = await fetch(path, { ...options, headers: { ...headers, Authorization: authorization } })
      .catch((cause) => { throw cause.name === "AbortError" ? cause : unreachable(cause); });
    if (!response.ok) {
      throw await problemOf(response);
    }
    return response;
  }

  // All items of a paged collection.
  async list(path) {
    const items = [];
    let cursor = "";
    do {
      const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const page = await (await this.open(`${path}?limit=${PAGE}${more}`)).json();
      items.push(...page.items);
      cursor = page.next;
    } while (cursor);
    return items;
  }

  // Sent again under the same key while nobody has judged it: it takes effect once.
  async write(path, body) {
    const request = {
      method: "POST",
      headers: { "Idempotency-Key": crypto.randomUUID(), "Content-Type": "application/json" },
      body: JSON.stringify(body),
    };
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.open(path, request);
      } catch (problem) {
        if (!problem.isPassing || attempt === ATTEMPTS) {
          throw problem;
        }
        await pause(FIRST_PAUSE_MILLIS * 2 ** attempt);
      }
    }
  }
}
