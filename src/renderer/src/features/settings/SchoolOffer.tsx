import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Problem } from '../../../../shared/domain/problem.ts';
import type { SetupOffer } from '../../../../shared/domain/school-file.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { FirstRunDrawing } from '../../drawings/FirstRunDrawing.tsx';
import { useTexts, useWording } from '../../language/use-texts.ts';

interface SchoolOfferProps {
  readonly offer: SetupOffer;
  readonly onAccepted: () => Promise<void>;
  readonly onDeclined: () => void;
}

/** The row of this PC in a school file that was found: nothing is set before somebody says yes. */
export function SchoolOffer({ offer, onAccepted, onDeclined }: SchoolOfferProps) {
  const client = useClient();
  const t = useTexts('settings');
  const wording = useWording();
  const [passPhrase, setPassPhrase] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { file, sha256, line, station, parts, needsPassPhrase } = offer;
  const others = parts.filter((part) => part !== 'station').map((part) => t(`setup:part.${part}`));

  const accept = async (event: FormEvent) => {
    event.preventDefault();
    setWorking(true);
    const done = await client.setup.accept({ file, sha256, passPhrase: needsPassPhrase ? passPhrase : null });
    setWorking(false);
    setProblem(done.ok ? null : done.problem);
    if (done.ok) await onAccepted();
  };

  return (
    <form className="school-offer" onSubmit={(event) => void accept(event)}>
      <div className="guide-intro">
        <div>
          <p className="muted">{t('setup:offer.heading')}</p>
          <h2 id="guide-heading">{t('setup:offer.question', { lab: station.lab, seat: station.seat })}</h2>
          <p>{station.school}</p>
          {others.length > 0 && <p>{t('setup:offer.parts', { parts: wording.list(others) })}</p>}
          <p className="muted">{t('setup:offer.from', { line, file: file.split(/[\\/]/).at(-1) })}</p>
        </div>
        <FirstRunDrawing />
      </div>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {needsPassPhrase && (
        <TextInput
          type="password"
          className="school-phrase"
          size="md"
          label={t('setup:offer.passPhrase')}
          description={t('setup:offer.passPhraseHelp')}
          autoComplete="off"
          value={passPhrase}
          onChange={(event) => setPassPhrase(event.currentTarget.value)}
        />
      )}
      <div className="guide-actions">
        <Button variant="subtle" onClick={onDeclined}>
          {t('setup:offer.decline')}
        </Button>
        <Button type="submit" loading={isWorking} disabled={needsPassPhrase && passPhrase.trim() === ''}>
          {t('setup:offer.accept')}
        </Button>
      </div>
    </form>
  );
}
