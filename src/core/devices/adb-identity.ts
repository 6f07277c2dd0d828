import type { AdbIdentity } from '../../shared/domain/adb-facts.ts';
import type { AdbMatch, Catalogue, HeadsetApp } from '../published/catalogue-schema.ts';

/** Properties that a published match may name. */
const PROPERTIES = ['manufacturer', 'model', 'product', 'device', 'odmModel', 'hardwareModel'] as const;

const isOneOf = (value: string | null, values: readonly string[]): boolean =>
  value !== null && values.some((one) => one.toLowerCase() === value.toLowerCase());

const matches = (match: AdbMatch, identity: AdbIdentity): boolean =>
  PROPERTIES.every((property) => match[property] === undefined || isOneOf(identity[property], match[property]));

export interface AdbModel {
  /** Of the catalogue. */
  readonly id: string;
  /** Exact where the properties tell products of one entry apart. */
  readonly name: string;
}

/**
 * The catalogue model that a headset says it is.
 * @returns null where no model or more than one fits: it is an Android device, and nothing more is known of it.
 */
export function modelOverAdb({ devices }: Pick<Catalogue, 'devices'>, identity: AdbIdentity): AdbModel | null {
  const fitting = devices.flatMap(({ id, name, adb }) => {
    const match = adb?.find((one) => matches(one, identity));
    return match === undefined ? [] : [{ id, name: match.name ?? name }];
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

/** Published programs that a headset of this maker and model may have. */
export const appsFor = (
  apps: readonly HeadsetApp[],
  identity: AdbIdentity | null,
  model: string | null,
): readonly HeadsetApp[] =>
  apps.filter(
    ({ manufacturers, models }) =>
      (manufacturers === undefined || isOneOf(identity?.manufacturer ?? null, manufacturers)) &&
      (models === undefined || (model !== null && models.includes(model))),
  );
