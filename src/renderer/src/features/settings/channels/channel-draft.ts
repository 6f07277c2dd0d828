import type { ChannelKind, ChannelSettings } from '../../../../../shared/domain/channel.ts';
import type { ChannelEntry, ChannelReport } from '../../../../../shared/domain/channel-entry.ts';
import { robotKindOf, withScheme } from '../../../../../shared/robot-address.ts';

/** In the order in which schools have them. */
export const KINDS = [
  'wecom',
  'dingtalk',
  'feishu',
  'smtp',
  'folder',
  'webhook',
] as const satisfies readonly ChannelKind[];

type Security = Extract<ChannelSettings, { kind: 'smtp' }>['security'];
export const SECURITIES = ['tls', 'starttls', 'none'] as const satisfies readonly Security[];
const PORTS: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };

/** What stands in the form: the fields of every kind, so that nothing is lost when another kind is chosen. */
export interface ChannelDraft {
  readonly id: string | null;
  readonly kind: ChannelKind;
  readonly title: string;
  readonly enabled: boolean;
  readonly address: string;
  /** Null: the stored one is to be forgotten. */
  readonly secret: string | null;
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string;
  readonly from: string;
  readonly to: string;
  readonly folder: string;
}

export const NEW_CHANNEL: ChannelDraft = {
  id: null,
  kind: 'wecom',
  title: '',
  enabled: true,
  address: '',
  secret: '',
  host: '',
  port: PORTS.tls,
  security: 'tls',
  user: '',
  from: '',
  to: '',
  folder: '',
};

/** A stored channel to be changed: its secrets are not in it, and neither is the address of a robot. */
export function draftOf({ settings }: ChannelReport): ChannelDraft {
  const { id, kind, title, enabled } = settings;
  const common = { ...NEW_CHANNEL, id, kind, title, enabled };
  if (settings.kind === 'webhook') return { ...common, address: settings.url };
  if (settings.kind === 'folder') return { ...common, folder: settings.folder };
  if (settings.kind !== 'smtp') return common;
  const { host, port, security, user, from, to } = settings;
  return { ...common, host, port, security, user: user ?? '', from, to: to.join(', ') };
}

/** Recipients are parted as people part them. */
const SEPARATORS = /[\s,;，；、]+/;

export function entryOf(draft: ChannelDraft): ChannelEntry {
  const { id, kind, title, enabled, secret, folder } = draft;
  const address = withScheme(draft.address);
  const common = { id, title, enabled };
  if (kind === 'wecom') return { ...common, kind, address };
  if (kind === 'folder') return { ...common, kind, folder };
  if (kind !== 'smtp') return { ...common, kind, address, secret };
  const { host, port, security, user, from, to } = draft;
  const recipients = to.split(SEPARATORS).filter((one) => one !== '');
  return { ...common, kind, host, port, security, user, from, to: recipients, secret };
}

/** An address that was typed or pasted: that of a robot says itself which it is. A stored channel stays what it is. */
export function withAddress(draft: ChannelDraft, address: string): ChannelDraft {
  const whole = withScheme(address);
  const robot = robotKindOf(whole);
  const kind = draft.id === null ? robot : null;
  return { ...draft, address: robot === null ? address : whole, kind: kind ?? draft.kind };
}

type NeededField = 'address' | 'secret' | 'folder' | 'to' | 'from' | 'host' | 'channelTitle';

/** Fields that have to be filled in, in the order of the form. @param isStored what is empty may stay as it is stored. */
export function neededFields({ kind, user }: ChannelDraft, isStored: boolean): readonly NeededField[] {
  if (kind === 'folder') return ['folder', 'channelTitle'];
  const hasPassword = kind === 'smtp' && user.trim() !== '';
  const secret = !isStored && (hasPassword || kind === 'webhook') ? (['secret'] as const) : [];
  if (kind === 'smtp') return ['to', 'from', 'host', ...secret, 'channelTitle'];
  if (isStored && kind !== 'webhook') return ['channelTitle'];
  return ['address', ...secret, 'channelTitle'];
}

const isEmpty = (draft: ChannelDraft, field: NeededField): boolean =>
  (draft[field === 'channelTitle' ? 'title' : field] ?? '').trim() === '';

/** All of them that are empty. */
export const missingFields = (draft: ChannelDraft, isStored: boolean): readonly NeededField[] =>
  neededFields(draft, isStored).filter((field) => isEmpty(draft, field));

/** The usual port of an encryption comes with it, unless another one was entered. */
export function withSecurity(draft: ChannelDraft, security: Security): ChannelDraft {
  const isUsual = draft.port === PORTS[draft.security];
  return { ...draft, security, port: isUsual ? PORTS[security] : draft.port };
}

const MAX_SHOWN = 60;
const shortened = (text: string): string => (text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN - 1)}…`);

/** Where a channel goes, short, and never with what may be a secret. */
export function placeOf(settings: ChannelSettings): string {
  if (settings.kind === 'folder') return shortened(settings.folder);
  if (settings.kind === 'smtp') return shortened(settings.to.join(', '));
  const url = URL.parse(settings.kind === 'webhook' ? settings.url : settings.endpoint);
  if (url === null) return '';
  // The path of a webhook may be what keeps others out.
  return shortened(url.pathname === '/' ? url.host : `${url.host}/…`);
}
