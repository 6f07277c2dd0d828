import { defineCheck } from './check.ts';

/** The system disk and the disk of our records have room. */
export const hostDiskSpace = defineCheck({
  id: 'host-disk-space',
  number: 32,
  needs: ['host'],
  causes: ['disk-full', 'disk-not-told'],
  limits: { 'disk.freeBytes.warn': 'published', 'disk.freeBytes.fail': 'published' },
  judge({ host }, { limits }) {
    const subject = 'host';
    const fullest = (host.disks ?? []).toSorted((a, b) => a.freeBytes - b.freeBytes)[0];
    if (fullest === undefined) return [{ outcome: 'unknown', subject, cause: 'disk-not-told' }];
    const evidence = { mount: fullest.mount, freeBytes: fullest.freeBytes, totalBytes: fullest.totalBytes };
    if (fullest.freeBytes < limits['disk.freeBytes.fail'])
      return [{ outcome: 'fail', subject, evidence, cause: 'disk-full' }];
    if (fullest.freeBytes < limits['disk.freeBytes.warn'])
      return [{ outcome: 'warn', subject, evidence, cause: 'disk-full' }];
    return [{ outcome: 'pass', subject, evidence }];
  },
});
