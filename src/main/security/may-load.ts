/** Where addresses may lead in this start of the program. */
export interface OwnAddresses {
  /** Scheme and host of our pages. */
  readonly origins: readonly string[];
  /** Developer tools are there, and the server of the screens pushes changes. */
  readonly development: boolean;
}

/** Scheme and host, also of schemes whose `origin` is opaque; null for what is no address. */
export const originOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};

/** Whether Chromium may fetch an address for a page: our own pages, and what they hold in memory. */
export function mayLoad(url: string, { origins, development }: OwnAddresses): boolean {
  if (url.startsWith('data:')) return true;
  if (url.startsWith('blob:')) return origins.includes(originOf(url.slice('blob:'.length)) ?? '');
  const origin = originOf(url);
  if (origin === null) return false;
  if (origins.includes(origin)) return true;
  return development && (origin === 'devtools://devtools' || origins.includes(origin.replace(/^ws/, 'http')));
}
