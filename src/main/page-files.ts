import { realpathSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

/** The component library writes style elements, hence the one `unsafe-inline`. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * A bundler's file names need no more than this. Percent signs, backslashes, colons (drives, alternate data streams), NUL,
 * tildes (short names) and names of dots only never reach the file system.
 */
const PLAIN_NAME = /^[\w-][\w.-]*$/;

const answer = (status: number, body: Uint8Array<ArrayBuffer> | null = null, type?: string): Response =>
  new Response(body, { status, headers: type === undefined ? HEADERS : { ...HEADERS, 'content-type': type } });

/**
 * Answers requests with the files below a folder, and with 404 for all else, a link that leads out of it included.
 * @param origin scheme and host to answer for.
 * @param pages HTML made by the program, by its path.
 */
export function createPageFiles(folder: string, origin: string, pages: Readonly<Record<string, () => string>> = {}) {
  // Native like the promise version below: the other one leaves short names and mapped drives of Windows as they are.
  const root = realpathSync.native(folder);

  const fileOf = async (url: string): Promise<string | null> => {
    const { protocol, host, pathname } = new URL(url);
    const names = pathname.split('/').slice(1);
    if (`${protocol}//${host}` !== origin || !names.every((name) => PLAIN_NAME.test(name))) return null;
    const file = await realpath(path.join(root, ...names));
    // With the separator, or a sibling folder with the same beginning would pass.
    return file.startsWith(root + path.sep) ? file : null;
  };

  const pageOf = (url: string): Uint8Array<ArrayBuffer> | null => {
    const { protocol, host, pathname } = new URL(url);
    const make = `${protocol}//${host}` === origin && Object.hasOwn(pages, pathname) ? pages[pathname] : undefined;
    return make === undefined ? null : new Uint8Array(Buffer.from(make()));
  };

  return async ({ url, method }: { readonly url: string; readonly method: string }): Promise<Response> => {
    if (method !== 'GET' && method !== 'HEAD') return answer(405);
    try {
      const page = pageOf(url);
      if (page !== null) return answer(200, method === 'HEAD' ? null : page, CONTENT_TYPES['.html']);
      const file = await fileOf(url);
      if (file === null) return answer(404);
      const bytes = new Uint8Array(await readFile(file));
      const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream';
      return answer(200, method === 'HEAD' ? null : bytes, type);
    } catch {
      return answer(404);
    }
  };
}
