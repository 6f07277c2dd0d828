import type { UsbDeviceFacts, UsbInterfaceFacts } from '../../shared/domain/usb-facts.ts';
import type { BootSign, UsbFunction } from './catalogue-schema.ts';
import type { RecognitionRules } from './standard-rules.ts';

/** What a device says of the state it is in. */
export interface DeviceMode {
  /** Key of the catalogue's `modes`; null: its interfaces do not show it. */
  readonly mode: string | null;
  /** A function it offers that suffers on a USB 2 link; null where its interfaces say nothing. */
  readonly needsSuperSpeed: boolean | null;
}

/** Reads modes out of interfaces and strings, by the tables of one catalogue. */
export interface ModeReader {
  /** Null: no sign of a bootloader, recovery or fallback. */
  bootModeOf(device: UsbDeviceFacts): string | null;
  /** @param ofId the mode that the catalogue gives the id. */
  standaloneModeOf(device: UsbDeviceFacts, ofId: string | null): DeviceMode;
}

const two = (code: number) => code.toString(16).padStart(2, '0');
const codeOf = ({ classCode, subclassCode, protocolCode }: UsbInterfaceFacts): string =>
  [classCode, subclassCode, protocolCode].map(two).join('/');
const isA = (it: UsbInterfaceFacts, code: string): boolean => `${codeOf(it)}/`.startsWith(`${code}/`);

export function createModeReader(
  rules: Pick<RecognitionRules, 'functions' | 'compositions' | 'bootSigns'>,
): ModeReader {
  const functions = Object.entries(rules.functions).map(([name, { interfaces, speed }]) => ({
    name,
    speed: speed ?? null,
    offeredBy: interfaces.map(matcherOf),
  }));
  const signs = rules.bootSigns.map((sign) => ({ mode: sign.mode, shows: signOf(sign) }));
  const compositions = Object.entries(rules.compositions).map(([mode, names]) => ({ mode, names: new Set(names) }));
  const isComposition = (mode: string | null) => compositions.some((it) => it.mode === mode);

  const bootModeOf = (device: UsbDeviceFacts) => signs.find(({ shows }) => shows(device))?.mode ?? null;
  return {
    bootModeOf,
    standaloneModeOf(device, ofId) {
      const interfaces = device.interfaces ?? [];
      // An id of a bootloader says what it is; one of a composition of functions only what the maker once meant by it.
      const special = isComposition(ofId) ? null : ofId;
      const boot = bootModeOf(device);
      if (boot !== null) return { mode: special ?? boot, needsSuperSpeed: false };
      if (interfaces.length === 0) return { mode: special, needsSuperSpeed: null };
      const offered = functions.filter(({ offeredBy }) =>
        interfaces.some((it) => offeredBy.some((by) => by(it, device))),
      );
      const names = new Set(offered.map(({ name }) => name));
      if (names.size === 0) return { mode: special, needsSuperSpeed: null };
      const same = compositions.filter(
        (it) => it.names.size === names.size && [...it.names].every((name) => names.has(name)),
      );
      const { mode } = same.find((it) => it.mode === ofId) ?? same[0] ?? { mode: null };
      return { mode, needsSuperSpeed: offered.some(({ speed }) => speed === 'super') };
    },
  };
}

function matcherOf(written: UsbFunction['interfaces'][number]) {
  if (typeof written === 'string') return (it: UsbInterfaceFacts) => isA(it, written);
  const name = new RegExp(written.name, 'i');
  return (it: UsbInterfaceFacts, { product }: UsbDeviceFacts) =>
    isA(it, written.code) && (name.test(it.name ?? '') || name.test(product ?? ''));
}

function signOf(sign: BootSign): (device: UsbDeviceFacts) => boolean {
  if ('product' in sign) {
    const product = new RegExp(sign.product, 'i');
    return (device) => product.test(device.product ?? '');
  }
  return ({ interfaces }) => {
    const shown = (interfaces ?? []).map((it) => isA(it, sign.interface));
    return sign.only === true ? shown.length > 0 && !shown.includes(false) : shown.includes(true);
  };
}
