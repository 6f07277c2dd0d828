import { create } from 'qrcode';
import { expect, it } from 'vitest';
import { qrPath } from '../../../../src/renderer/src/components/QrCode.tsx';

it('draws every dark module where the code has it, with room to find it', () => {
  const { size, path } = qrPath('3TY8-NE7Y-R9EJ-KN78-JY75');
  const { data, size: side } = create('3TY8-NE7Y-R9EJ-KN78-JY75').modules;
  expect([side, size]).toEqual([25, 33]);
  const drawn = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`);
  // Line by line.
  const dark = [...data].flatMap((module, at) =>
    module === 0 ? [] : [`${(at % side) + 4} ${Math.floor(at / side) + 4}`],
  );
  expect(drawn).toEqual(dark);
  // ISO/IEC 18004: three finder patterns, and a module that is always dark.
  for (const always of ['4 4', '28 4', '4 28', '12 21']) expect(drawn).toContain(always);
});
