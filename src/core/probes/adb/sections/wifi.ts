import type { AdbSectionValue } from '../../../../shared/domain/adb-facts.ts';
import type { SectionContext, SectionReader } from '../section.ts';
import { makerOf } from './maker.ts';
import { forEachLine, keyedValues, lookUp, wholeNumber, within, yesOrNo } from './lines.ts';
import { answersIn, type Answered, read, scriptOf, unread, whyUnread } from './script.ts';
import { isInNetwork } from './same-network.ts';

type Wifi = AdbSectionValue<'wifi'>;
/** What one line says of the link to the access point. */
type Link = Pick<Wifi, 'connected' | 'megahertz' | 'dBm' | 'linkMbps' | 'generation' | 'randomisedAddress'>;

const AWAY: Link = {
  connected: false,
  megahertz: null,
  dBm: null,
  linkMbps: null,
  generation: null,
  randomisedAddress: null,
};

/** Android's numbers of Wi-Fi standards, and the names that newer versions write instead. */
const GENERATIONS: Readonly<Record<string, number>> = {
  '4': 4,
  '11n': 4,
  '5': 5,
  '11ac': 5,
  '6': 6,
  '11ax': 6,
  '8': 7,
  '11be': 7,
};

const measured = (text: string | undefined, unit: string): number | null =>
  text?.endsWith(unit) === true ? wholeNumber(text.slice(0, -unit.length)) : wholeNumber(text);

/** The second digit of an address that was made up says so; the one all apps see is no address. */
function isRandomised(address: string | undefined): boolean | null {
  if (address === undefined || !/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(address)) return null;
  return address === '02:00:00:00:00:00' ? null : (Number.parseInt(address.slice(0, 2), 16) & 2) !== 0;
}

/**
 * `WifiInfo: SSID: "…", BSSID: …, RSSI: -50, Link speed: 866Mbps …`. The name of the network may hold anything, commas too,
 * so reading begins behind it. It is never kept.
 */
function linkIn(line: string): Link | null {
  const at = line.lastIndexOf(', BSSID: ');
  const fields = new Map<string, string>();
  for (const field of line.slice(at + 2).split(', ')) {
    const colon = field.indexOf(': ');
    if (colon > 0 && !fields.has(field.slice(0, colon)))
      fields.set(field.slice(0, colon), field.slice(colon + 2).trim());
  }
  const state = fields.get('Supplicant state');
  if (at < 0 || state === undefined) return null;
  if (state !== 'COMPLETED') return AWAY;
  return {
    connected: true,
    megahertz: within(measured(fields.get('Frequency'), 'MHz'), 2000, 8000),
    dBm: within(wholeNumber(fields.get('RSSI')), -126, 0),
    linkMbps: within(measured(fields.get('Link speed'), 'Mbps'), 1, 100_000),
    generation: lookUp(GENERATIONS, fields.get('Wi-Fi standard')),
    randomisedAddress: isRandomised(fields.get('MAC')),
  };
}

interface Told {
  enabled: boolean | null;
  link: Link | null;
  /** Of the settings, in case the address itself is not told. */
  randomised: Set<boolean>;
}

/** What `cmd wifi status` and `dumpsys wifi` have in common; where several links are named a connected one counts. */
function toldIn(answered: Answered | null | undefined): Told {
  const told: Told = { enabled: null, link: null, randomised: new Set() };
  forEachLine(answered?.text ?? '', (line) => {
    if (line.startsWith('WifiInfo: SSID:') || line.startsWith('mWifiInfo SSID:')) {
      if (told.link?.connected !== true) told.link = linkIn(line) ?? told.link;
      return;
    }
    const [, state] = /^Wi-?Fi is (enabled|disabled|not connected)/i.exec(line) ?? [];
    if (state?.toLowerCase() === 'not connected') told.link ??= AWAY;
    else if (state !== undefined) told.enabled ??= state.toLowerCase() === 'enabled';
    else if (told.randomised.size < 2) {
      const [, random] = /\buseRandomizedMac\b\s*[:=]\s*(true|false)/.exec(line.slice(0, 2000)) ?? [];
      if (random !== undefined) told.randomised.add(random === 'true');
    }
  });
  return told;
}

/** Whether the network of the Wi-Fi asks people to sign in; null where nobody has checked it. */
function captivePortalIn(answers: readonly (Answered | null | undefined)[]): boolean | null {
  let captive: boolean | null = null;
  for (const answered of answers)
    forEachLine(answered?.text ?? '', (line) => {
      if (!/^(?:NetworkAgentInfo|NetworkCapabilities)/.test(line) || !line.includes('Transports: WIFI')) return;
      if (/\bCAPTIVE_PORTAL\b|lastCaptivePortalDetected\{true\}/.test(line)) captive = true;
      else if (/[&: ]VALIDATED\b|lastValidated\{true\}/.test(line)) captive ??= false;
    });
  return captive;
}

const COMPANION_KEYS: ReadonlySet<string> = new Set(['Wifi enabled', 'Wifi connected']);

function wifiIn(answers: readonly (Answered | null | undefined)[], context: SectionContext): Wifi | null {
  const [status, service, networks, address, companion] = answers;
  const [first, second] = [toldIn(status), toldIn(service)];
  const ofMaker = keyedValues(companion?.text ?? '', ':', COMPANION_KEYS);
  const enabled = first.enabled ?? second.enabled ?? yesOrNo(ofMaker.get('Wifi enabled'));
  const link = [first.link, second.link].find((one) => one?.connected === true) ?? first.link ?? second.link;
  const connected = link?.connected ?? yesOrNo(ofMaker.get('Wifi connected')) ?? (enabled === false ? false : null);
  if (connected === null) return null;
  if (!connected) return { ...AWAY, enabled, captivePortal: null, sameNetworkAsPc: null };
  const settings = [...first.randomised, ...second.randomised];
  const bySettings = new Set(settings).size === 1 ? settings[0]! : null;
  return {
    ...(link ?? AWAY),
    connected,
    enabled: enabled ?? true,
    randomisedAddress: link?.randomisedAddress ?? bySettings,
    captivePortal: captivePortalIn([status, networks]),
    sameNetworkAsPc: isInNetwork(address?.text ?? '', context.networksOfPc),
  };
}

export const wifiReader: SectionReader<'wifi'> = {
  name: 'wifi',
  deadlineMs: 6000,
  command: ({ identity }) =>
    makerOf(identity) === 'meta'
      ? scriptOf('wifiStatus', 'wifiService', 'networks', 'address', 'questCompanion')
      : scriptOf('wifiStatus', 'wifiService', 'networks', 'address'),
  read(answer, context) {
    const answers = answersIn(answer, makerOf(context.identity) === 'meta' ? 5 : 4);
    const wifi = wifiIn(answers, context);
    // Older systems know only the second command.
    return wifi === null ? unread(whyUnread(answer, answers[1])) : read(wifi);
  },
};
