type Environment = Readonly<Record<string, string | undefined>>;

/** Replaces `%NAME%`; null when a variable is not set, because then the path means nothing. */
export function expandVariables(text: string, env: Environment): string | null {
  let unset = false;
  const expanded = text.replaceAll(/%([^%\\/]+)%/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined || value === '') unset = true;
    return value ?? '';
  });
  return unset ? null : expanded;
}

/** Replaces `%NAME%` and a leading `~`; null when a variable is not set. */
export function expandPath(text: string, env: Environment, home: string): string | null {
  const expanded = expandVariables(text, env);
  return expanded === null ? null : expanded.replace(/^~(?=[\\/]|$)/, () => home);
}

/** Installers write paths in quotes, with a separator at the end or rubbish behind a NUL. */
export function cleanPath(text: string): string {
  const path = (text.split('\0')[0] ?? '').trim().replaceAll(/^"+|"+$/g, '');
  return /^([a-z]:)?[\\/]+$/i.test(path) ? path : path.replace(/[\\/]+$/, '');
}
