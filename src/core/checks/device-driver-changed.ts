import type { UsbDeviceFacts, UsbDriver } from '../../shared/domain/usb-facts.ts';
import { usbIdOf } from '../../shared/domain/usb-id.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = ['driver-replaced'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The drivers of VR devices are those of the last good run: Windows Update puts others in overnight. */
export const deviceDriverChanged = defineCheck({
  id: 'device-driver-changed',
  number: 47,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition: { devices, topology } }, { lastGood }) {
    const before = lastGood?.snapshot.probes.usb;
    if (lastGood === null || before?.status !== 'ok') return [];
    return devices.flatMap(({ subject, members }): Judged[] => {
      const pairs = members.flatMap((key) => {
        const now = topology.device(key);
        const old = now === undefined ? undefined : sameDevice(now, before.facts.devices);
        return now?.driver === undefined || old?.driver === undefined
          ? []
          : [{ now, before: old.driver, after: now.driver }];
      });
      if (pairs.length === 0) return [];
      const replaced = pairs.find((pair) => isOther(pair.before, pair.after));
      if (replaced === undefined) return [{ outcome: 'pass', subject }];
      const { now, before: was, after } = replaced;
      const evidence = {
        chips: [`${now.product ?? usbIdOf(now)} (${now.key})`],
        driver: describe(after),
        before: describe(was),
        lastGoodRun: lastGood.startedAt,
      };
      return [{ outcome: 'warn', subject, evidence, cause: 'driver-replaced' }];
    });
  },
});

/** The same chip: it may have moved to another socket, and several of one id are distinguished by their serial numbers. */
const sameDevice = (now: UsbDeviceFacts, devices: readonly UsbDeviceFacts[]): UsbDeviceFacts | undefined => {
  const alike = devices.filter((old) => usbIdOf(old) === usbIdOf(now));
  return (
    alike.find(({ key }) => key === now.key) ?? alike.find(({ serial }) => serial !== null && serial === now.serial)
  );
};

const isOther = (a: UsbDriver, b: UsbDriver): boolean =>
  (['provider', 'version', 'inf'] as const).some(
    (field) => a[field] !== null && b[field] !== null && a[field] !== b[field],
  );

const describe = ({ provider, version, date, inf }: UsbDriver): string =>
  [provider, version, date, inf].filter((it) => it !== null).join(', ');
