/** A value of a key: text is REG_SZ, a number REG_DWORD. */
export type RegistryContent =
  | string
  | number
  /** REG_SZ as damaged or careless programs write it, with a NUL inside. */
  | { readonly raw: string }
  | { readonly expand: string }
  | { readonly multi: readonly string[] }
  | { readonly binary: readonly number[] };

/** Keys by their whole name, `HKEY_LOCAL_MACHINE\…`, with the values in them; the default value has an empty name. */
export type RegistryContents = Readonly<Record<string, Readonly<Record<string, RegistryContent>>>>;

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const bytes = (content: Buffer | readonly number[]) =>
  [...content].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
const utf16 = (text: string) => bytes(Buffer.from(`${text}\0`, 'utf16le'));

function written(content: RegistryContent): string {
  if (typeof content === 'string') return quoted(content);
  if (typeof content === 'number') return `dword:${content.toString(16).padStart(8, '0')}`;
  if ('raw' in content) return `hex(1):${utf16(content.raw)}`;
  if ('expand' in content) return `hex(2):${utf16(content.expand)}`;
  if ('multi' in content) return `hex(7):${utf16(content.multi.map((text) => `${text}\0`).join(''))}`;
  return `hex:${bytes(content.binary)}`;
}

/** A file for `reg import`: first these keys go with everything below them, then the others come. */
export function registryFile(gone: readonly string[], contents: RegistryContents): Buffer {
  const lines = [
    'Windows Registry Editor Version 5.00',
    ...gone.map((key) => `\n[-${key}]`),
    ...Object.entries(contents).map(([key, values]) =>
      [
        `\n[${key}]`,
        ...Object.entries(values).map(([name, value]) => `${name === '' ? '@' : quoted(name)}=${written(value)}`),
      ].join('\n'),
    ),
  ];
  return Buffer.from(`\uFEFF${lines.join('\n')}\n`.replaceAll('\n', '\r\n'), 'utf16le');
}
