import './kiosk.css';
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ContractClient } from '../../../../shared/contract.ts';
import type { KioskState } from '../../../../shared/domain/kiosk.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useNewest } from '../../connection/use-stream.ts';
import { useTexts } from '../../language/use-texts.ts';
import { AttractScreen } from './AttractScreen.tsx';
import { KeptFileToast } from './KeptFileToast.tsx';
import { OwnFileChoice } from './OwnFileChoice.tsx';
import { StaffExit } from './StaffExit.tsx';
import { useIdle } from './use-idle.ts';

interface KioskLayerProps {
  readonly state: KioskState;
  /** It may be left or entered by now. */
  readonly onChange: () => Promise<void>;
}

const watchKept = (client: ContractClient, signal: AbortSignal) => client.kiosk.kept(undefined, { signal });

/** What a kiosk has above the screens: the way out for staff, word of kept files, and the picture that invites. */
export default function KioskLayer({ state, onChange }: KioskLayerProps) {
  const client = useClient();
  const t = useTexts('kiosk');
  const kept = useNewest(watchKept);
  const [dismissed, setDismissed] = useState<typeof kept>(null);
  const { isIdle, wake } = useIdle(state.isInside ? state.attractAfterMinutes : 0);

  const leave = async (pin: string) => {
    const left = await client.kiosk.leave({ pin }).catch(answerLost);
    if (left.ok) await onChange();
    return left.ok ? null : left.problem;
  };
  const enter = async () => {
    await client.kiosk.enter();
    await onChange();
  };

  return (
    <>
      {state.isInside ? (
        <StaffExit asksPin={state.asksPin} onLeave={leave} />
      ) : (
        <Button className="kiosk-enter" onClick={() => void enter()}>
          {t('enter')}
        </Button>
      )}
      {kept !== null && kept !== dismissed && (
        <KeptFileToast
          key={kept.file}
          kept={kept}
          drives={() => client.kiosk.drives()}
          onCopy={(file, drive) => client.kiosk.copy({ file, drive }).catch(answerLost)}
          onClose={() => setDismissed(kept)}
        />
      )}
      <OwnFileChoice isOn={state.isInside} kiosk={client.kiosk} />
      {isIdle && <AttractScreen onWake={wake} />}
    </>
  );
}
