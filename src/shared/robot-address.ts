/** Kinds whose address, as a group shows it, holds the secret. */
export const ROBOT_KINDS = ['wecom', 'dingtalk', 'feishu'] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];

/** By the end of the path: a school may have a gateway of its own before the maker's. */
const PATHS: Readonly<Record<RobotKind, RegExp>> = {
  wecom: /\/cgi-bin\/webhook\/send\/?$/,
  dingtalk: /\/robot\/send\/?$/,
  feishu: /\/open-apis\/bot\/v2\/hook\/[^/]+\/?$/,
};

const WITHOUT_SCHEME = /^[\p{L}\p{N}][\p{L}\p{N}-]*(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?]|$)/u;

/** An address as somebody copied it from where browsers leave out how it begins. */
export function withScheme(address: string): string {
  const bare = address.trim();
  return WITHOUT_SCHEME.test(bare) ? `https://${bare}` : address;
}

/** Which robot an address belongs to, as its group shows it; null: to none that is known. */
export function robotKindOf(address: string): RobotKind | null {
  const path = URL.parse(address.trim())?.pathname;
  return path === undefined ? null : (ROBOT_KINDS.find((kind) => PATHS[kind].test(path)) ?? null);
}
