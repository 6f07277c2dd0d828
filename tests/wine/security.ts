import { describe, expect, it } from 'vitest';
import { codes, SOFTWARE, type WindowsPcInUse } from '../support/wine/pc-in-use.ts';

const MICROSOFT = `${SOFTWARE}\\Microsoft`;
const SERVICES = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services';

export const securityOnWindows = (pc: WindowsPcInUse): void =>
  void describe('how a Windows PC is secured', () => {
    it('is read from the registry, without the name of anybody; without PowerShell the rest is unknown', () => {
      pc.install({
        registry: {
          [`${MICROSOFT}\\Windows NT\\CurrentVersion\\Winlogon`]: {
            AutoAdminLogon: '1',
            DefaultUserName: 'zhanglaoshi',
          },
          [`${SERVICES}\\SharedAccess\\Parameters\\FirewallPolicy\\PublicProfile`]: { EnableFirewall: 0 },
          [`${SERVICES}\\EventLog\\Security`]: { MaxSize: 20_971_520 },
          [`${MICROSOFT}\\Windows\\CurrentVersion\\Policies\\System`]: { InactivityTimeoutSecs: 600 },
          [`${MICROSOFT}\\Windows\\CurrentVersion\\Uninstall\\{1}`]: { DisplayName: '向日葵远程控制' },
        },
      });
      const facts = pc.look('security');
      expect(facts).toMatchObject({
        diskEncryption: null,
        lessonAccount: null,
        automaticLogon: { enabled: true },
        logRetention: { maxBytes: 20_971_520 },
        screenLock: { enabled: true, minutes: 10 },
        remoteAccess: {
          installedListed: true,
          runningListed: false,
          found: [{ program: 'sunlogin', installed: true }],
        },
      });
      expect(facts.firewall?.profiles.find(({ profile }) => profile === 'public')?.enabled).toBe(false);
      expect(codes(facts.troubles)).toContain('unreadable: Windows PowerShell');
      expect(JSON.stringify(facts)).not.toContain('zhanglaoshi');
    });
  });
