import { ActionIcon, Button, Text, TextInput, Title } from '@mantine/core';
import IconX from '@tabler/icons-react/icons/IconX';
import { type FormEvent, useEffect, useState } from 'react';
import { subjectOfSeat } from '../../../../../shared/domain/inspection/inspection-terms.ts';
import type { Problem } from '../../../../../shared/domain/problem.ts';
import { Notice } from '../../../components/Notice.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { VerdictChip } from '../../../components/VerdictChip.tsx';
import { useClient } from '../../../connection/use-connection.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { formatTime } from '../../assessment/assessment.ts';
import { ReadingView, useReading } from '../home/ReadingView.tsx';
import { useFocusedHeading } from '../session/focus.ts';
import type { SessionControl } from '../session/use-session.ts';
import { useSubjectName } from '../use-names.ts';
import { AssetRegisterPanel } from './AssetRegisterPanel.tsx';
import { SeatFiles } from './SeatFiles.tsx';
import './lab.css';

/** Seats with their readings, files of other seats, and the asset register. */
export function LabView({ control }: { readonly control: SessionControl }) {
  const t = useTexts('inspections');
  const { checklist, newerChecklist } = control.session;
  return (
    <div className="lab-view">
      {newerChecklist !== null && (
        <Text>{t('session.newerChecklist', { own: checklist.version, newer: newerChecklist })}</Text>
      )}
      <SeatsSection control={control} />
      <SeatFiles control={control} />
      <AssetRegisterPanel control={control} />
    </div>
  );
}

/** The seats: the reading of each, its time and its warnings. */
function SeatsSection({ control }: { readonly control: SessionControl }) {
  const client = useClient();
  const t = useTexts('inspections');
  const term = useTerms();
  const name = useSubjectName();
  const heading = useFocusedHeading();
  const reading = useReading();
  const [seat, setSeat] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  /** Taken out just now, and not put back. */
  const [removed, setRemoved] = useState<string | null>(null);
  const { header, stations, cells } = control.session;
  const { id } = header;
  const { renew } = control;
  // The cancel may come too late, when the reading is stored already: read the session again.
  useEffect(() => {
    if (reading.cancelled) void renew(() => client.inspections.get({ id })).then(setProblem);
  }, [reading.cancelled, renew, client, id]);

  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (seat.trim() === '') return;
    const failed = await control.renew(() => client.inspections.addSeat({ id, seat: seat.trim() }));
    setProblem(failed);
    setRemoved(null);
    if (failed === null) setSeat('');
  };
  const remove = async (seatRemoved: string) => {
    const failed = await control.renew(() => client.inspections.removeSeat({ id, seat: seatRemoved }));
    setProblem(failed);
    if (failed === null) setRemoved(seatRemoved);
  };
  /** Only a seat without answers can be taken out: with it everything is as it was. */
  const putBack = async (seatRemoved: string) => {
    const failed = await control.renew(() => client.inspections.addSeat({ id, seat: seatRemoved }));
    setProblem(failed);
    if (failed === null) setRemoved(null);
  };
  const again = () => reading.begin((host, signal) => host.inspections.readAgain({ id }, { signal }), control.replace);
  const removable = (one: string) =>
    cells.every((cell) => cell.subject !== subjectOfSeat(one) || (cell.answer === null && cell.photos.length === 0));

  const read = stations.flatMap((one) => (one.reading === null ? [] : [{ seat: one.seat, reading: one.reading }]));
  const unread = stations.filter((one) => one.reading === null);

  if (reading.probes !== null) return <ReadingView reading={reading} />;
  return (
    <section className="card lab-seats">
      <Title order={3} ref={heading} tabIndex={-1}>
        {t('lab.seats', { count: stations.length })}
      </Title>
      <ProblemAlert problems={[problem, reading.problem].filter((one) => one !== null)} />
      {read.length > 0 && (
        <ul className="lab-seat-list">
          {read.map(({ seat: one, reading: summary }) => (
            <li key={one}>
              <SeatPlate seat={one} />
              <div className="lab-seat-said">
                <VerdictChip verdict={summary.verdict} />
                <span>
                  {t('lab.reading', { time: formatTime(summary.startedAt), source: term(`source.${summary.source}`) })}
                </span>
                {summary.marks.map((mark) => (
                  <span key={mark} className="lab-seat-mark">
                    {term(`mark.${mark}`)}
                  </span>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {unread.length > 0 && (
        <>
          <Text c="var(--color-text-secondary)">{t('lab.noReading', { count: unread.length })}</Text>
          <ul className="lab-seat-list" data-unread>
            {unread.map(({ seat: one }) => (
              <li key={one}>
                <SeatPlate seat={one} />
                {removable(one) && (
                  <ActionIcon
                    className="lab-seat-remove"
                    aria-label={t('lab.removeNamed', { seat: name(subjectOfSeat(one)) })}
                    title={t('lab.removeNamed', { seat: name(subjectOfSeat(one)) })}
                    onClick={() => void remove(one)}
                  >
                    <IconX size={18} aria-hidden />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {removed !== null && (
        <Notice
          tone="info"
          action={
            <Button variant="default" onClick={() => void putBack(removed)}>
              {t('undo.button')}
            </Button>
          }
        >
          {t('lab.removed', { seat: name(subjectOfSeat(removed)) })}
        </Notice>
      )}
      <form className="lab-add" onSubmit={(event: FormEvent) => void add(event)}>
        <TextInput
          label={t('lab.newSeat')}
          value={seat}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setSeat(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('lab.add')}
        </Button>
        <Button variant="default" onClick={again}>
          {t('lab.readAgain')}
        </Button>
      </form>
      <Text component="output">{reading.cancelled ? t('reading.cancelledAgain') : ''}</Text>
    </section>
  );
}

/** The name of a seat as on the map. */
function SeatPlate({ seat }: { readonly seat: string }) {
  const name = useSubjectName();
  return (
    <span className="lab-seat-plate plate-open" title={name(subjectOfSeat(seat))}>
      {seat}
    </span>
  );
}
