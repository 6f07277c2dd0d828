import { describe, expect, test } from 'vitest';
import { createElectronPrinter, type PrintWindow } from '../../src/main/electron-printer.ts';

const never = new AbortController().signal;
const forEver = () => new Promise<never>(() => undefined);

/** A window that writes down what it is asked for. */
function printWindow(steps: Partial<PrintWindow> = {}) {
  const asked: unknown[] = [];
  const open = (html: string): PrintWindow => {
    asked.push(html);
    return {
      async load() {
        asked.push('load');
        await steps.load?.();
      },
      printToPDF(options) {
        asked.push(options);
        return steps.printToPDF?.(options) ?? Promise.resolve(Buffer.from('%PDF'));
      },
      destroy: () => void asked.push('destroy'),
    };
  };
  return { open, asked };
}

test('loads the document, prints it as its own page rules say, and closes the window', async () => {
  const { open, asked } = printWindow();
  expect(await createElectronPrinter(open).print('<p>', never)).toEqual({ ok: true, value: Buffer.from('%PDF') });
  const options = { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true };
  expect(asked).toEqual(['<p>', 'load', options, 'destroy']);
});

describe('whatever goes wrong, the window is closed', () => {
  const refused = { ok: false, problem: { code: 'printing-failed', params: { detail: 'ERR_FAILED' } } };

  test.each<[string, Partial<PrintWindow>]>([
    ['the document does not load', { load: () => Promise.reject(new Error('ERR_FAILED')) }],
    ['it is not printed', { printToPDF: () => Promise.reject(new Error('ERR_FAILED')) }],
  ])('%s', async (_, steps) => {
    const { open, asked } = printWindow(steps);
    expect(await createElectronPrinter(open).print('', never)).toEqual(refused);
    expect(asked.at(-1)).toBe('destroy');
  });

  test.each<[string, Partial<PrintWindow>]>([
    ['loading', { load: forEver }],
    ['printing', { printToPDF: forEver }],
  ])('cancelled while %s', async (_, steps) => {
    const { open, asked } = printWindow(steps);
    const cancel = new AbortController();
    const printing = createElectronPrinter(open).print('', cancel.signal);
    cancel.abort();
    expect(await printing).toEqual({ ok: false, problem: { code: 'printing-cancelled', params: {} } });
    expect(asked.at(-1)).toBe('destroy');
  });

  test('it never answers', async () => {
    const { open, asked } = printWindow({ load: forEver });
    expect(await createElectronPrinter(open, 50).print('', never)).toMatchObject({
      problem: { code: 'printing-failed' },
    });
    expect(asked.at(-1)).toBe('destroy');
  });

  test('no window opens', async () => {
    const open = () => {
      throw new Error('ERR_FAILED');
    };
    expect(await createElectronPrinter(open).print('', never)).toEqual(refused);
  });
});

test('cancelled beforehand, no window is opened', async () => {
  const { open, asked } = printWindow();
  expect(await createElectronPrinter(open).print('', AbortSignal.abort())).toMatchObject({
    problem: { code: 'printing-cancelled' },
  });
  expect(asked).toEqual([]);
});
