import type { FirmwareGap } from '../../shared/domain/hid-firmware.ts';
import type { VersionCause } from '../matrix/judge-version.ts';
import type { CheckContext, CheckSituation, Judgement } from './check.ts';
import { judgeProduct, ofKind, VERSION_CAUSES } from './version-judgement.ts';

type GapCause = 'firmware-held' | 'firmware-denied' | 'firmware-not-read';
export type FirmwareCause = VersionCause | GapCause;

/** Every cause a judgement of firmware may name. */
export const FIRMWARE_CAUSES: readonly FirmwareCause[] = [
  ...VERSION_CAUSES,
  'firmware-held',
  'firmware-denied',
  'firmware-not-read',
];

const BY_GAP: Partial<Record<FirmwareGap, GapCause>> = { busy: 'firmware-held', denied: 'firmware-denied' };

/** The firmware of every connected device of that kind against the matrix; where it could not be read, the reason. */
export const judgeFirmware = (
  kind: 'headset-firmware' | 'controller-firmware',
  situation: CheckSituation,
  context: CheckContext,
): Judgement<FirmwareCause>[] =>
  situation.versions
    .filter(({ product }) => ofKind(context.matrix, kind)(product))
    .map((found) => {
      const judged = judgeProduct(found, situation, context);
      return found.gap === undefined ? judged : { ...judged, cause: BY_GAP[found.gap] ?? 'firmware-not-read' };
    });
