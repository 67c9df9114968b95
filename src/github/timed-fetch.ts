/** Until the first byte of an answer. */
const HEADERS_MS = 15_000;
/** From the first byte to the last; archives are the only large answers. */
const BODY_MS = 60_000;

/** `fetch` that gives up on a server that stays silent, which the platform's own never does. */
export function timedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  return fetchWithin(input, init, []);
}

/** The same, and everything under way ends as soon as `ending` aborts. */
export function timedFetchUntil(ending: AbortSignal): typeof timedFetch {
  return (input, init) => fetchWithin(input, init, [ending]);
}

async function fetchWithin(
  input: string | URL | Request,
  init: RequestInit | undefined,
  endings: readonly AbortSignal[],
): Promise<Response> {
  const controller = new AbortController();
  const silence = setTimeout(() => controller.abort(), HEADERS_MS);
  const signals = [controller.signal, ...endings, ...(init?.signal == null ? [] : [init.signal])];
  try {
    const response = await fetch(input, { ...init, signal: AbortSignal.any(signals) });
    setTimeout(() => controller.abort(), BODY_MS).unref();
    return response;
  } finally {
    clearTimeout(silence);
  }
}
