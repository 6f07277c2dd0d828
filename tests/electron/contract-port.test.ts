import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { About } from '../../src/shared/contract.ts';
import { startShell, worldFolder } from './running-shell.ts';
import { sharedShell } from './shared-shell.ts';

const OURS = { origin: 'app://vrlab', parent: null, detached: false };

describe('who gets a port', () => {
  const shell = sharedShell();

  test('our page, one at each request', async () => {
    expect(await shell.ask('requestPortAs', OURS)).toBe(1);
    expect(await shell.ask('requestPortAs', OURS)).toBe(1);
  });

  test.each([
    ['a frame that is gone', null],
    ['a detached frame', { ...OURS, detached: true }],
    ['a frame inside our page', { ...OURS, parent: {} }],
    ['a web page', { ...OURS, origin: 'https://example.org' }],
    ['a page of another host', { ...OURS, origin: 'app://other' }],
    ['a longer origin', { ...OURS, origin: 'app://vrlab.evil' }],
    ['an opaque origin', { ...OURS, origin: 'null' }],
    ['no origin', { ...OURS, origin: '' }],
    ['a file', { ...OURS, origin: 'file://' }],
  ])('not %s', async (_who, frame) => {
    expect(await shell.ask('requestPortAs', frame)).toBe(0);
  });
});

/** Processes started by this one that read files of strangers. */
function readersOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return children.filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('reader-process.js'));
}

describe('contract over the port', () => {
  test('app.about is answered through preload and connect.ts', async () => {
    await using shell = await startShell({ args: ['--world', worldFolder('index-complete')] });
    await shell.ask('page', 'connect');
    const about = await shell.ask<About>('page', 'call', 'app.about');
    expect(about).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
      language: 'zh-CN',
      appearance: 'system',
      publication: expect.objectContaining({ demo: true }) as unknown,
      world: 'index-complete',
      problems: [],
    });
  });

  test('a reload ends the old port and gets a new one', async () => {
    await using shell = await startShell();
    await shell.ask('page', 'connect');
    await shell.ask('reload');
    await expect(shell.ask('page', 'call', 'app.about')).rejects.toThrow(/undefined/);
    await shell.ask('page', 'connect');
    expect(await shell.ask<About>('page', 'call', 'app.about')).toMatchObject({ world: null });
  });

  test('files of strangers are read in a utility process', async () => {
    await using shell = await startShell();
    await shell.ask('page', 'connect');
    const verify = (name: string, bytes: Buffer) =>
      shell.ask('page', 'call', 'inspections.verify', { name, base64: bytes.toString('base64') });
    expect(await verify('a.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'))).toMatchObject({
      ok: true,
      value: { outcome: 'unsigned', format: 'pdf' },
    });
    // One that ends takes nothing with it.
    const [reader] = readersOf(shell.pid);
    process.kill(reader!, 'SIGKILL');
    await expect.poll(() => readersOf(shell.pid)).toEqual([]);
    expect(await verify('a.pdf', Buffer.from('%PDF-1.7\n%%EOF\n'))).toMatchObject({ ok: true });
  });

  test('settings go through electron-store into the data folder', async () => {
    await using shell = await startShell();
    await shell.ask('page', 'connect');
    expect(await shell.ask('page', 'call', 'app.setLanguage', { language: 'en' })).toMatchObject({ language: 'en' });
    const written: unknown = JSON.parse(readFileSync(path.join(shell.dataDirectory, 'preferences.json'), 'utf8'));
    expect(written).toEqual({ language: 'en', appearance: 'system' });
  });
});
