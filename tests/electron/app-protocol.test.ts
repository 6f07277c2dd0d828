import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sharedShell } from './shared-shell.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const BUILT = path.resolve(import.meta.dirname, '../../out');
const shell = sharedShell();
const get = (url: string, method?: string) =>
  shell.ask<Answer>('fetch', url, ...(method === undefined ? [] : [method]));

const directives = (headers: Answer['headers']) =>
  new Map(
    (headers['content-security-policy'] ?? '').split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(' ');
      return [name, sources.join(' ')];
    }),
  );

describe('what is served', () => {
  test('the page, with a policy that trusts nothing but this origin', async () => {
    const { status, headers, body } = await get('app://vrlab/index.html');
    expect(status).toBe(200);
    expect(body).toBe(readFileSync(path.join(BUILT, 'renderer/index.html'), 'utf8'));
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = directives(headers);
    expect(policy.get('default-src')).toBe("'none'");
    expect(policy.get('script-src')).toBe("'self'");
    expect(policy.get('connect-src')).toBe("'none'");
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name)).toBe("'none'");
    // Styles are the one exception; see page-files.ts.
    const loose = [...policy].filter(([, sources]) => /unsafe|\*|https?:|data:/.test(sources)).map(([name]) => name);
    expect(loose).toEqual(['style-src', 'img-src']);
  });

  test('everything the page refers to, with the type a browser insists on', async () => {
    const { body } = await get('app://vrlab/index.html');
    const references = [...body.matchAll(/(?:src|href)="(\.\/[^"]+)"/g)].map(([, reference = '']) => reference);
    expect(new Set(references.map((it) => path.extname(it)))).toEqual(new Set(['.css', '.js']));
    for (const reference of references) {
      const { status, headers } = await get(
        new URL(reference, 'http://vrlab/index.html').href.replace('http:', 'app:'),
      );
      expect(status).toBe(200);
      const type = path.extname(reference) === '.js' ? 'text/javascript' : 'text/css';
      expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
    }
  });

  test('a query and a fragment do not matter', async () => {
    expect((await get('app://vrlab/index.html?x=1#y')).status).toBe(200);
  });

  test('HEAD without a body, and no other method', async () => {
    expect(await get('app://vrlab/index.html', 'HEAD')).toMatchObject({ status: 200, body: '' });
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await get('app://vrlab/index.html', method)).toMatchObject({ status: 405, body: '' });
  });
});

const REFUSED = [
  '/',
  '/assets',
  '/assets/',
  '/nothing-here.js',
  '//index.html',
  '/./index.html/',
  '/.hidden',
  '/...',
  '/../main/index.js',
  '/../../package.json',
  '/assets/../../main/index.js',
  '/%2e%2e/main/index.js',
  '/..%2fmain/index.js',
  '/..%2Fmain%2Findex.js',
  '/%2e%2e%2fmain%2findex.js',
  '/..%252fmain/index.js',
  '/assets%2f..%2f..%2fmain/index.js',
  '/..\\main\\index.js',
  '/..%5cmain%5cindex.js',
  '/%5c%5cserver%5cshare%5cfile',
  '//server/share/file',
  '/\\\\server\\share',
  '/C:/Windows/win.ini',
  '/C%3A/Windows/win.ini',
  '/c:%5cwindows%5cwin.ini',
  '/index.html::$DATA',
  '/index.html%3A%3A$DATA',
  '/index.html:stream',
  '/index.html%00',
  '/in\0dex.html',
  '/..\0/main/index.js',
  '/index.html%00.css',
  '/INDEX~1.HTM',
  '/~/.ssh/id_rsa',
  '/etc/passwd',
  '/%2fetc%2fpasswd',
  '/index.html/',
  '/index.html/../index.html%20',
  '/ index.html',
  '/%c0%ae%c0%ae/main/index.js',
  '/．．/main/index.js',
  `/${'a'.repeat(32_000)}`,
  `/${'../'.repeat(300)}etc/passwd`,
].map((it) => [it.length > 60 ? `${it.slice(0, 60)}…` : JSON.stringify(it), it] as const);

describe('what is refused', () => {
  test('the files that a traversal would reach do exist', () => {
    for (const file of ['main/index.js', '../package.json']) expect(existsSync(path.join(BUILT, file))).toBe(true);
  });

  test.each(REFUSED)('app://vrlab%s', async (_shown, rest) => {
    const { status, headers, body } = await get(`app://vrlab${rest}`);
    expect([status, body]).toEqual([404, '']);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(directives(headers).get('default-src')).toBe("'none'");
  });

  test.each([
    'app://other/index.html',
    'app://vrlab.evil/index.html',
    'app://vrlab:80/index.html',
    'app:///index.html',
    'app:index.html',
    'file:///etc/passwd',
    'https://vrlab/index.html',
    'nonsense',
  ])('%s is not ours', async (url) => expect(await get(url)).toMatchObject({ status: 404, body: '' }));
});
