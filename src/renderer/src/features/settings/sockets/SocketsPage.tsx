import '../../port-picture/socket.css';
import './sockets.css';
import { Button, FileButton } from '@mantine/core';
import IconUsb from '@tabler/icons-react/icons/IconUsb';
import { useState } from 'react';
import type { LiveState } from '../../../../../shared/domain/check-run.ts';
import { SIDES, type Side } from '../../../../../shared/domain/socket-terms.ts';
import { Notice } from '../../../components/Notice.tsx';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { useTexts } from '../../../language/use-texts.ts';
import { useLiveState } from '../../check/use-check.ts';
import { useSocketWords } from '../../port-picture/socket-words.ts';
import {
  type Cell,
  type Newcomer,
  colourSocket,
  knownSocket,
  placeNewcomer,
  removeSocket,
  shapeSocket,
  socketAt,
} from './learn-sockets.ts';
import { SideGrid } from './SideGrid.tsx';
import { SocketEditor } from './SocketEditor.tsx';
import { useNewcomer } from './use-newcomer.ts';
import { usePcSockets } from './use-pc-sockets.ts';

/** The guided minute: a stick into each socket, and a touch where that is on the picture. */
export default function SocketsPage() {
  const t = useTexts('sockets');
  const live = useLiveState();
  const pc = usePcSockets();
  const { newcomer, markPlaced } = useNewcomer(live);
  const [chosenSide, setSide] = useState<Side | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const [imported, setImported] = useState(false);
  const { sockets, state, problem } = pc;
  const waiting = newcomer === null || newcomer === 'several' ? null : newcomer;
  const current = waiting === null ? null : knownSocket(sockets, waiting.ports);
  const side = chosenSide ?? current?.side ?? waiting?.firmwareSide ?? 'rear';
  /** Those that are not on the picture now. */
  const elsewhere = SIDES.filter((name) => name !== side).flatMap((name) => {
    const count = sockets.filter((socket) => socket.side === name).length;
    return count === 0 ? [] : [[name, count] as const];
  });
  const editing = sockets.find(({ id }) => id === selected) ?? null;

  /** Where the system tells nothing of plugging, no socket can be recorded: only a map from another PC helps. */
  const canRecord = live?.watching !== 'unavailable';
  const touch = async (cell: Cell) => {
    setImported(false);
    if (waiting === null) {
      setSelected(socketAt(sockets, cell)?.id ?? null);
      return;
    }
    const next = placeNewcomer(sockets, waiting, cell);
    // Whoever may not is asked first; where it is refused, it can be touched again.
    if (!(await pc.change(next))) return;
    markPlaced();
    setSelected(socketAt(next, cell)?.id ?? null);
  };
  const takeFile = async (file: File | null) => {
    if (file === null) return;
    setImported(await pc.importFile(file));
  };

  return (
    <div className="card sockets-page">
      <header>
        <h2>{t('heading')}</h2>
        {canRecord && <p>{t('intro')}</p>}
        <p className="muted">
          {state === null ? '' : state.name === null ? t('nameless') : t('thisPc', { name: state.name })}
          {state?.source === 'published' && ` ${t('published')}`}
        </p>
      </header>
      <ProblemAlert problems={problem === null ? [] : [problem]} />
      {(canRecord || sockets.length > 0) && (
        <fieldset className="choices" aria-label={t('side')}>
          {SIDES.map((name) => (
            <button
              key={name}
              type="button"
              className="choice"
              aria-pressed={name === side}
              onClick={() => setSide(name)}
            >
              {t(`screen:ports.side.${name}`)}
            </button>
          ))}
        </fieldset>
      )}
      <div className="sockets-columns">
        {(canRecord || sockets.length > 0) && (
          <section className="side-case" aria-label={t('picture')}>
            <SideGrid
              side={side}
              sockets={sockets}
              isWaiting={waiting !== null}
              selected={selected}
              current={current?.id ?? null}
              onTouch={(cell) => void touch(cell)}
            />
          </section>
        )}
        <section className="sockets-rest" aria-label={t('recorded')}>
          <Prompt live={live} newcomer={newcomer} known={current !== null} justPlaced={editing !== null} />
          <p className="sockets-count">
            {[
              t('count', { count: sockets.length }),
              ...elsewhere.map(([name, count]) => t('elsewhere', { count, side: t(`screen:ports.side.${name}`) })),
            ].join(' ')}
          </p>
          {editing !== null && (
            <SocketEditor
              socket={editing}
              onColour={(colour) => void pc.change(colourSocket(sockets, editing.id, colour))}
              onShape={(shape) => void pc.change(shapeSocket(sockets, editing.id, shape))}
              onRemove={() => void pc.change(removeSocket(sockets, editing.id))}
            />
          )}
          <div className="choices">
            {pc.canUndo && (
              <Button variant="default" onClick={() => void pc.undo()}>
                {t('undo')}
              </Button>
            )}
            {state?.source === 'learned' && (
              <Button variant="default" onClick={() => void pc.exportFile()}>
                {t('export')}
              </Button>
            )}
            <FileButton onChange={(file) => void takeFile(file)} accept=".json">
              {(props) => (
                <Button variant="default" {...props}>
                  {t('import')}
                </Button>
              )}
            </FileButton>
          </div>
          <p className="muted">{t('exportHelp')}</p>
          {imported && <Notice tone="done" title={t('imported', { count: sockets.length })} />}
        </section>
      </div>
    </div>
  );
}

interface PromptProps {
  readonly live: LiveState | null;
  readonly newcomer: Newcomer | 'several' | null;
  /** It is in a socket that is on the picture already. */
  readonly known: boolean;
  readonly justPlaced: boolean;
}

/** What to do now, in one line. */
function Prompt({ live, newcomer, known, justPlaced }: PromptProps) {
  const t = useTexts('sockets');
  const { kind } = useSocketWords();
  const found = newcomer !== null && newcomer !== 'several';
  const words =
    live === null
      ? t('looking')
      : live.watching === 'unavailable'
        ? t('unwatched')
        : newcomer === 'several'
          ? t('several')
          : newcomer === null
            ? t(justPlaced ? 'next' : 'plug')
            : t(known ? 'touchAgain' : 'touch', {
                name: newcomer.name,
                kind: kind({ shape: 'usb-a', usb: newcomer.usb }),
              });
  return (
    <div className="sockets-prompt" data-found={found || undefined} aria-live="polite">
      <IconUsb size={28} aria-hidden />
      <div>
        <b>{words}</b>
        {found && newcomer.hub !== null && <p>{t('behindHub', { hub: newcomer.hub })}</p>}
        {found && newcomer.firmwareSide !== null && (
          <p>{t('screen:ports.note.firmwareHint', { side: t(`screen:ports.side.${newcomer.firmwareSide}`) })}</p>
        )}
      </div>
    </div>
  );
}
