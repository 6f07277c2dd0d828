import { defineCheck } from './check.ts';

/** The publication is recent enough to be trusted; a demo publication has no age that matters. */
export const matrixAge = defineCheck({
  id: 'matrix-age',
  number: 30,
  needs: [],
  causes: ['publication-old', 'clock-before-publication'],
  limits: { 'publication.ageDays.warn': 'published' },
  judge(_facts, { stamp, limits }) {
    if (stamp.demo) return [];
    const subject = 'publication';
    const evidence = { matrixVersion: stamp.version, date: stamp.date, ageDays: stamp.ageDays };
    if (stamp.ageDays < -1) return [{ outcome: 'unknown', subject, evidence, cause: 'clock-before-publication' }];
    if (stamp.ageDays > limits['publication.ageDays.warn'])
      return [{ outcome: 'warn', subject, evidence, cause: 'publication-old' }];
    return [{ outcome: 'pass', subject, evidence }];
  },
});
