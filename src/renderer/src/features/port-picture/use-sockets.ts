import { useEffect, useState } from 'react';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import { useClient } from '../../connection/use-connection.ts';

/** @param isThisPc what another PC has sent is not drawn on the sockets of this one. @returns null: not known. */
export function useSockets(isThisPc: boolean): readonly PcSocket[] | null {
  const client = useClient();
  const [sockets, setSockets] = useState<readonly PcSocket[] | null>(null);
  useEffect(() => {
    if (!isThisPc) return undefined;
    let isShown = true;
    void client.sockets.get().then((read) => {
      if (isShown && read.ok && read.value.sockets.length > 0) setSockets(read.value.sockets);
    });
    return () => {
      isShown = false;
    };
  }, [client, isThisPc]);
  return isThisPc ? sockets : null;
}
