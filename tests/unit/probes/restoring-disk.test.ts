import { describe, expect, it } from 'vitest';
import { findRestoringDisk } from '../../../src/core/probes/host/restoring-disk.ts';
import { NO_REGISTRY, type Registry, type RegistryKey } from '../../../src/core/platform/registry.ts';

const withService = (service: string, kind: 'key' | 'refused' = 'key'): Registry => ({
  ...NO_REGISTRY,
  key: (key): RegistryKey => {
    if (!key.endsWith(`\\${service}`)) return { kind: 'absent' };
    return kind === 'key' ? { kind, valueNames: [], subKeys: [] } : { kind, detail: '5' };
  },
});
const DATA = 'C:\\ProgramData\\VR Lab Check';

describe('a disk that is put back at every start', () => {
  it('is suspected by the service of its product, also where that may not be read', () => {
    expect(findRestoringDisk(NO_REGISTRY, DATA, 'C:')).toBeNull();
    expect(findRestoringDisk(withService('DFServ'), DATA, 'c:')).toEqual({
      product: 'Deep Freeze',
      isOnSystemDisk: true,
    });
    expect(findRestoringDisk(withService('uwfvol', 'refused'), 'D:\\vrlab', 'C:')).toMatchObject({
      isOnSystemDisk: false,
    });
  });
});
