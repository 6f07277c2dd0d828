import { fail, type Result, succeed } from '../../../shared/domain/result.ts';
import type { PublicationSource } from './publication-source.ts';

/** Time limit for one file, from the request to the last byte. */
const DEADLINE_MS = 20_000;
const MAX_REDIRECTS = 3;
/** No version, no name of this PC: a server sees an address and which files are wanted. */
const HEADERS = { 'accept-encoding': 'identity', 'user-agent': 'vrlab-check' };
const ABSENT = new Set([403, 404, 410]);

export const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);

/**
 * A source at an https or http address: what comes over either is believed only for its signatures. An address with a password would
 * be shown and logged, so there is none.
 */
export function httpSource(address: string, deadlineMs = DEADLINE_MS): Result<PublicationSource> {
  const base = URL.parse(address.endsWith('/') ? address : `${address}/`);
  if (base === null || !isPlainAddress(base))
    return fail('publication-address-unusable', { address: withoutSecrets(address) });
  return succeed({
    place: address,
    async read(path, maxBytes) {
      const url = new URL(path, base);
      try {
        return await download(url, maxBytes, AbortSignal.timeout(deadlineMs));
      } catch (cause) {
        return fail('publication-unreachable', { address: url.href, detail: reasonOf(cause) });
      }
    },
  });
}

const isPlainAddress = ({ protocol, username, password, search, hash }: URL): boolean =>
  /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '');

/** The address without what may be a password: between `//` and `@`, and behind `?` or `#`. */
export const withoutSecrets = (address: string): string =>
  address.replace(/\/\/[^/@]*@/, '//…@').replace(/[?#].*$/s, '…');

/** The message of `fetch` is only "fetch failed"; the reason is in its cause. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? cause.cause.message : cause.message;
}

async function download(start: URL, maxBytes: number, signal: AbortSignal): Promise<Result<Uint8Array | null>> {
  const opened = await openAddress(start, {}, signal);
  return opened.ok && opened.value !== null ? await readBody(opened.value, start, maxBytes) : (opened as Result<null>);
}

/** The answer to one `GET`, after redirects on the same server. @returns null where there is no such file. @throws as `fetch` does. */
export async function openAddress(
  start: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<Response | null>> {
  let url = start;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(url, { redirect: 'manual', signal, headers: { ...HEADERS, ...headers } });
    if (response.ok) return succeed(response);
    await response.body?.cancel();
    if (ABSENT.has(response.status)) return succeed(null);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null)
      return fail('publication-unreachable', { address: url.href, detail: `HTTP ${response.status}` });
    const target = new URL(location, url);
    // Its address carries a path and nothing else, as the first one does.
    if (target.origin !== start.origin || !isPlainAddress(target))
      return fail('publication-redirected', { address: url.href, target: target.origin });
    url = target;
  }
  return fail('publication-unreachable', { address: start.href, detail: `> ${MAX_REDIRECTS} redirects` });
}

async function readBody(response: Response, url: URL, maxBytes: number): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let bytes = Number(response.headers.get('content-length') ?? 0);
  const tooLarge = () => fail('publication-file-too-large', { file: url.href, bytes, maxBytes });
  if (bytes > maxBytes) {
    await response.body?.cancel();
    return tooLarge();
  }
  bytes = 0;
  // Leaving the loop cancels the transfer.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) return tooLarge();
    chunks.push(chunk);
  }
  return succeed(Buffer.concat(chunks));
}
