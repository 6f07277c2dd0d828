import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceProblem, UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';
import { defineCheck, type Judgement } from './check.ts';

const CAUSES = [
  'driver-missing',
  'driver-disabled',
  'driver-failed-to-start',
  'driver-blocked',
  'device-stopped',
  'device-ejected',
  'restart-needed',
  'no-resources-for-device',
  'other-device-problem',
] as const;
type Cause = (typeof CAUSES)[number];
type Judged = Judgement<Cause>;

/** What a person can do about a problem code of Windows (cfg.h). Codes that are left out are reported as they are. */
const BY_CODE: Readonly<Record<number, Cause>> = {
  1: 'driver-missing',
  3: 'driver-failed-to-start',
  10: 'driver-failed-to-start',
  12: 'no-resources-for-device',
  14: 'restart-needed',
  18: 'driver-missing',
  19: 'driver-failed-to-start',
  21: 'restart-needed',
  22: 'driver-disabled',
  28: 'driver-missing',
  29: 'driver-disabled',
  31: 'driver-failed-to-start',
  32: 'driver-disabled',
  33: 'no-resources-for-device',
  37: 'driver-failed-to-start',
  38: 'restart-needed',
  39: 'driver-failed-to-start',
  40: 'driver-failed-to-start',
  41: 'driver-failed-to-start',
  43: 'device-stopped',
  44: 'device-stopped',
  47: 'device-ejected',
  48: 'driver-blocked',
  49: 'restart-needed',
  50: 'driver-failed-to-start',
  52: 'driver-blocked',
  54: 'device-stopped',
};

/** Windows lets every chip of a device work, and has a driver for each of its functions. */
export const deviceProblem = defineCheck({
  id: 'device-problem',
  number: 45,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition: { devices, topology } }) {
    return devices.flatMap((device): Judged[] => {
      const members = device.members.flatMap((key) => topology.device(key) ?? []);
      const troubles = members.flatMap((member) => troublesOf(member, device));
      const [worst] = troubles.toSorted((a, b) => Number(b.isNeeded) - Number(a.isNeeded));
      if (worst === undefined) return members.some(isReported) ? [{ outcome: 'pass', subject: device.subject }] : [];
      const alike = troubles.filter(({ cause }) => cause === worst.cause);
      const evidence = {
        roles: [...new Set(alike.map(({ role }) => role))],
        chips: [...new Set(alike.map(({ chip }) => chip))],
        functions: alike
          .flatMap(({ number }) => number ?? [])
          .map((number) => `MI_${number.toString(16).padStart(2, '0').toUpperCase()}`),
        problemCode: worst.problem?.code ?? null,
        problemStatus: worst.problem?.status ?? null,
        service: worst.service,
      };
      return [{ outcome: worst.isNeeded ? 'fail' : 'warn', subject: device.subject, evidence, cause: worst.cause }];
    });
  },
});

/** The system reports what is wrong with its devices. */
const isReported = ({ driver, problem, disabled }: UsbDeviceFacts): boolean =>
  driver !== undefined || problem !== undefined || disabled !== undefined;

interface Trouble {
  readonly cause: Cause;
  readonly problem: DeviceProblem | undefined;
  /** Part of the device. */
  readonly role: string;
  readonly chip: string;
  /** Of the function that has the problem; null: the whole chip. */
  readonly number: number | null;
  readonly service: string | null;
  /** A lesson needs it. */
  readonly isNeeded: boolean;
}

/** Debugging a stand-alone headset over ADB is for engineers, and most PCs have no driver for it. */
const isDebugging = ({ classCode, subclassCode }: UsbInterfaceFacts): boolean =>
  classCode === 0xff && subclassCode === 0x42;

function troublesOf(member: UsbDeviceFacts, { parts }: RecognisedDevice): Trouble[] {
  const name = member.product ?? `${member.vendorId}:${member.productId}`;
  const chip = `${name} (${member.key})`;
  const part = parts.find(({ key }) => key === member.key);
  const at = { role: part?.role ?? 'device', chip };
  const isNeeded = part !== undefined && part.need !== 'optional';
  const whole: Trouble[] =
    member.problem !== undefined || member.disabled === true
      ? [
          {
            cause: member.disabled === true ? 'driver-disabled' : causeOf(member.problem),
            problem: member.problem,
            ...at,
            number: null,
            service: member.driver?.service ?? null,
            isNeeded,
          },
        ]
      : [];
  const functions = (member.interfaces ?? []).flatMap((it): Trouble[] =>
    it.problem === undefined
      ? []
      : [
          {
            cause: causeOf(it.problem),
            problem: it.problem,
            ...at,
            number: it.number,
            service: it.driver,
            isNeeded: isNeeded && !isDebugging(it),
          },
        ],
  );
  return [...whole, ...functions];
}

const causeOf = (problem: DeviceProblem | undefined): Cause => BY_CODE[problem?.code ?? -1] ?? 'other-device-problem';
