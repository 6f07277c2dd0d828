import { useCallback, useEffect, useState } from 'react';
import type { SocketsOfPc } from '../../../../../shared/contract.ts';
import type { PcSocket } from '../../../../../shared/domain/pc-sockets.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import type { Result } from '../../../../../shared/domain/result.ts';
import { MAX_SOCKETS_FILE_BYTES, readUpload, saveFile } from '../../../connection/files.ts';
import { settleCall } from '../../../connection/settle-call.ts';
import { useClient } from '../../../connection/use-connection.ts';

/** The sockets as they are saved: every touch is, and can be undone until the page is left. */
export function usePcSockets() {
  const client = useClient();
  const [state, setState] = useState<SocketsOfPc | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [undone, setUndone] = useState<readonly (readonly PcSocket[])[]>([]);

  const take = useCallback((answer: Result<SocketsOfPc>) => {
    setProblem(answer.ok ? answer.value.problem : answer.problem);
    if (answer.ok) setState(answer.value);
    return answer.ok;
  }, []);
  useEffect(() => void settleCall(() => client.sockets.get()).then(take), [client, take]);

  const sockets: readonly PcSocket[] = state?.sockets ?? [];
  const store = async (next: readonly PcSocket[]) =>
    take(await settleCall(() => client.sockets.save({ sockets: [...next] })));

  return {
    state,
    sockets,
    problem,
    canUndo: undone.length > 0,
    /** @returns whether it was saved. */
    async change(next: readonly PcSocket[]): Promise<boolean> {
      const stored = await store(next);
      if (stored) setUndone((before) => [...before, sockets]);
      return stored;
    },
    async undo() {
      const last = undone.at(-1);
      if (last !== undefined && (await store(last))) setUndone((before) => before.slice(0, -1));
    },
    async exportFile() {
      const file = await settleCall(() => client.sockets.exportFile());
      setProblem(file.ok ? null : file.problem);
      if (file.ok) saveFile(file.value);
    },
    /** @returns whether it was taken. */
    async importFile(file: File): Promise<boolean> {
      const upload = await readUpload(file, MAX_SOCKETS_FILE_BYTES);
      if (!upload.ok) {
        setProblem(upload.problem);
        return false;
      }
      const taken = take(await settleCall(() => client.sockets.importFile(upload.value)));
      if (taken) setUndone((before) => [...before, sockets]);
      return taken;
    },
  };
}
