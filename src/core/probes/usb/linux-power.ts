import type { UsbPower } from '../../../shared/domain/usb-power.ts';
import { RUNTIME_STATUSES } from '../../../shared/domain/usb-terms.ts';

/**
 * Reads how the kernel saves power at a device (ABI: sysfs-devices-power, sysfs-bus-usb): what sysfs holds, without waking it.
 * @param attribute reads a file of the device in sysfs; null where there is none.
 * @returns nothing for a device without these files, as for one that was just unplugged.
 */
export async function readLinuxPower(
  attribute: (name: string) => Promise<Uint8Array | null>,
): Promise<{ power?: UsbPower }> {
  const [control, delay, status, persist] = await Promise.all(
    ['control', 'autosuspend_delay_ms', 'runtime_status', 'persist'].map(async (name) => {
      const bytes = await attribute(`power/${name}`);
      return bytes === null ? '' : Buffer.from(bytes).toString('latin1').trim();
    }),
  );
  const runtimeStatus = RUNTIME_STATUSES.find((one) => one === status);
  const power: UsbPower = {
    ...((control === 'auto' || control === 'on') && { control }),
    ...(/^-?\d{1,9}$/.test(delay ?? '') && { autosuspendDelayMs: Number(delay) }),
    ...(runtimeStatus !== undefined && { runtimeStatus }),
    ...((persist === '0' || persist === '1') && { persist: persist === '1' }),
  };
  return Object.keys(power).length === 0 ? {} : { power };
}
