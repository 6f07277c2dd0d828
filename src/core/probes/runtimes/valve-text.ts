/** Tokens of Valve's KeyValues text format: quoted text with `\\` and `\"`, braces, comments to the end of the line. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|([{}])|\/\/[^\n]*/gs;

/**
 * A value of a KeyValues file such as `appmanifest_250820.acf`.
 * @param path names from the outside in, in lower case: Steam has changed the case of keys before.
 * @see https://developer.valvesoftware.com/wiki/KeyValues
 */
export function valveValue(text: string, path: readonly string[]): string | null {
  const open: string[] = [];
  let name: string | null = null;
  for (const [, quoted, brace] of text.matchAll(TOKEN)) {
    if (brace === '{') {
      open.push((name ?? '').toLowerCase());
      name = null;
    } else if (brace === '}') {
      open.pop();
      name = null;
    } else if (quoted !== undefined && name === null) {
      name = quoted;
    } else if (quoted !== undefined && name !== null) {
      const here = [...open, name.toLowerCase()];
      if (here.length === path.length && here.every((step, index) => step === path[index])) {
        return quoted.replaceAll(/\\(.)/gs, '$1');
      }
      name = null;
    }
  }
  return null;
}
