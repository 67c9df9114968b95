import type { IncomingMessage } from "node:http";

/** GitHub sends no event above this. */
const LARGEST_BODY = 25 * 1024 * 1024;
/** Of all requests together: unsigned bodies of many connections must not fill the memory either. */
const LARGEST_SUM = 4 * LARGEST_BODY;

/** Why a body was not taken. */
export type BodyRefusal = "too-large" | "busy" | "cut-off";

let held = 0;

/**
 * Reads the body while counting it, and stops at the limit, with or without a length header. It stays in the
 * pieces in which it came: what nobody signed is not worth a second copy.
 */
export async function readBody(request: IncomingMessage): Promise<readonly Buffer[] | BodyRefusal> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > LARGEST_BODY) return "too-large";
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      held += chunk.length;
      if (size > LARGEST_BODY) return "too-large";
      if (held > LARGEST_SUM) return "busy";
      chunks.push(chunk);
    }
    return chunks;
  } catch {
    // The sender went away, or was too slow and the server closed the connection.
    return "cut-off";
  } finally {
    held -= size;
  }
}
