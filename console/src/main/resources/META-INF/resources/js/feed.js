// A service's events as they happen, over fetch: an EventSource cannot carry a bearer token.
const FIRST_PAUSE_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 30_000;

// Reads text/event-stream: gives one { id, event, data } per complete record, whatever the chunks.
export async function* records(stream) {
  let rest = "";
  for await (const text of chunks(stream.pipeThrough(new TextDecoderStream()))) {
    const parts = (rest + text).split(/\r\n\r\n|\n\n|\r\r/);
    rest = parts.pop();
    for (const part of parts) {
      const record = parse(part);
      if (record.data !== undefined || record.id !== undefined) {
        yield record;
      }
    }
  }
}

async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield read.value;
    }
  } finally {
    reader.releaseLock();
  }
}

function parse(part) {
  const record = {};
  for (const line of part.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(":");
    if (colon > 0) {
      const name = line.slice(0, colon);
      const value = line.slice(colon + 1).replace(/^ /, "");
      record[name] = name === "data" && record.data !== undefined ? `${record.data}\n${value}` : value;
    }
  }
  return record;
}

export class Feed {
  #api;
  #service;
  #tell;
  #stop = new AbortController();

  // tell: { event(told), state(text), problem(problem) }
  constructor(api, service, tell) {
    this.#api = api;
    this.#service = service;
    this.#tell = tell;
  }

  async follow() {
    let last;
    let wait = FIRST_PAUSE_MILLIS;
    while (!this.#stop.signal.aborted) {
      try {
        for await (const record of records(await this.#open(last))) {
          wait = FIRST_PAUSE_MILLIS;
          last = record.id ?? last;
          // An id alone moves the cursor past what is hidden.
          if (record.data !== undefined) {
            this.#tell.event(JSON.parse(record.data));
          }
        }
      } catch (problem) {
        if (this.#stop.signal.aborted) {
          return;
        }
        if (problem.status >= 400 && !problem.isPassing) {
          this.#tell.state("no events");
          this.#tell.problem(problem);
          return;
        }
      }
      this.#tell.state("connecting again");
      await this.#pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  async #open(last) {
    const headers = { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) };
    this.#tell.state("connecting");
    const response = await this.#api.open(`/api/${this.#service}/v1/events`, {
      headers,
      signal: this.#stop.signal,
      cache: "no-store",
    });
    this.#tell.state("live");
    return response.body;
  }

  #pause(millis) {
    return new Promise((done) => {
      const timer = setTimeout(done, millis);
      this.#stop.signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
    });
  }

  close() {
    this.#stop.abort();
  }
}
