import './port-picture.css';
import { type ReactNode, useMemo } from 'react';
import type { PcSocket } from '../../../../shared/domain/pc-sockets.ts';
import type { ProblemGroup } from '../../../../shared/summarize-findings.ts';
import type { Outcome } from '../../../../shared/domain/finding.ts';
import { OutcomeIcon } from '../../components/OutcomeIcon.tsx';
import { GearDrawing } from '../../drawings/GearDrawing.tsx';
import { HeadsetDrawing } from '../../drawings/HeadsetDrawing.tsx';
import { ScreenDrawing } from '../../drawings/ScreenDrawing.tsx';
import { typeset } from '../../language/typeset.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { Cables } from './Cables.tsx';
import { MarkSign } from './MarkSign.tsx';
import { PcSide } from './PcSide.tsx';
import { type Chain, type Mark, type Note, type Panel as DrawnPanel, type Piece, buildPicture } from './picture.ts';
import { useSocketWords } from './socket-words.ts';

const NOTE_SIGNS: Partial<Record<Note['says'], Outcome>> = {
  'wrong-socket': 'fail',
  'only-usb2': 'fail',
  overcurrent: 'fail',
  target: 'pass',
};

/** What is to be done now: of an earlier check nothing is. */
const TO_DO: ReadonlySet<Note['says']> = new Set([
  'target',
  'firmware-hint',
  'straight-to-pc',
  'one-headset',
  'overcurrent',
]);
const withoutTargets = (panel: DrawnPanel): DrawnPanel => ({
  ...panel,
  sockets: panel.sockets.map((socket) => (socket.state === 'target' ? { ...socket, state: 'plain' } : socket)),
});

interface PortPictureProps {
  readonly assessment: Pick<Assessment, 'usb' | 'devices'>;
  /** The problem that is open beside it; null where there is none. */
  readonly problem: ProblemGroup | null;
  /** Sockets of this PC, as far as they are known. */
  readonly sockets: readonly PcSocket[] | null;
  /** Its sockets can be learned from here. */
  readonly isThisPc: boolean;
  /** An earlier check, or another PC: nothing is to be done here, and nobody knows its sockets. */
  readonly seen?: 'earlier' | 'elsewhere' | null;
  /** Stands in the foot, beside what is not drawn; null: there is no foot, and nothing is said below the drawing. */
  readonly action: ReactNode;
}

/** Where what is plugged in, and where it ought to be: the PC with its sockets, the cables, and the one place that is wrong. */
export default function PortPicture({ assessment, problem, sockets, isThisPc, seen = null, action }: PortPictureProps) {
  const t = useTexts('screen');
  const wording = useWording();
  const say = useNoteWords(seen === 'earlier');
  const { nameOf, stateOf } = usePieceWords();
  const picture = useMemo(
    () => buildPicture(assessment, problem, sockets, wording),
    [assessment, problem, sockets, wording],
  );
  const { chains, software, pc, moreDevices, others } = picture;
  const panels = seen === 'earlier' ? picture.panels.map(withoutTargets) : picture.panels;
  const notes = seen === 'earlier' ? picture.notes.filter(({ says }) => !TO_DO.has(says)) : picture.notes;
  const crossed = new Set<string | null>(
    panels.flatMap(({ sockets: drawn }) => drawn.filter(({ state }) => state === 'wrong').map(({ id }) => id)),
  );
  const notDrawn = [
    ...(moreDevices > 0 ? [t('ports.moreDevices', { count: moreDevices })] : []),
    ...(others > 0 ? [t('ports.others', { count: others })] : []),
  ].join(t('terms:listSeparator'));
  const foot = action !== null && (
    <footer className="result-foot">
      <span>{notDrawn}</span>
      {action}
    </footer>
  );
  if (assessment.usb === null)
    return (
      <>
        <p>{t('ports.unavailable')}</p>
        {foot}
      </>
    );
  const canLearn = !panels.some(({ isKnown }) => isKnown) && notes.some(({ says }) => says === 'target');
  const pieces = chains.flatMap((chain) => chain.pieces);
  const summary = [...pieces.map((piece) => `${nameOf(piece)}${stateOf(piece)}`), ...notes.map(say)];
  return (
    <div className="port-picture">
      <div
        className="port-stage"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing made of elements is one picture only by its role
        role="img"
        aria-label={t('ports.label', { summary: wording.list(summary) || t('ports.empty') })}
      >
        <div className="pc">
          {software !== null && (
            <div className="pc-screen">
              <ScreenDrawing />
              <MarkSign mark={software} />
            </div>
          )}
          <div className="pc-case" data-mark={pc ?? undefined}>
            {panels.map((panel) => (
              <div key={panel.side} className="pc-panel">
                <span className="pc-side-name">{t(`ports.side.${panel.side}`)}</span>
                <PcSide panel={panel} />
              </div>
            ))}
            {chains.some(({ socket }) => socket === null) && (
              <span className="pc-any-socket" data-any-socket>
                {t(seen === 'elsewhere' ? 'records:sent.somePort' : 'ports.notRecorded')}
              </span>
            )}
            {pc !== null && <MarkSign mark={pc} />}
          </div>
        </div>
        <div className="port-lane" />
        <ul className="port-chains" data-many={chains.length > 1 || undefined}>
          {chains.map((chain) => (
            <li key={chain.id}>
              <ChainPieces chain={chain} nameOf={nameOf} isCrossed={crossed.has(chain.socket)} />
            </li>
          ))}
          {chains.length === 0 && <li className="port-empty">{t('ports.empty')}</li>}
        </ul>
        <Cables chains={chains} />
      </div>
      {action !== null && notes.length > 0 && (
        <ul className="port-notes">
          {notes.map((note) => (
            <li key={note.says} data-says={note.says}>
              {NOTE_SIGNS[note.says] !== undefined && <OutcomeIcon outcome={NOTE_SIGNS[note.says]!} size={20} />}
              {typeset(say(note))}
            </li>
          ))}
        </ul>
      )}
      {canLearn && isThisPc && (
        <a className="port-learn" href="#/settings/sockets">
          {t('ports.learn')}
        </a>
      )}
      {foot}
    </div>
  );
}

interface ChainPiecesProps {
  readonly chain: Chain;
  readonly nameOf: (piece: Piece) => string;
  /** Its socket is crossed already: one thing is wrong, and has one sign. */
  readonly isCrossed: boolean;
}

/** From the piece at the PC down to the one that is worn. */
function ChainPieces({ chain: { id, pieces }, nameOf, isCrossed }: ChainPiecesProps) {
  const t = useTexts('screen');
  return pieces.map((piece, at) => (
    <div key={`${id} ${at}`} className="port-piece">
      {at > 0 && (
        <span className="port-edge" data-mark={piece.edge.mark ?? undefined} data-absent={piece.isAbsent || undefined}>
          {piece.edge.mark !== null && <MarkSign mark={piece.edge.mark} />}
        </span>
      )}
      <span className="piece-drawing" data-kind={piece.kind} data-piece={at === 0 ? id : undefined}>
        {piece.kind === 'headset' || piece.kind === 'glasses' ? (
          <HeadsetDrawing form={piece.form} absent={piece.isAbsent} />
        ) : (
          <GearDrawing gear={piece.kind} absent={piece.isAbsent} />
        )}
        {piece.mark !== null && <MarkSign mark={piece.mark} />}
        {at === 0 && piece.edge.mark !== null && piece.mark === null && !isCrossed && (
          <MarkSign mark={piece.edge.mark} isOnCable />
        )}
      </span>
      <span className="piece-words">
        <b>{piece.kind === 'hub' ? nameOf(piece) : typeset(nameOf(piece), [nameOf(piece)])}</b>
        {piece.isAbsent ? (
          <small data-mark={piece.edge.mark ?? undefined}>{t('ports.absent')}</small>
        ) : (
          piece.edge.speed !== null && (
            <small data-mark={piece.edge.mark ?? undefined}>{t(`devices:speedShort.${piece.edge.speed}`)}</small>
          )
        )}
      </span>
    </div>
  ));
}

function usePieceWords() {
  const t = useTexts('screen');
  const nameOf = ({ kind, name }: Piece): string => {
    if (kind === 'link-box') return t('devices:piece.link-box');
    if (kind === 'hub') return name === null ? t('ports.hub') : `${t('ports.hub')} ${name}`;
    return name ?? t(`devices:kind.${kind}`);
  };
  const word = (mark: Mark | null) => (mark === null ? '' : ` ${t(`ports.${mark}`)}`);
  const stateOf = ({ isAbsent, mark, edge }: Piece): string =>
    isAbsent ? ` ${t('ports.absent')}` : word(mark ?? edge.mark);
  return { nameOf, stateOf };
}

/** @param isEarlier it is said of what was plugged in then. */
function useNoteWords(isEarlier: boolean): (note: Note) => string {
  const t = useTexts('screen');
  const { where } = useSocketWords();
  const { list } = useWording();
  return (note) => {
    if (note.says === 'wrong-socket' || note.says === 'only-usb2') {
      const { socket } = note;
      const slow = note.says === 'wrong-socket';
      const name = slow
        ? socket === null
          ? 'usb2Socket'
          : 'wrongSocket'
        : socket === null
          ? 'onlyUsb2'
          : 'onlyUsb2At';
      return t(isEarlier ? `records:then.${name}` : `ports.note.${name}`, {
        where: socket === null ? '' : where(socket),
      });
    }
    if (note.says === 'plugged-in') return t('ports.note.pluggedIn', { where: where(note.socket) });
    if (note.says === 'target')
      return t(note.rows.length > 0 ? 'ports.note.targetShown' : 'ports.note.target', {
        side: t(`ports.side.${note.side}`),
        rows: list(note.rows.map(String)),
      });
    if (note.says === 'firmware-hint') return t('ports.note.firmwareHint', { side: t(`ports.side.${note.side}`) });
    return t(`ports.note.${note.says}`);
  };
}
