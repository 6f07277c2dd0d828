import { useEffect, useState } from 'react';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import { useClient } from '../../connection/use-connection.ts';

/** @param isThisPc what another PC has sent is not drawn on the sockets of this one. @returns null: not known; undefined: being read. */
export function useSockets(isThisPc: boolean): readonly PcSocket[] | null | undefined {
  const client = useClient();
  const [sockets, setSockets] = useState<readonly PcSocket[] | null | undefined>(undefined);
  useEffect(() => {
    if (!isThisPc) return undefined;
    let isShown = true;
    client.sockets.get().then(
      (read) => isShown && setSockets(read.ok && read.value.sockets.length > 0 ? read.value.sockets : null),
      () => isShown && setSockets(null),
    );
    return () => {
      isShown = false;
    };
  }, [client, isThisPc]);
  return isThisPc ? sockets : null;
}
