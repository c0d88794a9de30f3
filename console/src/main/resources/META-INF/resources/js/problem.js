// Everything that went wrong, in the shape of RFC 9457, whoever says it.
export class Problem extends Error {
  constructor({ title, status = 0, detail = "", code = "", correlationId = "" }) {
    super(title);
    Object.assign(this, { title, status, detail, code, correlationId });
  }

  // Whether the same request may be sent again: nobody has judged it yet.
  get isPassing() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

export async function problemOf(response) {
  const document = await response.json().catch(() => ({}));
  return new Problem({
    title: document.title ?? `The server answered ${response.status}`,
    status: response.status,
    detail: document.detail,
    code: document.code,
    correlationId: document.correlationId ?? response.headers.get("Tidemark-Correlation") ?? "",
  });
}

export const unreachable = (cause) =>
  new Problem({ title: "The platform cannot be reached", detail: cause.message });
