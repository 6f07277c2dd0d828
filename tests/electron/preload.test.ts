import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { sharedShell } from './shared-shell.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../out/preload');
const shell = sharedShell();
beforeEach(async () => await shell.ask('reload'));

const source = () => readFileSync(path.join(FOLDER, 'index.cjs'), 'utf8');

describe('built preload script', () => {
  test('is one file', () => {
    expect(readdirSync(FOLDER)).toEqual(['index.cjs']);
  });

  test('requires electron and nothing else, by its text', () => {
    const required = [...source().matchAll(/\brequire\s*\(\s*(["'`])(.*?)\1/g)].map(([, , name]) => name);
    expect(required).toEqual(['electron']);
    expect(source()).not.toMatch(/\bimport\s*[({"'`]|^\s*import\b/m);
  });

  test('puts nothing into the page', () => {
    expect(source()).not.toMatch(/contextBridge|exposeInMainWorld/);
  });

  test('requires electron and nothing else when it runs', async () => {
    await shell.ask('page', 'connect');
    expect(await shell.ask('page', 'required')).toEqual(['electron']);
  });
});

describe('which messages it passes on', () => {
  test('the request of the page itself', async () => {
    await shell.ask('page', 'receive', 'vrlab:request-port', 'own');
    expect(await shell.ask('page', 'sent')).toEqual(['vrlab:request-port']);
  });

  test.each([
    ['the same words from a frame inside the page', 'vrlab:request-port', 'frame'],
    ['other words', 'vrlab:anything', 'own'],
    ['its own answer', 'vrlab:port', 'own'],
    ['an object', { toString: 'vrlab:request-port' }, 'own'],
  ])('not %s', async (_what, data, from) => {
    await shell.ask('page', 'receive', data, from);
    expect(await shell.ask('page', 'sent')).toEqual([]);
  });
});
