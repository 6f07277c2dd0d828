import type { Database } from 'better-sqlite3';
import { formatInstant } from '../../shared/beijing-time.ts';
import { type RequestDraft, requestDraftSchema } from '../../shared/domain/service-request.ts';
import { parsedJson } from './stored-json.ts';

/** Forms that were begun and not yet sent. */
export interface RequestDrafts {
  /** One draft per id: keeping it again replaces it. */
  keep(draft: RequestDraft): void;
  /** Last kept first. One that is damaged, or that an older program wrote differently, is left out, and left where it is. */
  list(): RequestDraft[];
  remove(id: string): void;
}

export function createRequestDrafts(database: Database): RequestDrafts {
  const upsert = database.prepare(
    `INSERT INTO request_drafts VALUES (@id, @savedAt, @draft)
     ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, draft = excluded.draft`,
  );
  const selectAll = database.prepare<[], string>('SELECT draft FROM request_drafts ORDER BY saved_at DESC').pluck();
  const remove = database.prepare<[string]>('DELETE FROM request_drafts WHERE id = ?');
  return {
    keep: (draft) =>
      void upsert.run({ id: draft.id, savedAt: formatInstant(new Date()), draft: JSON.stringify(draft) }),
    list: () =>
      selectAll.all().flatMap((text) => {
        const parsed = requestDraftSchema.safeParse(parsedJson(text));
        return parsed.success ? [parsed.data] : [];
      }),
    remove: (id) => void remove.run(id),
  };
}
