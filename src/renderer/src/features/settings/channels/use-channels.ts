import { useCallback, useEffect, useState } from 'react';
import type { ChannelEntry, ChannelList } from '../../../../../shared/domain/channel-entry.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { answerLost } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';
import { useOutbox } from '../../requests/OutboxBanner.tsx';

interface ChannelsOfPc {
  /** Null: not read yet, or not readable. */
  readonly list: ChannelList | null;
  readonly problem: Problem | null;
  /** @returns why it was not saved; null: it was. */
  readonly save: (entry: ChannelEntry) => Promise<Problem | null>;
  /** Asks who is there. @returns whether somebody may change channels. */
  readonly mayChange: () => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
}

/** The channels as they are stored, read again whenever something of what they send changes. */
export function useChannels(): ChannelsOfPc {
  const client = useClient();
  const outbox = useOutbox();
  const [list, setList] = useState<ChannelList | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = useCallback((answer: Awaited<ReturnType<typeof client.channels.list>>) => {
    setProblem(answer.ok ? answer.value.problem : answer.problem);
    if (answer.ok) setList(answer.value);
  }, []);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      const answer = await client.channels.list().catch(answerLost);
      if (isCurrent) take(answer);
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [client, outbox, take]);
  return {
    list,
    problem,
    async save(entry) {
      const answer = await client.channels.save(entry).catch(answerLost);
      if (!answer.ok) return answer.problem;
      take(answer);
      return null;
    },
    async mayChange() {
      const allowed = await client.channels.mayChange().catch(answerLost);
      setProblem(allowed.ok ? null : allowed.problem);
      return allowed.ok;
    },
    remove: async (id) => take(await client.channels.remove({ id }).catch(answerLost)),
  };
}
