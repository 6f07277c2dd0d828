import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { proposeEffect } from '../../../../shared/summarize-findings.ts';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { RequiredField } from '../../../../shared/domain/request-completeness.ts';
import type { Preview, RequestRecord } from '../../../../shared/domain/request-record.ts';
import { type RequestDraft, requestDraftSchema } from '../../../../shared/domain/service-request.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';
import { useWording } from '../../language/use-texts.ts';

/** Text is saved and previewed this long after the last key. */
const SETTLED_MS = 300;
/** Characters of the first line of a description that become the title where nobody wrote one. */
const MOST_OF_A_PROPOSED_TITLE = 40;

interface RequestFormControl {
  readonly draft: RequestDraft;
  /** The last one; it stays in sight while what was typed since is previewed. */
  readonly preview: Preview | null;
  /** The preview shows what would be sent now. */
  readonly ready: boolean;
  readonly problem: Problem | null;
  readonly sending: boolean;
  /** Something was changed: it is kept as a draft. */
  readonly changed: boolean;
  /** Fields to be filled in, named after an attempt to send without them. */
  readonly missing: readonly RequiredField[];
  /** Requests the readable contact; null when it is readable. */
  readonly show: (() => void) | null;
  readonly change: (fields: Partial<RequestDraft>) => void;
  /** @returns the first field that has to be filled in; null: it was sent, or the problem says why not. */
  readonly send: () => Promise<RequiredField | null>;
}

/** The draft while it is filled in: previewed at every change, saved to disk once something was changed, sent as previewed. */
export function useRequestForm(
  opened: RequestDraft,
  verdict: Verdict | null,
  onFiled: (record: RequestRecord) => void,
): RequestFormControl {
  const client = useClient();
  const connection = useConnectionCount();
  const { language } = useWording();
  const [draft, setDraft] = useState(opened);
  const [effectEdited, setEffectEdited] = useState(false);
  const [changed, setChanged] = useState(false);
  const [tried, setTried] = useState(false);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [isCurrent, setIsCurrent] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  /** False from the start when the draft has no contact: it is typed here then. */
  const [masked, setMasked] = useState(opened.contact !== null);
  const newest = useRef(0);
  const typed = useRef(opened);
  const mayBeKept = useRef(false);

  const renew = useCallback(
    async (now: RequestDraft): Promise<void> => {
      const own = ++newest.current;
      if (!requestDraftSchema.safeParse(now).success) return;
      const stored = mayBeKept.current ? await client.requests.keepDraft(now) : null;
      const shown = await (masked ? client.requests.preview(now) : client.requests.revealPreview(now));
      // A later change has its own answer coming.
      if (own !== newest.current) return;
      if (shown.ok) setPreview(shown.value);
      setIsCurrent(shown.ok);
      setProblem(stored?.ok === false ? stored.problem : !shown.ok ? shown.problem : null);
    },
    [client, masked],
  );
  const renewSettled = useDebouncedCallback((now: RequestDraft) => void renew(now), {
    delay: SETTLED_MS,
    flushOnUnmount: true,
  });
  // The message is in the language shown, and a preview requested over a lost connection was not answered.
  useEffect(() => {
    if (connection > 0) void renew(typed.current);
  }, [language, renew, connection]);

  const show = async () => {
    const contact = await client.requests.revealContact({ draft: opened.id });
    if (!contact.ok) return setProblem(contact.problem);
    // The preview is renewed by the effect above, because `renew` depends on `masked`.
    typed.current = { ...typed.current, contact: contact.value };
    setDraft(typed.current);
    setMasked(false);
  };

  return {
    show: masked ? () => void show() : null,
    draft,
    preview,
    ready: isCurrent,
    problem,
    sending,
    changed,
    missing: tried && isCurrent ? (preview?.missing ?? []) : [],
    change(fields) {
      if (fields.effect !== undefined) setEffectEdited(true);
      const proposed =
        fields.scope !== undefined && !effectEdited && verdict !== null
          ? { effect: proposeEffect(verdict, fields.scope) }
          : {};
      const now = { ...draft, ...fields, ...proposed };
      if (fields.description !== undefined && isProposedTitle(draft, opened)) now.title = proposedTitle(now, opened);
      setDraft(now);
      typed.current = now;
      mayBeKept.current = true;
      setChanged(true);
      // An older preview must not be sent in its place.
      setIsCurrent(false);
      newest.current += 1;
      renewSettled(now);
    },
    async send() {
      if (sending || !isCurrent || preview === null) return null;
      setTried(true);
      const [field] = preview.missing;
      if (field !== undefined) return field;
      setSending(true);
      const filing = client.requests.file({ draft, seal: preview.seal });
      const result = await filing.catch(answerLost).finally(() => setSending(false));
      if (result.ok) {
        onFiled(result.value);
        return null;
      }
      if (result.problem.code === 'preview-outdated') await renew(draft);
      // After `renew`, which clears the problem.
      setProblem(result.problem);
      return null;
    },
  };
}

/** A request by hand is named by the first line of what is wrong, until somebody gives it a title. */
const proposedTitle = ({ description }: RequestDraft, opened: RequestDraft): string =>
  description.trim().split('\n')[0]!.slice(0, MOST_OF_A_PROPOSED_TITLE).trim() || opened.title;

const isProposedTitle = (draft: RequestDraft, opened: RequestDraft): boolean =>
  opened.run === null && draft.checks.length === 0 && draft.title === proposedTitle(draft, opened);
