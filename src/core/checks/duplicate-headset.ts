import { defineCheck } from './check.ts';
import { connectedHeadsets, isHeadset } from './headsets.ts';

/** Not more headsets than belong here: runtimes take one of them, and seldom the one on the learner's head. */
export const duplicateHeadset = defineCheck({
  id: 'duplicate-headset',
  number: 11,
  needs: ['usb'],
  causes: ['several-headsets'],
  judge({ recognition }, { station, catalogue }) {
    const found = connectedHeadsets(recognition.devices);
    if (found.length === 0) return [];
    const expected = (station?.expected ?? [])
      .filter(({ model }) => isHeadset(catalogue.models.get(model) ?? { kind: 'unknown' }))
      .reduce((sum, { count }) => sum + count, 0);
    const allowed = Math.max(1, expected);
    const evidence = { found: found.map(({ subject }) => subject), count: found.length, allowed };
    return found.length > allowed
      ? [{ outcome: 'warn', subject: 'station', evidence, cause: 'several-headsets' }]
      : [{ outcome: 'pass', subject: 'station', evidence }];
  },
});
