import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../devices/catalogue.ts';
import type { ModeMeaning } from '../devices/catalogue-schema.ts';
import { defineCheck, type Judgement } from './check.ts';

const JUDGED: Readonly<Record<ModeMeaning, Pick<Judgement, 'outcome' | 'cause'>>> = {
  blocking: { outcome: 'fail', cause: 'bootloader-mode' },
  'no-display-link': { outcome: 'fail', cause: 'no-display-link' },
  'maybe-recovery': { outcome: 'warn', cause: 'maybe-recovery' },
  'files-only': { outcome: 'warn', cause: 'files-only' },
  suitable: { outcome: 'pass' },
};

/** A stand-alone headset always offers some function; where none is known it is not known whether it can be used. */
const isStandalone = ({ model }: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  catalogue.models.get(model)?.connection === 'standalone';

/** The device runs its normal program, not a bootloader, recovery or update; a stand-alone headset offers more than files. */
export const deviceMode = defineCheck({
  id: 'device-mode',
  needs: ['usb'],
  causes: ['bootloader-mode', 'no-display-link', 'maybe-recovery', 'files-only', 'mode-not-shown'],
  judge({ recognition }, { catalogue }) {
    return recognition.devices.flatMap((device): Judgement[] => {
      const { subject, mode } = device;
      const meaning = mode === null ? undefined : catalogue.modes[mode];
      if (meaning !== undefined) return [{ ...JUDGED[meaning], subject, evidence: { mode } }];
      return isStandalone(device, catalogue) ? [{ outcome: 'unknown', subject, cause: 'mode-not-shown' }] : [];
    });
  },
});
