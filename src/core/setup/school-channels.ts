import path from 'node:path';
import type { z } from 'zod';
import { type ChannelKind, channelSchema, type ChannelSettings } from '../../shared/domain/channel.ts';
import { CHANNEL_NUMBERS, channelColumn, type RowRefusal, type SchoolColumn } from '../../shared/domain/school-file.ts';
import { holdsRobotSecret, missingSecret, partRobotAddress, secretsOf } from '../delivery/channel-settings.ts';
import { ROBOT_KINDS, type RobotKind } from '../../shared/robot-address.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { isSealed, type SealedPlace } from '../signing/sealing.ts';

/** A channel as a row of the school file sets it up. */
export interface SchoolChannel {
  readonly number: (typeof CHANNEL_NUMBERS)[number];
  readonly settings: ChannelSettings;
  readonly place: SealedPlace;
  /** Sealed; null: the channel takes none. */
  readonly sealed: string | null;
  /** Only in a file that is still to be sealed. */
  readonly plain: Secrets;
}

export type Refuse = (column: SchoolColumn, reason: RowRefusal['reason'], detail?: string) => void;

/** Channels of the school file are told from those that were set up one by one. */
export const SCHOOL_CHANNEL = /^school-\d$/;

const KINDS: Readonly<Record<string, ChannelKind>> = {
  webhook: 'webhook',
  服务平台接口: 'webhook',
  smtp: 'smtp',
  email: 'smtp',
  'e-mail': 'smtp',
  电子邮件: 'smtp',
  邮件: 'smtp',
  wecom: 'wecom',
  企业微信: 'wecom',
  企业微信群机器人: 'wecom',
  dingtalk: 'dingtalk',
  钉钉: 'dingtalk',
  钉钉群机器人: 'dingtalk',
  feishu: 'feishu',
  飞书: 'feishu',
  飞书群机器人: 'feishu',
  folder: 'folder',
  文件夹: 'folder',
};

const isRobot = (kind: ChannelKind): kind is RobotKind => (ROBOT_KINDS as readonly ChannelKind[]).includes(kind);
const isFolder = (place: string): boolean => path.posix.isAbsolute(place) || path.win32.isAbsolute(place);

/** `smtps://user@host:465?from=a@b&to=c@d,e@f`; `smtp://` begins with STARTTLS, or is open with `&security=none`. */
function mailServer(address: string): Record<string, unknown> | null {
  const url = URL.parse(address);
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.password !== '') return null;
  const isTls = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    security: isTls ? 'tls' : (url.searchParams.get('security') ?? 'starttls'),
    user: url.username === '' ? null : decodeURIComponent(url.username),
    from: url.searchParams.get('from'),
    to: (url.searchParams.get('to') ?? '').split(','),
  };
}

function fieldsOf(kind: ChannelKind, address: string): Record<string, unknown> | null {
  if (kind === 'webhook') return { url: address };
  if (kind === 'smtp') return mailServer(address);
  if (kind === 'folder') return isFolder(address) ? { folder: address } : null;
  return { endpoint: address };
}

/** @param isPlain the file is still to be sealed. @param refuse is told what is wrong. */
export function readChannels(
  cell: (column: SchoolColumn) => string,
  isPlain: boolean,
  refuse: Refuse,
): readonly SchoolChannel[] {
  return CHANNEL_NUMBERS.flatMap((number): SchoolChannel[] => {
    const channel = readChannel(number, cell, isPlain, refuse);
    return channel === null ? [] : [channel];
  });
}

function readChannel(
  number: SchoolChannel['number'],
  cell: (column: SchoolColumn) => string,
  isPlain: boolean,
  refuse: Refuse,
): SchoolChannel | null {
  const at = (field: 'Kind' | 'Name' | 'Address' | 'Secret') => channelColumn(number, field);
  const [word, name, written, secret] = (['Kind', 'Name', 'Address', 'Secret'] as const).map((field) =>
    cell(at(field)),
  );
  if ([word, name, written, secret].every((text) => text === '')) return null;
  const kind = KINDS[word!.normalize('NFKC').toLowerCase()];
  if (kind === undefined) {
    refuse(at('Kind'), word === '' ? 'missing' : 'channel-kind', word);
    return null;
  }
  const parted = isPlain && isRobot(kind) && holdsSecret(kind, written!) ? partRobotAddress(kind, written!) : null;
  if (parted?.ok === false) {
    refuse(at('Address'), 'channel-address');
    return null;
  }
  const address = parted?.value.endpoint ?? written!;
  if (isRobot(kind) && holdsSecret(kind, address)) {
    refuse(at('Address'), 'secret-plain');
    return null;
  }
  const common = { id: `school-${number}`, title: name === '' ? word : name, enabled: true, kind };
  const settings = channelSchema.safeParse({ ...common, ...fieldsOf(kind, address) });
  if (!settings.success) {
    refuse(at(columnOf(settings.error)), address === '' ? 'missing' : 'channel-address');
    return null;
  }
  const { needed, optional } = secretsOf(settings.data);
  const own = isRobot(kind) ? optional[0] : needed[0];
  const place = { kind, address };
  if (isSealed(secret!)) return { number, settings: settings.data, place, sealed: secret!, plain: {} };
  if (!isPlain) {
    if (secret !== '') refuse(at('Secret'), 'secret-plain');
    else if (needed.length > 0) refuse(at('Secret'), 'secret-missing');
    return { number, settings: settings.data, place, sealed: null, plain: {} };
  }
  if (secret !== '' && own === undefined) refuse(at('Secret'), 'secret-surplus');
  const plain = { ...parted?.value.secrets, ...(secret !== '' && own !== undefined && { [own]: secret! }) };
  if (missingSecret(settings.data, plain) !== null) refuse(at(isRobot(kind) ? 'Address' : 'Secret'), 'secret-missing');
  return { number, settings: settings.data, place, sealed: null, plain };
}

function holdsSecret(kind: RobotKind, address: string): boolean {
  return URL.canParse(address) && holdsRobotSecret(kind, address);
}

const columnOf = (error: z.ZodError): 'Name' | 'Address' => (error.issues[0]?.path[0] === 'title' ? 'Name' : 'Address');
