import { describe, expect, it } from 'vitest';
import { buildStrokePath } from '../../../../../../src/renderer/src/features/inspections/sign/strokes.ts';
import { signatureSchema } from '../../../../../../src/shared/domain/inspection/inspection-record.ts';

describe('strokes of a signature', () => {
  const curve = [0, 1, 2, 3, 4, 5].map((step) => ({ x: 10 + step * 20.037, y: 50 + 30 * Math.sin(step) }));

  it('are M, L and C with at most one decimal, as a signature may hold them', () => {
    const path = buildStrokePath([{ points: curve }, { points: [{ x: 300, y: 100 }] }], 600);
    expect(path).toMatch(/^M10 50L(-?\d+(\.\d)?[ CLM]?)+$/);
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).toContain('M300 100L300.1 100');
    const signature = { role: 'inspector', name: '李', method: 'drawn', strokes: path };
    expect(signatureSchema.parse(signature).strokes).toBe(path);
  });

  it('keep their shape whatever the width of the field, and stay in the box', () => {
    const half = curve.map(({ x, y }) => ({ x: x / 2, y: y / 2 }));
    expect(buildStrokePath([{ points: half }], 300)).toBe(buildStrokePath([{ points: curve }], 600));
    expect(buildStrokePath([{ points: [{ x: 700, y: -20 }] }], 600)).toBe('M600 0L600.1 0');
    expect(buildStrokePath([], 600)).toBe('');
  });
});
