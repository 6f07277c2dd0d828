import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShellOutput } from '../../../../src/core/probes/adb/shell-output.ts';
import { shellPacket } from '../../../../src/core/world/adb/adb-server.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a shell sends', () => {
  it('is told apart by protocol v2, in whatever pieces it comes', () => {
    const pieces = fc.array(fc.record({ kind: fc.constantFrom(1, 2, 9), text: fc.string({ maxLength: 40 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pieces, fc.integer({ min: 1, max: 9 }), (sent, step) => {
        const all = Buffer.concat([
          ...sent.map(({ kind, text }) => shellPacket(kind, bytes(text))),
          shellPacket(3, Buffer.of(7)),
        ]);
        const output = new ShellOutput(true);
        for (let at = 0; at < all.length; at += step) output.take(all.subarray(at, at + step));
        const told = (kind: number) =>
          sent
            .filter((piece) => piece.kind === kind)
            .map(({ text }) => text)
            .join('')
            .replaceAll(/[\0\r\uFEFF]/g, '');
        expect([output.text('stdout'), output.text('stderr'), output.exitCode]).toEqual([told(1), told(2), 7]);
      }),
    );
  });

  it('is taken as it is from an old shell, without what readers stumble over', () => {
    const output = new ShellOutput(false);
    output.take(bytes('\uFEFFlevel: 83\r\n\0status: 2\r\n'));
    expect(output.text('stdout')).toBe('level: 83\nstatus: 2\n');
    expect(output.full).toBe(false);
  });

  it('is cut at the limit, also where one packet promises 4 GB', () => {
    const output = new ShellOutput(true, 100);
    output.take(Buffer.from([1, 255, 255, 255, 255]));
    for (let at = 0; at < 5; at += 1) output.take(bytes('x'.repeat(30)));
    expect([output.text('stdout').length, output.cut, output.full]).toEqual([100, true, true]);
  });

  it('never throws on bytes of anything', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 60 })), fc.boolean(), (chunks, v2) => {
        const output = new ShellOutput(v2, 64);
        for (const chunk of chunks) output.take(chunk);
        expect(output.text('stdout').length + output.text('stderr').length).toBeLessThanOrEqual(64);
      }),
    );
  });
});
