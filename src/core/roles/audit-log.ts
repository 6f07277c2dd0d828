import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import { type AuditEntry, auditEntrySchema } from '../../shared/domain/pins.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { messageOf } from '../platform/message-of.ts';
import { isSignatureValid, type SigningKey } from '../signing/signing-key.ts';
import { type ChainRow, brokenIn, hashAfter } from '../store/request-chain.ts';
import { readStored } from '../store/stored-json.ts';
import type { AuditMark, AuditMarkFile } from './audit-mark.ts';

/** A checkpoint is signed after so many entries: older ones can go, and the rest still proves itself. */
const ENTRIES_A_CHECKPOINT = 200;

const contentSchema = auditEntrySchema.pick({ what: true, role: true, procedure: true });
export type AuditEvent = z.infer<typeof contentSchema>;

interface Checkpoint {
  readonly position: number;
  readonly at: string;
  readonly hash: string;
  readonly publicKey: string;
  readonly signature: string;
}

const signedText = ({ position, at, hash }: Pick<Checkpoint, 'position' | 'at' | 'hash'>): Uint8Array =>
  Buffer.from(`vrlab.audit-checkpoint/1\n${position}\n${at}\n${hash}`);

const contentOf = (at: string, event: AuditEvent): string => JSON.stringify({ at, ...event });

/**
 * Who did what, entry after entry in a chain of its own. Every entry covers the one before it.
 * @param markFile how far it had come, outside the database; null: entries are neither added nor examined here.
 */
export function createAuditLog(database: Database, markFile: AuditMarkFile | null = null) {
  const head = database.prepare<[], { position: number; hash: string }>(
    'SELECT position, hash FROM audit_entries ORDER BY position DESC LIMIT 1',
  );
  const lastCheckpoint = database.prepare<[], Checkpoint>(
    'SELECT position, at, hash, public_key AS publicKey, signature FROM audit_checkpoints ORDER BY position DESC LIMIT 1',
  );
  const checkpoints = database.prepare<[], Checkpoint>(
    'SELECT position, at, hash, public_key AS publicKey, signature FROM audit_checkpoints ORDER BY position',
  );
  const insert = database.prepare('INSERT INTO audit_entries VALUES (?, ?, ?, ?)');
  const insertCheckpoint = database.prepare('INSERT OR REPLACE INTO audit_checkpoints VALUES (?, ?, ?, ?, ?)');
  const rows = database.prepare<[], ChainRow>('SELECT position, content, hash FROM audit_entries ORDER BY position');
  const page = database.prepare<[number, number], { position: number; content: string }>(
    'SELECT position, content FROM audit_entries WHERE position < ? ORDER BY position DESC LIMIT ?',
  );
  const lastBefore = database.prepare<[number], { position: number; at: string; hash: string }>(
    'SELECT position, at, hash FROM audit_entries WHERE unixepoch(at) < ? ORDER BY position DESC LIMIT 1',
  );
  const countBefore = database
    .prepare<[number], number>('SELECT count(*) FROM audit_entries WHERE unixepoch(at) < ?')
    .pluck();
  const hashAt = database.prepare<[number], string>('SELECT hash FROM audit_entries WHERE position = ?').pluck();
  const firstPosition = database.prepare<[], number | null>('SELECT min(position) FROM audit_entries').pluck();
  const eraseEntries = database.prepare('DELETE FROM audit_entries WHERE position <= ?');
  const eraseCheckpoints = database.prepare('DELETE FROM audit_checkpoints WHERE position < ?');

  /** The last entry, or the checkpoint up to which everything was erased. */
  const end = () => head.get() ?? lastCheckpoint.get() ?? { position: 0, hash: '' };

  /** Up to where entries were erased behind a checkpoint, whose signature {@link examine} looks at. */
  const erasedUpTo = () => (firstPosition.get() ?? end().position + 1) - 1;

  /** What is known to be missing, and what the mark knows of and the log does not hold any more. */
  const missingNow = (): AuditMark['missing'] => {
    const mark = markFile?.read() ?? null;
    if (mark === null) return null;
    const erased = erasedUpTo();
    const isThere = ({ position, hash }: Pick<AuditMark, 'position' | 'hash'>) =>
      position <= erased || hashAt.get(position) === hash;
    if (mark.missing !== null && mark.missing.position > erased) return mark.missing;
    return isThere(mark) ? null : { position: mark.position, hash: mark.hash };
  };

  /** In a transaction, because two programs may write. @throws where the mark cannot be written. */
  const saveMark = database.transaction((missing: AuditMark['missing']): void => {
    const { position, hash } = end();
    markFile?.write({ position, hash, missing: missing ?? missingNow() });
  });

  const append = database.transaction((at: string, event: AuditEvent): AuditMark['missing'] => {
    // Before there is a new end, which would cover up that the old one is gone.
    const missing = missingNow();
    const { position, hash } = end();
    const content = contentOf(at, event);
    insert.run(position + 1, at, content, hashAfter(hash, content));
    return missing;
  });

  /** From here on what comes later proves itself. */
  const sign = (place: Pick<Checkpoint, 'position' | 'at' | 'hash'>, key: SigningKey): void => {
    const signature = Buffer.from(key.sign(signedText(place))).toString('base64');
    insertCheckpoint.run(place.position, place.at, place.hash, key.publicKey, signature);
  };
  const checkpoint = database.transaction((at: string, key: SigningKey): void => {
    const { position, hash } = end();
    if (position > (lastCheckpoint.get()?.position ?? 0)) sign({ position, at, hash }, key);
  });

  /** Brings a mark up that an earlier release did not write, or a full disk kept back. */
  const unwritable = (): Problem | null => {
    if (markFile === null || markFile.read()?.position === end().position) return null;
    try {
      saveMark.immediate(null);
      return null;
    } catch (cause) {
      return { code: 'audit-mark-unwritable', params: { file: markFile.file, detail: messageOf(cause) } };
    }
  };

  const eraseBefore = database.transaction((limit: number, key: SigningKey): void => {
    const last = lastBefore.get(limit);
    if (last === undefined) return;
    sign(last, key);
    eraseCheckpoints.run(last.position);
    eraseEntries.run(last.position);
  });

  return {
    /** @param at RFC 3339. */
    append(at: string, event: AuditEvent): void {
      const missing = append.immediate(at, event);
      try {
        // After the commit: a mark that is behind misses nothing that is there.
        saveMark.immediate(missing);
      } catch {
        // The entry stands; the examination says that the mark cannot be written.
      }
    },

    isEmpty: (): boolean => end().position === 0,

    /** Whether so much has come since the last checkpoint that another one is due. */
    isCheckpointDue: (): boolean => end().position - (lastCheckpoint.get()?.position ?? 0) >= ENTRIES_A_CHECKPOINT,

    checkpoint: (at: string, key: SigningKey): void => checkpoint.immediate(at, key),

    /** Newest first. @param before position; entries below it. */
    entries: (limit: number, before = Number.MAX_SAFE_INTEGER): AuditEntry[] =>
      page.all(before, limit).map(({ position, content }) => ({
        position,
        ...readStored(auditEntrySchema.omit({ position: true }), content, 'audit_entries.content'),
      })),

    /** How many entries are older. @param limit unix seconds. */
    countBefore: (limit: number): number => countBefore.get(limit)!,

    /** Erases entries that are older; a signed checkpoint in the place of the last of them stays. @param limit unix seconds. */
    eraseBefore: (limit: number, key: SigningKey): void => eraseBefore.immediate(limit, key),

    /** Every entry and checkpoint, compared. @param own this PC's key. */
    examine(own: Pick<SigningKey, 'publicKey'>, former: readonly string[] = []): Problem | null {
      const signed = checkpoints.all();
      const all = rows.all();
      const first = all[0]?.position ?? end().position + 1;
      // What was erased is covered by a checkpoint that this PC signed.
      const anchor = first === 1 ? { position: 0, hash: '' } : signed.find(({ position }) => position === first - 1);
      const hashes = new Map(all.map(({ position, hash }) => [position, hash]));
      const isForged = signed.some(
        (one) =>
          ![own.publicKey, ...former].includes(one.publicKey) ||
          !isSignatureValid(one.publicKey, signedText(one), one.signature) ||
          (one.position >= first && hashes.get(one.position) !== one.hash),
      );
      const params = { file: database.name };
      const missing = missingNow();
      if (missing !== null) return { code: 'audit-log-cut', params };
      if (isForged || anchor === undefined) return { code: 'audit-log-changed', params };
      if (brokenIn(all, anchor).length > 0) return { code: 'audit-log-changed', params };
      return unwritable();
    },
  };
}
