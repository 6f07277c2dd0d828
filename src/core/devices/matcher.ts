import type { UsbSpeed } from '../../shared/domain/usb-id.ts';
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

export function conditionsOf(matcher: Exclude<Matcher, string>): (identity: Identity) => boolean {
  const product = matcher.product === undefined ? null : new RegExp(matcher.product, 'i');
  const manufacturer = matcher.manufacturer === undefined ? null : new RegExp(matcher.manufacturer, 'i');
  const except = matcher.except === undefined ? null : new RegExp(matcher.except, 'i');
  return (identity) =>
    !(except?.test(`${identity.manufacturer ?? ''} ${identity.product ?? ''}`) ?? false) &&
    (product === null || (identity.product !== null && product.test(identity.product))) &&
    (manufacturer === null || (identity.manufacturer !== null && manufacturer.test(identity.manufacturer))) &&
    (matcher.release === undefined || identity.release === matcher.release) &&
    (matcher.speed === undefined ||
      (identity.speed !== null && isFast(identity.speed) === (matcher.speed === 'super')));
}
