import fc from 'fast-check';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readWindows } from '../../../../src/core/probes/security/windows/read-windows.ts';
import { createSecurityProbe } from '../../../../src/core/probes/security/security-probe.ts';
import type { HostEnvironment } from '../../../../src/core/platform/host-environment.ts';
import { publication } from '../../../support/pc/judge.ts';
import { handMadeRegistry, REFUSED } from '../../../support/pc/hand-made-registry.ts';
import { FOLDER, pcFolder } from '../../../support/pc/pc-folder.ts';

const { remoteAccess } = publication.security!;
const never = new AbortController().signal;
/** Names that occur nowhere else. */
const names = fc
  .tuple(fc.constantFrom('张', '欧阳', '𬭎', 'Zq', "O'Zq"), fc.stringMatching(/^[a-z0-9$&]{4,10}$/))
  .map(([first, rest]) => `${first}${rest}`);

/** A PC that has the name of its user wherever an operating system puts it. */
function pcOf(name: string, platform: NodeJS.Platform): { environment: HostEnvironment; data: string } {
  const pc = pcFolder({
    'etc/group': `sudo:x:27:${name}\n${name}:x:1000:\n`,
    'etc/passwd': `${name}:x:1000:1000:${name}:/home/${name}:/bin/bash\n`,
    'etc/hostname': name,
    'etc/lightdm/lightdm.conf': `[Seat:*]\nautologin-user=${name}\n`,
    'etc/gdm3/daemon.conf': `[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=${name}\n`,
    [`users/${name}/.config/kscreenlockerrc`]: FOLDER,
    'proc/7/comm': `${name}\n`,
    'proc/self/mountinfo': `30 1 8:2 / / rw shared:1 - ext4 /dev/sda2 rw\n`,
    'sys/class/block/sda2/size': '1',
  });
  const home = pc.at(`users/${name}`);
  const data = path.join(home, '.local/share/vrlab-check');
  mkdirSync(data, { recursive: true });
  const winlogon = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
  const registry = handMadeRegistry({
    [`${winlogon}\\Winlogon`]: { AutoAdminLogon: '1', DefaultUserName: name, DefaultDomainName: name },
    [winlogon]: { RegisteredOwner: name, RegisteredOrganization: name },
    'HKLM\\SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName': { ComputerName: name },
    'HKLM\\SYSTEM\\CurrentControlSet\\Services\\EventLog\\Security': REFUSED,
    'HKCU\\Control Panel\\Desktop': { 'SCRNSAVE.EXE': `${home}\\a.scr`, ScreenSaveActive: name },
    'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\x': {
      DisplayName: 'ToDesk',
      InstallLocation: home,
      Publisher: name,
    },
  });
  const env = {
    USERNAME: name,
    USER: name,
    USERDOMAIN: name,
    COMPUTERNAME: name,
    USERPROFILE: home,
    SystemDrive: 'C:',
  };
  return {
    environment: { ...pc.environment, platform, env, home, registry: () => Promise.resolve(registry) },
    data,
  };
}

it('no name of a person, PC or domain is in what a Linux PC tells', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const { environment, data } = pcOf(name, 'linux');
      const reading = await createSecurityProbe(remoteAccess, data, environment).read(never);
      expect(reading.facts.automaticLogon?.enabled).toBe(true);
      expect(reading.facts.dataFolder?.source).toBe('<data>');
      expect(reading.facts.troubles).toContainEqual(
        expect.objectContaining({ place: '~/.config/kscreenlockerrc', code: 'unreadable' }),
      );
      expect(JSON.stringify(reading)).not.toContain(JSON.stringify(name).slice(1, -1));
    }),
    { numRuns: 25 },
  );
});

it('nor in what a Windows PC tells, with and without PowerShell', async () => {
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const { environment, data } = pcOf(name, 'win32');
      // There is no PowerShell here: asking it fails as it does where it is forbidden.
      const reading = await createSecurityProbe(remoteAccess, data, environment).read(never);
      expect(reading.facts.automaticLogon?.enabled).toBe(true);
      expect(reading.facts.remoteAccess.found).toMatchObject([{ program: 'todesk' }]);
      expect(reading.facts.troubles.map(({ place }) => place)).toContain('Windows PowerShell');
      const asked = await readWindows(
        { sought: remoteAccess, dataDirectory: '<data>', environment, signal: never },
        () => undefined,
        () =>
          Promise.resolve({
            antivirus: [],
            firewalls: [],
            defender: null,
            bitLocker: 1,
            updates: [name],
            lastSync: null,
            administrator: true,
            access: [],
            processes: [name, 'ToDesk'],
          }),
      );
      for (const told of [reading, asked])
        expect(JSON.stringify(told)).not.toContain(JSON.stringify(name).slice(1, -1));
    }),
    { numRuns: 25 },
  );
});
