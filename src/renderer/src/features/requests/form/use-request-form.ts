import { useDebouncedCallback } from '@mantine/hooks';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Verdict } from '../../../../../shared/domain/finding.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { Preview, RequestRecord } from '../../../../../shared/domain/request-record.ts';
import { type RequestDraft, requestDraftSchema } from '../../../../../shared/domain/service-request.ts';
import type { Scope } from '../../../../../shared/domain/service-terms.ts';
import { proposeEffect } from '../../../../../shared/summarize-findings.ts';
import { useClient, useConnectionCount } from '../../../connection/context.ts';
import { resultOfLost } from '../../../connection/result-of-lost.ts';
import { useWording } from '../../../language/wording-context.ts';

/** Typing is kept and previewed this long after the last key. */
const SETTLED_MS = 300;

export interface RequestFormControl {
  readonly draft: RequestDraft;
  readonly preview: Preview | null;
  readonly problem: Problem | null;
  readonly sending: boolean;
  /** Asks for the readable contact; null where it can be read. */
  readonly show: (() => void) | null;
  readonly scopeChosen: Scope | null;
  readonly chooseScope: (scope: Scope) => void;
  readonly change: (fields: Partial<RequestDraft>) => void;
  readonly send: () => Promise<void>;
}

/** The draft while it is filled in: kept on disk at every change, previewed at every change, sent as previewed. */
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
  const [effectTouched, setEffectTouched] = useState(false);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  /** Nothing to mask where the form came without a contact: then it is typed here. */
  const [masked, setMasked] = useState(opened.contact !== null);
  const newest = useRef(0);
  const typed = useRef(opened);

  const renew = useCallback(
    async (changed: RequestDraft): Promise<void> => {
      const own = ++newest.current;
      if (!requestDraftSchema.safeParse(changed).success) return;
      const kept = await client.requests.keepDraft(changed);
      const shown = await (masked ? client.requests.preview(changed) : client.requests.revealPreview(changed));
      // What was typed meanwhile has its own answer coming.
      if (own !== newest.current) return;
      setPreview(shown.ok ? shown.value : null);
      setProblem(!kept.ok ? kept.problem : !shown.ok ? shown.problem : null);
    },
    [client, masked],
  );
  const renewSettled = useDebouncedCallback((changed: RequestDraft) => void renew(changed), SETTLED_MS);
  // What would leave is in words of the language that is shown; what was asked of a lost connection was not answered.
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
    // The preview follows, because what is asked for has changed.
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
      apply({ scope, ...(!effectTouched && verdict !== null && { effect: proposeEffect(verdict, scope) }) }, 'once');
    },
    change(fields) {
      if (fields.effect !== undefined) setEffectTouched(true);
      apply(fields, 'settled');
    },
    async send() {
      if (preview === null || sending) return;
      setSending(true);
      const filing = client.requests.file({ draft, seal: preview.seal });
      const result = await filing.catch(resultOfLost).finally(() => setSending(false));
      if (result.ok) return onFiled(result.value);
      if (result.problem.code === 'preview-outdated') await renew(draft);
      // After the new preview, which would take it away.
      setProblem(result.problem);
    },
  };
}
