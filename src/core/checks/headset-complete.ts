import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../devices/catalogue.ts';
import {
  defineCheck,
  hasHeadsetPiece,
  isBlocked,
  isHeadset,
  isLinkBoxOnly,
  isOnCable,
  isOnUsb2,
  type Judgement,
} from './check.ts';

/** Every part of a connected headset is there; which ones are missing tells the cable or the power at fault. */
export const headsetComplete = defineCheck({
  id: 'headset-complete',
  needs: ['usb'],
  causes: [
    'headset-behind-link-box',
    'usb2-link',
    'usb2-half-missing',
    'companion-missing',
    'radio-missing',
    'part-missing',
    'identity-open',
  ],
  judge({ recognition }, { catalogue }) {
    return recognition.devices
      .filter((device) => isHeadset(device) && hasCablePiece(device))
      .filter((device) => device.model !== 'unknown' || !hasHeadsetPiece(device))
      .map((device) => judgeDevice(device, catalogue));
  },
});

const hasCablePiece = (device: RecognisedDevice) => device.parts.some((part) => part.key !== null && isOnCable(part));

const isFastPart = (part: DevicePart) => part.expectedSpeed === 'super';

function judgeDevice(device: RecognisedDevice, catalogue: DeviceCatalogue): Judgement {
  const { subject } = device;
  if (isBlocked(device, catalogue)) return { outcome: 'not-applicable', subject };
  const missing = device.parts.filter((part) => part.key === null);
  const present = device.parts.filter((part) => part.key !== null);
  const evidence = {
    present: present.map((part) => part.role),
    missing: device.model === 'unknown' ? ['headset'] : missing.map((part) => part.role),
  };
  if (isLinkBoxOnly(device)) return { outcome: 'fail', subject, evidence, cause: 'headset-behind-link-box' };
  if (device.model === 'unknown') return { outcome: 'unknown', subject, evidence, cause: 'identity-open' };
  if (missing.length === 0) return { outcome: 'pass', subject, evidence };

  const essential = missing.filter((part) => part.need === 'essential');
  if (essential.length > 0 && essential.every(({ role }) => role === 'companion'))
    return { outcome: 'fail', subject, evidence, cause: 'companion-missing' };
  if (present.every(isFastPart) && !essential.every(isFastPart))
    return { outcome: 'fail', subject, evidence, cause: 'usb2-half-missing' };
  const lacksLink = (part: DevicePart) => isOnUsb2(device) && isFastPart(part) && isOnCable(part);
  if (essential.some(lacksLink)) {
    const harmless = catalogue.models.get(device.model)?.onUsb2 === 'warn' && essential.every(isFastPart);
    return { outcome: harmless ? 'warn' : 'fail', subject, evidence, cause: 'usb2-link' };
  }
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
