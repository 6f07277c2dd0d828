import type { ModeMeaning } from '../devices/catalogue-schema.ts';
import { defineCheck, type Judgement } from './check.ts';

const JUDGED: Readonly<Record<ModeMeaning, Pick<Judgement, 'outcome' | 'cause'>>> = {
  blocking: { outcome: 'fail', cause: 'bootloader-mode' },
  'no-display-link': { outcome: 'fail', cause: 'no-display-link' },
  'maybe-recovery': { outcome: 'warn', cause: 'maybe-recovery' },
  'files-only': { outcome: 'warn', cause: 'files-only' },
  suitable: { outcome: 'pass' },
};

/** The device runs its normal program, not a bootloader, recovery or update; a stand-alone headset offers more than files. */
export const deviceMode = defineCheck({
  id: 'device-mode',
  needs: ['usb'],
  causes: ['bootloader-mode', 'no-display-link', 'maybe-recovery', 'files-only'],
  judge({ recognition }, { catalogue }) {
    return recognition.devices.flatMap(({ subject, mode }) => {
      const meaning = mode === null ? undefined : catalogue.modes[mode];
      return meaning === undefined ? [] : [{ ...JUDGED[meaning], subject, evidence: { mode } }];
    });
  },
});
