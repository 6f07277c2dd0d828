import type { UsbSpeed } from '../../shared/domain/usb-id.ts';
import { LONGEST, publishedPattern } from '../platform/published-pattern.ts';
import type { Identity } from './catalogue.ts';
import type { Matcher } from './catalogue-schema.ts';

const isFast = (speed: UsbSpeed | null): boolean => speed === 'super' || speed === 'super-plus';

/** True for the ids of a list, which may end in `*`. */
export const listed = (ids: readonly string[]) => (device: Pick<Identity, 'vendorId' | 'productId'>) => {
  const id = `${device.vendorId}:${device.productId}`;
  return ids.some((it) => (it.endsWith('*') ? id.startsWith(it.slice(0, -1)) : id === it));
};

/** A vendor-only rule is the weakest, an exact id is stronger, every condition on top counts as much as an id. */
export const specificityOf = (matcher: Exclude<Matcher, string>): number =>
  ('vendor' in matcher ? 1 : 4) +
  [matcher.product, matcher.manufacturer, matcher.release, matcher.speed].filter((it) => it !== undefined).length * 4;

/** Strings on an id of the family's vendor that is not listed yet: as strong as an id of its own, no stronger. */
export const NEW_ID = 4;
export const hasStrings = (matcher: Exclude<Matcher, string>): boolean =>
  matcher.product !== undefined || matcher.manufacturer !== undefined;

/** True for every device where there is no condition, for none where the pattern cannot be used. */
function textCondition(source: string | undefined): (text: string | null) => boolean {
  if (source === undefined) return () => true;
  const match = publishedPattern(source, 'i', LONGEST.deviceName);
  return (text) => text !== null && match !== null && match(text) !== null;
}

export function conditionsOf(matcher: Exclude<Matcher, string>): (identity: Identity) => boolean {
  const product = textCondition(matcher.product);
  const manufacturer = textCondition(matcher.manufacturer);
  const isExcepted = matcher.except === undefined ? () => false : textCondition(matcher.except);
  return (identity) =>
    !isExcepted(`${identity.manufacturer ?? ''} ${identity.product ?? ''}`) &&
    product(identity.product) &&
    manufacturer(identity.manufacturer) &&
    (matcher.release === undefined || identity.release === matcher.release) &&
    (matcher.speed === undefined ||
      (identity.speed !== null && isFast(identity.speed) === (matcher.speed === 'super')));
}
