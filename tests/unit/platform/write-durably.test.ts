import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeDurably } from '../../../src/core/platform/write-durably.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('a file that cannot be written leaves nothing beside it', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'a.json'));
  expect(() => writeDurably(path.join(folder, 'a.json'), 'x')).toThrow('EISDIR');
  expect(readdirSync(folder)).toEqual(['a.json']);
  mkdirSync(path.join(folder, 'b.json.part'));
  expect(() => writeDurably(path.join(folder, 'b.json'), 'x')).toThrow('EISDIR');
  expect(readdirSync(folder).toSorted()).toEqual(['a.json', 'b.json.part']);
});
