import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { isSuperSpeed, type UsbTopology } from '../devices/topology.ts';
import { defineCheck, type Judgement } from './check.ts';
import { carrierCause, hasHeadsetPiece, isBlocked, isCarrierOnly, isHeadset, isOnCable, isOnUsb2 } from './headsets.ts';

const CAUSES = [
  'headset-behind-link-box',
  'headset-behind-cable',
  'usb2-link',
  'usb2-half-missing',
  'companion-missing',
  'radio-missing',
  'part-missing',
  'identity-open',
] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** Every part of a connected headset is there; which ones are missing shows whether cable or power is at fault. */
export const headsetComplete = defineCheck({
  id: 'headset-complete',
  number: 3,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, { catalogue }) {
    return recognition.devices
      .filter((device) => isHeadset(device) && hasCablePiece(device))
      .filter((device) => device.model !== 'unknown' || !hasHeadsetPiece(device))
      .map((device) => judgeDevice(device, recognition.topology, catalogue));
  },
});

const hasCablePiece = (device: RecognisedDevice) => device.parts.some((part) => part.key !== null && isOnCable(part));

const isFastPart = (part: DevicePart) => part.expectedSpeed === 'super';

/** Nothing of it on the USB 2 half of its cable answers, not even a chip that no source names. */
function lacksUsb2Half(device: RecognisedDevice, topology: UsbTopology): boolean {
  const separate = new Set(device.parts.flatMap((part) => (isOnCable(part) ? [] : (part.key ?? []))));
  const onCable = device.members.filter((key) => !separate.has(key)).flatMap((key) => topology.device(key) ?? []);
  return onCable.length > 0 && onCable.every(isSuperSpeed);
}

/** Whatever model it is, it does not work without its USB 2 half. */
const needsUsb2Half = (device: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  device.candidates.length > 0 &&
  device.candidates.every((id) =>
    catalogue.models.get(id)?.parts.some(({ need, speed }) => need === 'essential' && speed !== 'super'),
  );

function judgeDevice(device: RecognisedDevice, topology: UsbTopology, catalogue: DeviceCatalogue): Judged {
  const { subject } = device;
  if (isBlocked(device, catalogue)) return { outcome: 'not-applicable', subject };
  const missing = device.parts.filter((part) => part.key === null);
  const present = device.parts.filter((part) => part.key !== null);
  const evidence = {
    present: present.map((part) => part.role),
    missing: device.model === 'unknown' ? ['headset'] : missing.map((part) => part.role),
  };
  const usb2HalfMissing = { outcome: 'fail', subject, evidence, cause: 'usb2-half-missing' } as const;
  const onlyUsb3 = lacksUsb2Half(device, topology);
  if (device.model === 'unknown' && onlyUsb3 && needsUsb2Half(device, catalogue)) return usb2HalfMissing;
  const essential = missing.filter((part) => part.need === 'essential');
  if (onlyUsb3 && essential.some((part) => !isFastPart(part))) return usb2HalfMissing;
  if (isCarrierOnly(device)) return { outcome: 'fail', subject, evidence, cause: carrierCause(device) };
  if (device.model === 'unknown') return { outcome: 'unknown', subject, evidence, cause: 'identity-open' };
  if (missing.length === 0) return { outcome: 'pass', subject, evidence };

  const lacksLink = (part: DevicePart) => isOnUsb2(device) && isFastPart(part) && isOnCable(part);
  if (essential.some(lacksLink)) {
    const harmless = catalogue.models.get(device.model)?.onUsb2 === 'warn' && essential.every(isFastPart);
    return { outcome: harmless ? 'warn' : 'fail', subject, evidence, cause: 'usb2-link' };
  }
  if (essential.length > 0 && essential.every(({ role }) => role === 'companion'))
    return { outcome: 'fail', subject, evidence, cause: 'companion-missing' };
  if (essential.length > 0)
    return {
      outcome: 'fail',
      subject,
      evidence,
      cause: essential.every(({ role }) => role === 'radio') ? 'radio-missing' : 'part-missing',
    };
  const cause = missing.some(lacksLink)
    ? 'usb2-link'
    : missing.every(({ role }) => role === 'radio')
      ? 'radio-missing'
      : 'part-missing';
  return { outcome: 'warn', subject, evidence, cause };
}
