import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { DeviceCatalogue } from '../published/catalogue.ts';
import type { ModeMeaning } from '../published/catalogue-schema.ts';
import { assignEquipment } from './assign-equipment.ts';
import { type CheckContext, defineCheck, type Judgement } from './check.ts';
import { connectedHeadsets, isHeadset } from './headsets.ts';

const JUDGED: Readonly<Record<ModeMeaning, Pick<Judged, 'outcome' | 'cause'>>> = {
  blocking: { outcome: 'fail', cause: 'bootloader-mode' },
  'no-display-link': { outcome: 'fail', cause: 'no-display-link' },
  'maybe-recovery': { outcome: 'warn', cause: 'maybe-recovery' },
  'files-only': { outcome: 'warn', cause: 'files-only' },
  suitable: { outcome: 'pass' },
};

/** A stand-alone headset always offers some function; where none is known it is not known whether it can be used. */
const isStandalone = ({ model }: RecognisedDevice, catalogue: DeviceCatalogue): boolean =>
  catalogue.models.get(model)?.connection === 'standalone';

/**
 * What does not belong to the seat keeps nobody from teaching, whatever state it is in. Where the seat lacks a headset, or
 * nobody has said what belongs to it, the device may be the one that lessons need.
 */
function neededForLessons(devices: readonly RecognisedDevice[], context: CheckContext) {
  const { station, catalogue } = context;
  const expected = station?.expected ?? null;
  if (expected === null) {
    const connected = connectedHeadsets(devices);
    return (device: RecognisedDevice) => isHeadset(device) || connected.length === 0;
  }
  const seated = assignEquipment(devices, expected, catalogue);
  const belonging = new Set([...seated.values()].flat());
  const lacksHeadset = expected.some(
    ({ model, count }) =>
      isHeadset(catalogue.models.get(model) ?? { kind: 'unknown' }) && seated.get(model)!.length < count,
  );
  return (device: RecognisedDevice) => lacksHeadset || belonging.has(device);
}

const CAUSES = ['bootloader-mode', 'no-display-link', 'maybe-recovery', 'files-only', 'mode-not-shown'] as const;
type Judged = Judgement<(typeof CAUSES)[number]>;

/** The device runs its normal program, not a bootloader, recovery or update; a stand-alone headset offers more than files. */
export const deviceMode = defineCheck({
  id: 'device-mode',
  number: 4,
  needs: ['usb'],
  causes: CAUSES,
  judge({ recognition }, context) {
    const { catalogue } = context;
    const lessonNeeds = neededForLessons(recognition.devices, context);
    return recognition.devices.flatMap((device): Judged[] => {
      const { subject, mode } = device;
      const meaning = mode === null ? undefined : catalogue.modes[mode];
      if (meaning !== undefined) {
        const judged = JUDGED[meaning];
        const outcome = judged.outcome === 'fail' && !lessonNeeds(device) ? 'warn' : judged.outcome;
        return [{ ...judged, outcome, subject, evidence: { mode } }];
      }
      return isStandalone(device, catalogue) ? [{ outcome: 'unknown', subject, cause: 'mode-not-shown' }] : [];
    });
  },
});
