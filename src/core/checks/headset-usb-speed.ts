import type { DevicePart, RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import { isSuperSpeed, type UsbTopology } from '../devices/topology.ts';
import { defineCheck, type Judgement } from './check.ts';
import { hasHeadsetPiece, isBlocked, isHeadset, isOnCable, isOnUsb2 } from './headsets.ts';

const CAUSES = ['usb2-link', 'usb2-socket', 'speed-not-told'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/**
 * The headset's SuperSpeed half is up. A headset with a USB 3 hub inside shows two hubs; on a USB 2 port, extension or worn
 * cable only the USB 2 one is left. Stand-alone headsets show one device whose speed shows the same.
 */
export const headsetUsbSpeed = defineCheck({
  id: 'headset-usb-speed',
  number: 2,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, { catalogue }) {
    return recognition.devices
      .filter((device) => isHeadset(device) && device.model !== 'unknown' && hasHeadsetPiece(device))
      .map((device) => judgeDevice(device, recognition.topology, catalogue));
  },
});

function judgeDevice(device: RecognisedDevice, topology: UsbTopology, catalogue: DeviceCatalogue): Judged {
  const { subject } = device;
  const onUsb2 = catalogue.models.get(device.model)?.onUsb2 ?? null;
  const fast = device.parts.filter((part) => part.expectedSpeed === 'super');
  if (onUsb2 === null || fast.length === 0 || isBlocked(device, catalogue))
    return { outcome: 'not-applicable', subject };

  const onlyUsb2 = isOnUsb2(device);
  const slow = fast.filter((part) =>
    part.key === null ? onlyUsb2 && isOnCable(part) : part.speed !== null && !isSuperSpeed(part),
  );
  const evidence = { speed: device.speed, slow: slow.map((part) => part.role) };
  if (slow.length > 0) {
    const cause = isInUsb2Socket(device, topology) ? 'usb2-socket' : 'usb2-link';
    return { outcome: worst(slow, onUsb2), subject, evidence, cause };
  }
  if (fast.some((part) => part.key !== null && part.speed === null))
    return { outcome: 'unknown', subject, evidence, cause: 'speed-not-told' };
  return { outcome: 'pass', subject, evidence };
}

/** The system says that the socket has no SuperSpeed half: then neither plug nor cable is at fault. */
function isInUsb2Socket({ members }: RecognisedDevice, topology: UsbTopology): boolean {
  const [outermost] = members
    .flatMap((key) => topology.device(key) ?? [])
    .toSorted((a, b) => a.ports.length - b.ports.length);
  return outermost?.socketHasSuperSpeed === false;
}

const worst = (slow: readonly DevicePart[], onUsb2: 'fail' | 'warn') =>
  slow.some((part) => part.need === 'essential') ? onUsb2 : 'warn';
