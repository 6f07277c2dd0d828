import { defineCheck } from './check.ts';

/** The PC has enough memory, and enough of it is free right now. */
export const hostMemory = defineCheck({
  id: 'host-memory',
  number: 31,
  needs: ['host'],
  causes: ['memory-too-small', 'memory-full', 'memory-not-told'],
  limits: {
    'memory.totalBytes.warn': 'published',
    'memory.totalBytes.fail': 'published',
    'memory.availableBytes.warn': 'published',
  },
  judge({ host }, { limits }) {
    const subject = 'host';
    if (host.memory === null) return [{ outcome: 'unknown', subject, cause: 'memory-not-told' }];
    const { totalBytes, availableBytes } = host.memory;
    const evidence = { totalBytes, availableBytes };
    if (totalBytes < limits['memory.totalBytes.fail'])
      return [{ outcome: 'fail', subject, evidence, cause: 'memory-too-small' }];
    if (totalBytes < limits['memory.totalBytes.warn'])
      return [{ outcome: 'warn', subject, evidence, cause: 'memory-too-small' }];
    if (availableBytes !== null && availableBytes < limits['memory.availableBytes.warn'])
      return [{ outcome: 'warn', subject, evidence, cause: 'memory-full' }];
    return [{ outcome: 'pass', subject, evidence }];
  },
});
