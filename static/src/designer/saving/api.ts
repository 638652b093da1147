/** The server's side of saving. Every answer that is not a success becomes an `ApiError` that people can read. */

import { isRecord } from "../core/clipboard";
import type { Design, Point } from "../core/types";

export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** No answer at all: the network or the server is away. */
export class AwayError extends Error {}

export interface Stored {
  readonly id: string;
  readonly etag: string;
  readonly design: Design;
}

export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly modified: string;
  readonly etag: string;
  readonly deleted: string | null;
}

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, { ...init, headers: { accept: "application/json", ...init.headers } });
  } catch {
    throw new AwayError("there is no connection to the server");
  }
  if (answer.ok) {
    return answer;
  }
  if (answer.status >= 502 && answer.status <= 504) {
    throw new AwayError("the server is away");
  }
  const body: unknown = await answer.json().catch(() => null);
  const detail = isRecord(body) && typeof body["detail"] === "string" ? body["detail"] : answer.statusText;
  throw new ApiError(answer.status, detail);
}

function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } };
}

async function stored(answer: Response, sent: Design | null): Promise<Stored> {
  const body: unknown = await answer.json().catch(() => null);
  const data = isRecord(body) ? body : {};
  const document = isRecord(data["document"]) ? data["document"] : isRecord(data["design"]) ? data["design"] : data;
  const id = typeof data["id"] === "string" ? data["id"] : decodeURIComponent((answer.headers.get("location") ?? answer.url).split("/").pop() ?? "");
  const etag = answer.headers.get("etag") ?? (typeof data["etag"] === "string" ? data["etag"] : "");
  const design = Array.isArray(document["components"]) ? normal(document as unknown as Design) : sent;
  if (design === null) {
    throw new ApiError(answer.status, "the server's answer holds no design");
  }
  return { id, etag, design };
}

/** A design with every field, whoever wrote it. */
export function normal(design: Design): Design {
  return {
    schema: design.schema ?? 1,
    name: design.name,
    description: design.description ?? "",
    services: (design.services ?? []).map((one) => ({ id: one.id, name: one.name, about: one.about ?? "" })),
    components: (design.components ?? []).map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      about: one.about ?? "",
      service: one.service ?? null,
      properties: one.properties ?? {},
    })),
    connections: (design.connections ?? []).map((one) => ({
      id: one.id,
      from: one.from,
      to: one.to,
      semantics: one.semantics,
      label: one.label ?? "",
      about: one.about ?? "",
      properties: one.properties ?? {},
    })),
    layout: design.layout ?? {},
    suppressions: (design.suppressions ?? []).map((one) => ({ rule: one.rule, at: one.at ?? null, reason: one.reason })),
  };
}

export const api = {
  /** Under an id of our own, so that a second try after a lost answer does not make a second design. */
  async create(id: string, design: Design): Promise<Stored> {
    const answer = await ask(`/api/designs/${encodeURIComponent(id)}`, { method: "PUT", ...json(design, { "if-none-match": "*" }) });
    return stored(answer, design);
  },
  async read(id: string): Promise<Stored> {
    return stored(await ask(`/api/designs/${encodeURIComponent(id)}`), null);
  },
  async write(id: string, design: Design, etag: string): Promise<Stored> {
    const answer = await ask(`/api/designs/${encodeURIComponent(id)}`, { method: "PUT", ...json(design, { "if-match": etag }) });
    const { etag: now } = await stored(answer, design);
    return { id, etag: now, design };
  },
  /** Into the bin, but only the version that the person saw. */
  async remove(id: string, etag: string): Promise<void> {
    const quoted = etag.startsWith('"') ? etag : `"${etag}"`;
    await ask(`/api/designs/${encodeURIComponent(id)}`, { method: "DELETE", headers: { "if-match": quoted } });
  },
  async tidy(design: Design): Promise<Readonly<Record<string, Point>>> {
    const answer = await ask("/api/designer/tidy", { method: "POST", ...json(design) });
    const body: unknown = await answer.json();
    return isRecord(body) && isRecord(body["layout"]) ? (body["layout"] as Record<string, Point>) : {};
  },
  async readFile(text: string): Promise<Design> {
    const answer = await ask("/api/designer/read", { method: "POST", body: text, headers: { "content-type": "text/plain" } });
    return normal((await answer.json()) as Design);
  },
  async restore(id: string): Promise<void> {
    await ask(`/api/designs/${encodeURIComponent(id)}/restore`, { method: "POST" });
  },
  async duplicate(id: string): Promise<void> {
    await ask(`/api/designs/${encodeURIComponent(id)}/duplicate`, { method: "POST" });
  },
  async list(bin = false): Promise<readonly Listed[]> {
    const answer = await ask(`/api/designs?limit=100&bin=${bin}`);
    const body: unknown = await answer.json();
    const items = isRecord(body) ? (body["designs"] ?? body["items"]) : body;
    return Array.isArray(items) ? (items as Listed[]) : [];
  },
};
