import { expect, it } from 'vitest';
import { defineCheck } from '../../../src/core/checks/check.ts';

const rule = { id: 'host-memory', number: 127, needs: ['host'], causes: ['memory-full'] } as const;
const failing = { outcome: 'fail', subject: 'host' } as const;

/** Held by the compiler: `npm run typecheck` fails where one of these is no error any more. */
it('what a check does not declare, or what has no text, does not compile', () => {
  const wrong = [
    // @ts-expect-error a cause that has a text, but is not declared
    defineCheck({ ...rule, judge: () => [{ ...failing, cause: 'disk-full' }] }),
    // @ts-expect-error a cause without a text
    defineCheck({ ...rule, causes: ['memory-foll'], judge: () => [] }),
    // @ts-expect-error an id without a text
    defineCheck({ ...rule, id: 'host-memery', judge: () => [] }),
    // @ts-expect-error evidence without a label
    defineCheck({ ...rule, judge: () => [{ ...failing, cause: 'memory-full', evidence: { totalByte: 1 } }] }),
    // @ts-expect-error evidence of another kind
    defineCheck({ ...rule, judge: () => [{ ...failing, cause: 'memory-full', evidence: { totalBytes: '1 GB' } }] }),
    // @ts-expect-error facts of a probe that is not declared
    defineCheck({ ...rule, judge: ({ usb }) => (usb === null ? [] : []) }),
    // @ts-expect-error a limit that is not declared
    defineCheck({ ...rule, judge: (_inputs, { limits }) => (limits['memory.totalBytes.warn'] > 1 ? [] : []) }),
  ];
  const right = defineCheck({
    ...rule,
    limits: { 'memory.totalBytes.warn': 'published' },
    judge: ({ host }, { limits }) => {
      const totalBytes = host.memory?.totalBytes ?? null;
      return totalBytes !== null && totalBytes < limits['memory.totalBytes.warn']
        ? [{ ...failing, evidence: { totalBytes }, cause: 'memory-full' }]
        : [];
    },
  });
  expect(wrong.every(({ number }) => number === right.number)).toBe(true);
});
