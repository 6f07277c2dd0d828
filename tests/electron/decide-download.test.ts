import path from 'node:path';
import { expect, test } from 'vitest';
import { decideDownload, freeName, plainFileName } from '../../src/main/security/decide-download.ts';

test.each([
  ['报告 2026-11.docx', '报告 2026-11.docx'],
  ['../../evil.txt', '_.._evil.txt'],
  ['C:\\Windows\\x.dll', 'C__Windows_x.dll'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['report\u202Excod.exe', 'report_xcod.exe'],
  ['.hidden', 'hidden'],
  [' ... ', 'file'],
  ['a\0b', 'a_b'],
  [`${'长'.repeat(300)}.pdf`, `${'长'.repeat(120)}.pdf`],
])('%j is kept under a name that leads nowhere else', (name, kept) => {
  expect(plainFileName(name)).toBe(kept);
});

test('no file is written over', () => {
  const taken = new Set(['a.pdf', 'a (2).pdf']);
  expect(freeName('a.pdf', (name) => taken.has(name))).toBe('a (3).pdf');
});

test('in a kiosk a file goes into its folder, whatever its name says', () => {
  const rule = { origin: 'app://vrlab', folder: '/data/exports', isTaken: () => false };
  expect(decideDownload({ url: 'blob:app://vrlab/1', name: '../../../x.pdf' }, rule)).toEqual({
    action: 'keep',
    file: path.join('/data/exports', '_.._.._x.pdf'),
  });
  expect(decideDownload({ url: 'blob:app://vrlab.example.org/1', name: 'x' }, rule)).toEqual({ action: 'refuse' });
});
