import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { zipSync } from 'fflate';
import { ROOT } from '../vrlab.ts';

const manifest = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };

export const ELECTRON_VERSION = manifest(path.join(ROOT, 'node_modules/electron')).version;

/** As Electron's archives are: a program, a file with its version. @param script of a shell, in the place of the program. */
export function electronArchive(script: string): Buffer {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const isProgram = { os: 3, attrs: 0o100_755 << 16 };
  return Buffer.from(
    zipSync({
      electron: [bytes(`#!/bin/sh\n${script}\n`), isProgram],
      version: bytes(ELECTRON_VERSION),
      'resources/default_app.asar': bytes('asar'),
    }),
  );
}

const ARCHIVE_NAME = `electron-v${ELECTRON_VERSION}-${process.platform}-${process.arch}.zip`;

/**
 * The project in another folder, with the real scripts, build and packages, but a package `electron` of its own whose
 * checksums.json expects this archive. Its installer is the real one.
 */
export function startProject(folder: string, expected: Buffer): void {
  // Copies: a script looks for its project from where it really lies.
  cpSync(path.join(ROOT, 'scripts'), path.join(folder, 'scripts'), { recursive: true });
  for (const name of ['src', 'resources', 'package.json', 'package-lock.json', 'electron.vite.config.ts'])
    symlinkSync(path.join(ROOT, name), path.join(folder, name));
  // A screen newer than every source: what is tested is the start of this build, never another build.
  mkdirSync(path.join(folder, 'out/renderer'), { recursive: true });
  symlinkSync(path.join(ROOT, 'out/main'), path.join(folder, 'out/main'));
  writeFileSync(path.join(folder, 'out/renderer/index.html'), '');
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, 'electron'), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, 'node_modules')))
    if (!['electron', '.cache'].includes(name))
      symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  for (const name of ['package.json', 'install.js', 'index.js'])
    cpSync(path.join(ROOT, 'node_modules/electron', name), path.join(modules, 'electron', name));
  const sha256 = createHash('sha256').update(expected).digest('hex');
  writeFileSync(path.join(modules, 'electron/checksums.json'), JSON.stringify({ [ARCHIVE_NAME]: sha256 }));
}

export interface ElectronMirror {
  /** For ELECTRON_MIRROR. */
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): void;
}

/**
 * A mirror on loopback. @param answer the archive; `slowly`: its first bytes one by one, without end; `never`: takes the
 * connection and is silent; a number: this status.
 */
export async function electronMirror(answer: Buffer | 'slowly' | 'never' | number): Promise<ElectronMirror> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    if (answer === 'never') return;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (answer === 'slowly') {
      response.writeHead(200, { 'content-length': 120_000_000 });
      const timer = setInterval(() => response.write('PK'), 50);
      response.once('close', () => clearInterval(timer));
    } else response.writeHead(200, { 'content-length': answer.length }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mirror/`,
    asked,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
