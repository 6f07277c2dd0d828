import type { DeskKey } from '../delivery/desk-keys-policy.ts';
import type { HandedFile } from '../inspections/inspections.ts';
import type { FormContent } from '../reports/forms/form-content.ts';

/**
 * What reads files of strangers, by kind. Runs in the reader process only (`read-apart.ts`): whatever a file does to a parser,
 * it does not do to the program. Each is loaded when the first file of its kind comes.
 */
export const READERS = {
  /** A school's asset register, XLSX or CSV. */
  async books({ file, now }: { readonly file: HandedFile; readonly now: Date }) {
    const { readBooks } = await import('../inspections/lab/books/read-books.ts');
    return await readBooks(file, now);
  },
  /** The signed reading of another station. */
  async bundle({ file }: { readonly file: HandedFile }) {
    const { openBundle } = await import('../inspections/lab/bundle/open-bundle.ts');
    return openBundle(file);
  },
  /** A photo that a screen has made anew. */
  async photo({ jpeg }: { readonly file: string; readonly jpeg: Uint8Array }) {
    const { acceptPhoto } = await import('../inspections/photos/accept-photo.ts');
    return acceptPhoto(jpeg);
  },
  /** A report to be verified: PDF, DOCX, XLSX, JSON, or the text of its QR code. */
  async report({
    bytes,
    ownKey,
  }: {
    readonly file: string;
    readonly bytes: Uint8Array;
    readonly ownKey: string | null;
  }) {
    const [{ verifyFile }, { succeed }] = await Promise.all([
      import('../inspections/record/file/verify-file.ts'),
      import('../../shared/domain/result.ts'),
    ]);
    return succeed(verifyFile(bytes, ownKey));
  },
  /** A saved snapshot. */
  async snapshot({ file, bytes }: { readonly file: string; readonly bytes: Uint8Array }) {
    const { parseSnapshot } = await import('../check-run/parse-snapshot.ts');
    return parseSnapshot(file, bytes);
  },
  /** A form that a school may have edited, and what is filled in. */
  async template(of: { readonly file: string; readonly template: Uint8Array; readonly content: FormContent }) {
    const { fillTemplate } = await import('../reports/docx/fill-template.ts');
    return await fillTemplate(of.file, Buffer.from(of.template), of.content);
  },
  /** News of the service desk in a signed file. */
  async updates(of: { readonly file: string; readonly bytes: Uint8Array; readonly deskKeys: readonly DeskKey[] }) {
    const { readUpdates } = await import('../delivery/status-updates.ts');
    return readUpdates(of.bytes, of.deskKeys, of.file);
  },
};

export type Readers = typeof READERS;
export type UntrustedKind = keyof Readers;
export type UntrustedInput<Kind extends UntrustedKind> = Parameters<Readers[Kind]>[0];
/** Always a `Result`; its value survives structured cloning. */
export type ReadOutcome<Kind extends UntrustedKind> = Awaited<ReturnType<Readers[Kind]>>;
