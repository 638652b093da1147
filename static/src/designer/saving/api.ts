/** The server's side of saving. Every answer that is not a success becomes an `ApiError` that people can read. */

import { isRecord } from "../core/clipboard";
import type { CodeFile } from "../core/code";
import type { Review } from "../core/review";
import type { Design, Edit, Point } from "../core/types";

export class ApiError extends Error {
  readonly status: number;
  /** Tells the errors of one status apart. */
  readonly reason: string | null;

  constructor(status: number, message: string, reason: string | null = null) {
    super(message);
    this.status = status;
    this.reason = reason;
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

export type Sort = "modified" | "created" | "name";

export interface Page {
  readonly designs: readonly Listed[];
  /** What to ask for the next page with; null on the last. */
  readonly next: string | null;
}

export interface Revision {
  readonly number: number;
  readonly name: string | null;
  readonly created: string;
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
  throw new ApiError(answer.status, detail, isRecord(body) && typeof body["reason"] === "string" ? body["reason"] : null);
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
    bends: design.bends ?? {},
    locked: [...(design.locked ?? [])].sort(),
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
  /** Without `resources`, only the rules that read the drawing: quick even for a large one. */
  async review(design: Design, signal: AbortSignal, resources: boolean): Promise<Review> {
    const answer = await ask(`/api/review?resources=${resources}`, { method: "POST", signal, ...json(design) });
    return (await answer.json()) as Review;
  },
  /** Every fix that needs no second look, one after the other, and how many findings that settles. */
  async fixes(design: Design): Promise<{ readonly edits: readonly Edit[]; readonly fixed: number }> {
    const answer = await ask("/api/review/fixes", { method: "POST", ...json(design) });
    return (await answer.json()) as { edits: Edit[]; fixed: number };
  },
  /** One file of the project that the design becomes, the infrastructure where none is named, and the paths of all. */
  async code(design: Design, format: string, language: string, path: string | null, signal: AbortSignal): Promise<{ readonly paths: readonly string[]; readonly file: CodeFile }> {
    const wanted = new URLSearchParams({ runtime: language, path: path ?? "" });
    const answer = await ask(`/api/export/${format}/preview?${wanted.toString()}`, { method: "POST", signal, ...json(design) });
    const { paths, files } = (await answer.json()) as { paths: string[]; files: CodeFile[] };
    const [file] = files;
    if (file === undefined) {
      throw new ApiError(answer.status, "the server's answer holds no file");
    }
    return { paths, file };
  },
  /** The whole project, as a zip, and what to call it. */
  async project(design: Design, format: string, language: string): Promise<{ readonly name: string; readonly zip: Blob }> {
    const answer = await ask(`/api/export/${format}?runtime=${language}`, { method: "POST", ...json(design) });
    const [, name] = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "") ?? [];
    return { name: name ?? "project.zip", zip: await answer.blob() };
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
  async revisions(id: string): Promise<readonly Revision[]> {
    const answer = await ask(`/api/designs/${encodeURIComponent(id)}/revisions`);
    return ((await answer.json()) as { revisions: Revision[] }).revisions;
  },
  async revision(id: string, number: number): Promise<Design> {
    const answer = await ask(`/api/designs/${encodeURIComponent(id)}/revisions/${number}`);
    return normal(((await answer.json()) as { design: Design }).design);
  },
  /** A named version stays; one without a name is thinned with age. */
  async nameRevision(id: string, number: number, name: string | null): Promise<void> {
    await ask(`/api/designs/${encodeURIComponent(id)}/revisions`, { method: "POST", ...json({ number, name }) });
  },
  /** A new read-only link; the token cannot be asked for again. */
  async share(id: string): Promise<string> {
    const answer = await ask(`/api/designs/${encodeURIComponent(id)}/share`, { method: "POST" });
    return ((await answer.json()) as { token: string }).token;
  },
  async revoke(id: string): Promise<void> {
    await ask(`/api/designs/${encodeURIComponent(id)}/share`, { method: "DELETE" });
  },
  async shared(token: string): Promise<Design> {
    const answer = await ask(`/api/shared/${encodeURIComponent(token)}`);
    return normal(((await answer.json()) as { design: Design }).design);
  },
  /** A design of one's own that began as a shared one; its id. */
  async copyShared(token: string): Promise<string> {
    return (await stored(await ask(`/api/shared/${encodeURIComponent(token)}/copy`, { method: "POST", ...json({}) }), null)).id;
  },
  async rename(id: string, name: string): Promise<void> {
    await ask(`/api/designs/${encodeURIComponent(id)}`, { method: "PATCH", ...json({ name }) });
  },
  async yaml(design: Design): Promise<Blob> {
    const answer = await ask("/api/designer/write", { method: "POST", ...json(design) });
    return answer.blob();
  },
  /** One page of what is saved, or of what lies in the bin; `after` is the `next` of the page before. */
  async list({ search, sort, bin, after }: { readonly search: string; readonly sort: Sort; readonly bin: boolean; readonly after: string | null }): Promise<Page> {
    const wanted = new URLSearchParams({ limit: "60", search, sort, bin: String(bin), ...(after === null ? {} : { after }) });
    const answer = await ask(`/api/designs?${wanted.toString()}`);
    return (await answer.json()) as Page;
  },
};
