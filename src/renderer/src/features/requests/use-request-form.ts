import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import { proposeEffect } from '../../../../shared/summarize-findings.ts';
import type { Verdict } from '../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { Preview, RequestRecord } from '../../../../shared/domain/request-record.ts';
import { type RequestDraft, requestDraftSchema } from '../../../../shared/domain/service-request.ts';
import type { Scope } from '../../../../shared/domain/service-terms.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient, useConnectionCount } from '../../connection/use-connection.ts';
import { useWording } from '../../language/use-texts.ts';

/** Text is saved and previewed this long after the last key. */
const SETTLED_MS = 300;

interface RequestFormControl {
  readonly draft: RequestDraft;
  readonly preview: Preview | null;
  readonly problem: Problem | null;
  readonly sending: boolean;
  /** Requests the readable contact; null when it is readable. */
  readonly show: (() => void) | null;
  readonly scopeChosen: Scope | null;
  readonly chooseScope: (scope: Scope) => void;
  readonly change: (fields: Partial<RequestDraft>) => void;
  readonly send: () => Promise<void>;
}

/** The draft while it is filled in: saved to disk and previewed at every change, sent as previewed. */
export function useRequestForm(
  opened: RequestDraft,
  verdict: Verdict | null,
  onFiled: (record: RequestRecord) => void,
): RequestFormControl {
  const client = useClient();
  const connection = useConnectionCount();
  const { language } = useWording();
  const [draft, setDraft] = useState(opened);
  const [scopeChosen, setScopeChosen] = useState<Scope | null>(null);
  const [effectEdited, setEffectEdited] = useState(false);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  /** False from the start when the draft has no contact: it is typed here then. */
  const [masked, setMasked] = useState(opened.contact !== null);
  const newest = useRef(0);
  const typed = useRef(opened);

  const renew = useCallback(
    async (changed: RequestDraft): Promise<void> => {
      const own = ++newest.current;
      if (!requestDraftSchema.safeParse(changed).success) return;
      const stored = await client.requests.keepDraft(changed);
      const shown = await (masked ? client.requests.preview(changed) : client.requests.revealPreview(changed));
      // A later change has its own answer coming.
      if (own !== newest.current) return;
      setPreview(shown.ok ? shown.value : null);
      setProblem(!stored.ok ? stored.problem : !shown.ok ? shown.problem : null);
    },
    [client, masked],
  );
  const renewSettled = useDebouncedCallback((changed: RequestDraft) => void renew(changed), SETTLED_MS);
  // The message is in the language shown, and a preview requested over a lost connection was not answered.
  useEffect(() => {
    if (connection > 0) void renew(typed.current);
  }, [language, renew, connection]);

  const apply = (fields: Partial<RequestDraft>, at: 'once' | 'settled') => {
    const changed = { ...draft, ...fields };
    setDraft(changed);
    typed.current = changed;
    // An older preview must not be sent in its place.
    setPreview(null);
    newest.current += 1;
    if (at === 'once') void renew(changed);
    else renewSettled(changed);
  };

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
    problem,
    sending,
    scopeChosen,
    chooseScope(scope) {
      setScopeChosen(scope);
      apply({ scope, ...(!effectEdited && verdict !== null && { effect: proposeEffect(verdict, scope) }) }, 'once');
    },
    change(fields) {
      if (fields.effect !== undefined) setEffectEdited(true);
      apply(fields, 'settled');
    },
    async send() {
      if (preview === null || sending) return;
      setSending(true);
      const filing = client.requests.file({ draft, seal: preview.seal });
      const result = await filing.catch(answerLost).finally(() => setSending(false));
      if (result.ok) return onFiled(result.value);
      if (result.problem.code === 'preview-outdated') await renew(draft);
      // After `renew`, which clears the problem.
      setProblem(result.problem);
    },
  };
}
