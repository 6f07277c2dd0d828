import type { SecurityFacts } from '../../../src/shared/domain/security-facts.ts';

/** A PC secured as it should be on 2026-11-22, but for what the test changes. */
export const securePc = (changed: Partial<SecurityFacts> = {}): SecurityFacts => ({
  diskEncryption: { volume: 'C:', state: 'on', method: 'bitlocker', source: 'test' },
  antivirus: [{ name: 'Defender', enabled: true, upToDate: true, definitionsDate: '2026-11-21', source: 'test' }],
  firewall: { profiles: [{ profile: 'public', enabled: true, source: 'test' }], products: [] },
  automaticLogon: { enabled: false, source: 'test' },
  lessonAccount: { administrator: false, source: 'test' },
  updates: {
    lastInstalled: '2026-11-12',
    restartPending: false,
    automatic: true,
    pausedUntil: null,
    sources: ['test'],
  },
  screenLock: { enabled: true, minutes: 10, source: 'test' },
  remoteAccess: { lookedFor: ['todesk'], found: [], installedListed: true, runningListed: true },
  timeSync: { enabled: true, lastSync: '2026-11-20T03:12:45.000+08:00', from: 'time-server', sources: ['test'] },
  logRetention: { maxBytes: 268_435_456, days: null, source: 'test' },
  dataFolder: { othersRead: false, othersWrite: false, source: '<data>' },
  troubles: [],
  ...changed,
});
