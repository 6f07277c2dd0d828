import path from 'node:path';
import { ulid } from 'ulid';
import { type ChannelSettings, channelSchema } from '../../shared/domain/channel.ts';
import type { ChannelEntry } from '../../shared/domain/channel-entry.ts';
import { type Result, fail, succeed } from '../../shared/domain/result.ts';
import { robotKindOf } from '../../shared/robot-address.ts';
import type { Secrets } from '../signing/secret-store.ts';
import { missingSecret, partRobotAddress } from './channel-settings.ts';
import { isLoopback, isSafeUrl } from './http/exchange.ts';

/** A channel and its secrets, as they may be stored. */
export interface EnteredChannel {
  readonly settings: ChannelSettings;
  readonly secrets: Secrets;
}

type Refusal = ReturnType<typeof refuse>;
/** @param reason has words in `problems:reason`, the field in `problems:fieldName`. */
const refuse = (field: string, reason: string) => fail('channel-field-refused', { field, reason });

type EntryOf<Kind extends ChannelEntry['kind']> = Extract<ChannelEntry, { kind: Kind }>;
type Common = Pick<ChannelSettings, 'id' | 'title' | 'enabled'>;

const MAX_TITLE = 80;
const MAX_ADDRESS = 500;
const MAX_SECRET = 1000;
const MAX_FOLDER = 1000;
const MAX_RECIPIENTS = 20;

/**
 * What was entered on the screen, parted into settings and secrets. Looks at nothing but the entry.
 * @param stored the channel that is changed; null: a new one. @returns `channel-field-refused`.
 */
export function enterChannel(entry: ChannelEntry, stored: EnteredChannel | null): Result<EnteredChannel> {
  const title = entry.title.trim();
  if (title === '') return refuse('channelTitle', 'missing');
  if (title.length > MAX_TITLE) return refuse('channelTitle', 'too-long');
  if ('secret' in entry && (entry.secret?.length ?? 0) > MAX_SECRET) return refuse('secret', 'too-long');
  const id = stored?.settings.id ?? `${entry.kind}-${ulid().slice(-6).toLowerCase()}`;
  const parted = part(entry, { id, title, enabled: entry.enabled }, stored);
  if (!parted.ok) return parted;
  const { settings, secrets } = parted.value;
  // What the schema refuses beyond what was looked at above.
  const valid = channelSchema.safeParse(settings);
  if (!valid.success) return refuse(FIELD_NAMES[String(valid.error.issues[0]?.path[0])] ?? 'channelTitle', 'other');
  return missingSecret(valid.data, secrets) === null
    ? succeed({ settings: valid.data, secrets })
    : refuse('secret', 'missing');
}

/** Fields of the settings by their names on the screen, where those differ. */
const FIELD_NAMES: Readonly<Record<string, string>> = {
  url: 'address',
  endpoint: 'address',
  host: 'host',
  port: 'port',
  user: 'user',
  from: 'from',
  to: 'to',
  folder: 'folder',
};

function part(entry: ChannelEntry, common: Common, stored: EnteredChannel | null): Result<EnteredChannel> {
  if (entry.kind === 'webhook') return partWebhook(entry, common, stored);
  if (entry.kind === 'smtp') return partMail(entry, common, stored);
  if (entry.kind === 'folder') return partFolder(entry, common);
  return partRobot(entry, common, stored);
}

/** What is wrong with an address; null: nothing. Addresses within the school are as good as others, encrypted. */
function addressRefusal(address: string): Refusal | null {
  const refused = (reason: string) => refuse('address', reason);
  if (address === '') return refused('missing');
  if (address.length > MAX_ADDRESS) return refused('too-long');
  if (/\s/.test(address)) return refused('spaces');
  const url = URL.parse(address);
  if (url === null) return refused('not-an-address');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return refused('plain-http');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('wrong-scheme');
  return isSafeUrl(url) ? null : refused('names-a-user');
}

/** A secret as entered, or the stored one where the field was left empty; null where it is to be forgotten. */
const keptSecret = (entered: string | null, stored: string | undefined): string | null =>
  entered === null ? null : entered.trim() === '' ? (stored ?? null) : entered;

const named = (name: string, secret: string | null): Secrets => (secret === null ? {} : { [name]: secret });

type RobotEntry = EntryOf<'wecom' | 'dingtalk' | 'feishu'>;

function partRobot(entry: RobotEntry, common: Common, stored: EnteredChannel | null): Result<EnteredChannel> {
  const { kind } = entry;
  const address = entry.address.trim();
  const before = stored?.settings.kind === kind ? { ...stored, endpoint: stored.settings.endpoint } : null;
  const kept = before?.secrets ?? {};
  const signing = kind === 'wecom' ? {} : named('secret', keptSecret(entry.secret, kept['secret']));
  if (address === '' && before !== null) {
    const { secret: _, ...key } = before.secrets;
    return succeed({ settings: { ...common, kind, endpoint: before.endpoint }, secrets: { ...key, ...signing } });
  }
  const refused = addressRefusal(address);
  if (refused !== null) return refused;
  const found = robotKindOf(address);
  if (found !== null && found !== kind) return refuse('address', 'other-kind');
  const parted = partRobotAddress(kind, address);
  if (!parted.ok) return refuse('address', 'no-key');
  const { endpoint, secrets } = parted.value;
  return succeed({ settings: { ...common, kind, endpoint }, secrets: { ...secrets, ...signing } });
}

/** Standard Webhooks: a prefix, and base64 of the key. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{16,}={0,2}$/;

function partWebhook(entry: EntryOf<'webhook'>, common: Common, stored: EnteredChannel | null): Result<EnteredChannel> {
  const url = entry.address.trim();
  const refused = addressRefusal(url);
  if (refused !== null) return refused;
  const secret = keptSecret(entry.secret, stored?.settings.kind === 'webhook' ? stored.secrets['secret'] : undefined);
  if (secret !== null && !WEBHOOK_SECRET.test(secret.trim())) return refuse('secret', 'secret-form');
  const settings = { ...common, kind: entry.kind, url };
  return succeed({ settings, secrets: named('secret', secret?.trim() ?? null) });
}

const SERVER = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?|[0-9a-f:]{3,39})$/iu;
const MAIL_ADDRESS = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/;

function partMail(entry: EntryOf<'smtp'>, common: Common, stored: EnteredChannel | null): Result<EnteredChannel> {
  const { kind, port, security } = entry;
  const [host, userText, from] = [entry.host.trim(), entry.user.trim(), entry.from.trim()];
  const to = entry.to.map((address) => address.trim()).filter((address) => address !== '');
  if (host === '') return refuse('host', 'missing');
  if (host.length > 200) return refuse('host', 'too-long');
  if (!SERVER.test(host)) return refuse('host', 'not-a-server');
  if (port < 1 || port > 65_535) return refuse('port', 'out-of-range');
  const user = userText === '' ? null : userText;
  if (user !== null && user.length > 200) return refuse('user', 'too-long');
  if (from === '') return refuse('from', 'missing');
  if (!MAIL_ADDRESS.test(from)) return refuse('from', 'not-a-mail-address');
  if (to.length === 0) return refuse('to', 'missing');
  if (to.length > MAX_RECIPIENTS) return refuse('to', 'too-long');
  if (!to.every((address) => MAIL_ADDRESS.test(address))) return refuse('to', 'not-a-mail-address');
  if (security === 'none' && user !== null && !isLoopback(host)) return refuse('security', 'password-unprotected');
  const settings = { ...common, kind, host, port, security, user, from, to };
  if (user === null) return succeed({ settings, secrets: {} });
  // A password is for the server and account it was entered for: nobody sends it to another one by changing the name only.
  const before = stored?.settings.kind === 'smtp' ? stored.settings : null;
  const isSame = before?.host.toLowerCase() === host.toLowerCase() && before.port === port && before.user === user;
  const password =
    entry.secret === '' ? (isSame ? stored?.secrets['password'] : undefined) : (entry.secret ?? undefined);
  if (password === undefined && before !== null && !isSame) return refuse('secret', 'server-changed');
  return succeed({ settings, secrets: named('password', password ?? null) });
}

function partFolder(entry: EntryOf<'folder'>, common: Common): Result<EnteredChannel> {
  // As Windows copies a path.
  const folder = entry.folder.trim().replace(/^"(.*)"$/, '$1');
  if (folder === '') return refuse('folder', 'missing');
  if (folder.length > MAX_FOLDER) return refuse('folder', 'too-long');
  if (!path.isAbsolute(folder)) return refuse('folder', 'folder-relative');
  return succeed({ settings: { ...common, kind: entry.kind, folder }, secrets: {} });
}
