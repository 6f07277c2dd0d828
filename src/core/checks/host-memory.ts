import { defineCheck } from './check.ts';

/** The PC has enough memory, and enough of it is free right now. */
export const hostMemory = defineCheck({
  id: 'host-memory',
  needs: ['host'],
  causes: ['memory-too-small', 'memory-full', 'memory-not-told'],
  judge({ host }, { limits: { memory: limits } }) {
    const subject = 'host';
    if (host.memory === null) return [{ outcome: 'unknown', subject, cause: 'memory-not-told' }];
    const { totalBytes, availableBytes } = host.memory;
    const evidence = { totalBytes, availableBytes };
    if (totalBytes < limits.totalBytes.fail) return [{ outcome: 'fail', subject, evidence, cause: 'memory-too-small' }];
    if (totalBytes < limits.totalBytes.warn) return [{ outcome: 'warn', subject, evidence, cause: 'memory-too-small' }];
    if (availableBytes !== null && availableBytes < limits.availableBytes.warn)
      return [{ outcome: 'warn', subject, evidence, cause: 'memory-full' }];
    return [{ outcome: 'pass', subject, evidence }];
  },
});
