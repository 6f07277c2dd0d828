import type { ChannelKind } from '../../shared/domain/channel.ts';
import { fail, type Result, succeed } from '../../shared/domain/result.ts';
import { isSafeUrl } from './http/exchange.ts';
import type { Secrets } from '../signing/secret-store.ts';

export type RobotKind = Extract<ChannelKind, 'wecom' | 'dingtalk' | 'feishu'>;

/** Where in an address of a robot its secret stands. */
const QUERY_SECRETS: Readonly<Record<'wecom' | 'dingtalk', { parameter: string; name: string }>> = {
  wecom: { parameter: 'key', name: 'key' },
  dingtalk: { parameter: 'access_token', name: 'token' },
};
const FEISHU_TOKEN = /^(.*\/hook)\/([^/]+)\/?$/;

/** Robots hand out addresses that hold a secret: parts one as it was copied into what may be kept in settings and what may not. */
export function partRobotAddress(kind: RobotKind, copied: string): Result<{ endpoint: string; secrets: Secrets }> {
  const url = URL.parse(copied.trim());
  if (url === null || !isSafeUrl(url)) return fail('channel-address-unusable', { kind });
  if (kind === 'feishu') {
    const [, endpoint, token] = FEISHU_TOKEN.exec(url.pathname) ?? [];
    if (endpoint === undefined || token === undefined) return fail('channel-address-unusable', { kind });
    return succeed({ endpoint: `${url.origin}${endpoint}`, secrets: { token } });
  }
  const { parameter, name } = QUERY_SECRETS[kind];
  const secret = url.searchParams.get(parameter);
  if (secret === null || secret === '') return fail('channel-address-unusable', { kind });
  return succeed({ endpoint: `${url.origin}${url.pathname}`, secrets: { [name]: secret } });
}

/** True for an address that would put a robot's secret into a settings file. */
export const holdsRobotSecret = (kind: RobotKind, endpoint: string): boolean =>
  kind === 'feishu' ? FEISHU_TOKEN.test(URL.parse(endpoint)?.pathname ?? '') : URL.parse(endpoint)?.search !== '';
