import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { ROOT } from '../vrlab.ts';

const HTML = `<!doctype html><html lang="zh-CN"><title>t</title><link rel="stylesheet" href="/page.css" /><div id="root"></div><script type="module" src="/page.js"></script></html>`;
/** The web host's own. */
const POLICY = /"(default-src 'none'[^"]*)"/.exec(readFileSync(path.join(ROOT, 'src/web/server.ts'), 'utf8'))![1]!;
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css' };

async function bundled(entry: string, plugins: Plugin[]): Promise<ReadonlyMap<string, string>> {
  const { output } = (await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins,
    build: {
      write: false,
      minify: false,
      cssCodeSplit: false,
      rolldownOptions: { input: entry, output: { entryFileNames: 'page.js', assetFileNames: 'page[extname]' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map([
    ['/', HTML],
    ...output.map((part) => [`/${part.fileName}`, part.type === 'chunk' ? part.code : String(part.source)] as const),
  ]);
}

export interface BuiltPage {
  readonly url: string;
  close(): void;
}

/** A page of the tests, built from parts of the screens, under the policy of the web host. */
export async function servePage(entry: string, plugins: Plugin[] = []): Promise<BuiltPage> {
  const files = await bundled(entry, plugins);
  const server = http.createServer((request, response) => {
    const name = (request.url ?? '').split('?')[0]!;
    const file = files.get(name);
    const type = TYPES[name.split('.').at(-1)!] ?? 'text/html; charset=utf-8';
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': type, 'content-security-policy': POLICY });
    response.end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => void server.close(),
  };
}
