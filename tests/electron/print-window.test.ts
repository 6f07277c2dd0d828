import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SAFE_PREFERENCES } from './safe-preferences.ts';

test('a print window shows its document, runs nothing, and reaches nothing else', async () => {
  const child = fork(path.join(import.meta.dirname, 'print-window.mjs'));
  const [report] = (await once(child, 'message')) as [Record<string, unknown>];
  expect(report).toEqual({
    show: false,
    webPreferences: {
      ...SAFE_PREFERENCES,
      javascript: false,
      devTools: false,
    },
    // Without `persist:` nothing is written; one session for all.
    session: ['print', { cache: false }, true],
    document: [200, 'text/html; charset=utf-8', '<p>一</p>'],
    cancelled: {
      own: false,
      'data:image/png,x': false,
      'app://vrlab/index.html': true,
      'app://print/99': true,
      'https://x.example/': true,
      'file:///etc/passwd': true,
    },
    afterwards: [404, null, ''],
  });
});
