import type { RecognisedDevice } from '../../shared/domain/device.ts';
import type { Matrix } from '../matrix/matrix-schema.ts';
import { type CheckContext, type CheckSituation, connectedHeadsets } from './check.ts';

/** Connected headsets for which the matrix names the software that serves them on this system. */
export const servedHeadsets = (
  devices: readonly RecognisedDevice[],
  { platform }: CheckSituation,
  { matrix }: CheckContext,
): { device: RecognisedDevice; service: Matrix['headsets'][number] }[] =>
  connectedHeadsets(devices).flatMap((device) =>
    matrix.matrix.headsets
      .filter(
        ({ models, platforms }) => models.includes(device.model) && platform !== null && platforms.includes(platform),
      )
      .map((service) => ({ device, service })),
  );
