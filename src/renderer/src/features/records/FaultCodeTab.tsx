import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RecordedFinding } from '../../../../shared/contract.ts';
import type { DecodedFaultCode } from '../../../../shared/domain/fault-code.ts';
import type { Result } from '../../../../shared/domain/result.ts';
import { wordFaultCode } from '../../../../shared/fault-code-words.ts';
import type { WordedCause } from '../../../../shared/wording.ts';
import { Notice } from '../../components/Notice.tsx';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { GoTo } from '../../shell/place.ts';

/** Enough for a pasted code with separators around its groups. */
const MAX_TYPED_LENGTH = 120;

interface Answer {
  readonly decoded: Result<DecodedFaultCode>;
  /** The finding with that code, where this PC has its record. */
  readonly recorded: RecordedFinding | null;
}

/** Decodes a fault code while it is typed, pasted or scanned; the host does all of the decoding. */
export function FaultCodeTab({ typed: given, onPlace }: { readonly typed: string; readonly onPlace: GoTo }) {
  const client = useClient();
  const t = useTexts('records');
  const wording = useWording();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  /** Text sent last; answers to earlier texts are dropped. */
  const latest = useRef('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const readGiven = useRef(() => {
    if (given !== '') void read(given);
  });
  useEffect(() => readGiven.current(), []);

  const read = async (typed: string) => {
    setText(typed);
    latest.current = typed;
    if (typed.trim() === '') return setAnswer(null);
    const decoded = await client.codes.read({ code: typed });
    // What the code says stands on its own: a database that cannot be used is no reason to say nothing.
    const recorded = decoded.ok ? await client.codes.recorded({ code: typed }) : null;
    if (latest.current === typed) setAnswer({ decoded, recorded: recorded?.ok === true ? recorded.value : null });
  };

  const decoded = answer?.decoded;
  const problem = decoded?.ok === false ? decoded.problem : null;
  const typing = problem?.code === 'fault-code-too-short';
  const refusal = problem === null || typing ? null : wording.problem(problem);
  return (
    <section className="card records-tab">
      <h2>{t('faultCode.heading')}</h2>
      <TextInput
        className="code-input"
        ref={input}
        label={t('faultCode.input')}
        description={t('faultCode.help')}
        value={text}
        maxLength={MAX_TYPED_LENGTH}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        error={refusal === null ? undefined : refusal.title}
        onChange={(event) => void read(event.currentTarget.value)}
      />
      <output className="code-answer">
        {typing && <p>{t('faultCode.typed', problem.params)}</p>}
        {refusal !== null && <p>{refusal.next}</p>}
        {decoded?.ok === true && (
          <DecodedFaultCodeView
            decoded={decoded.value}
            recorded={answer?.recorded ?? null}
            onOpen={(run) => onPlace({ screen: 'records', opened: run })}
          />
        )}
      </output>
    </section>
  );
}

interface DecodedFaultCodeViewProps {
  readonly decoded: DecodedFaultCode;
  readonly recorded: RecordedFinding | null;
  readonly onOpen: (run: string) => void;
}

/** Cause and remedies first: of the record where this PC has it, else of every cause that the check can find. */
function DecodedFaultCodeView({ decoded, recorded, onOpen }: DecodedFaultCodeViewProps) {
  const texts = useTexts('records');
  const wording = useWording();
  const { t, labelled } = wording;
  const { lines, why, causes } = wordFaultCode(decoded, wording);
  const own = recorded === null ? null : wording.finding(recorded.finding, recorded.devices);
  return (
    <>
      {decoded.demo && <Notice tone="attention" title={t('terms:faultCode.demo')} />}
      <div className="code-columns">
        <div>
          {own !== null && recorded !== null ? (
            <>
              <h3 className="problem-title">{own.title}</h3>
              <CauseView cause={{ ...own, cause: own.cause ?? '' }} />
              <p className="muted">{texts('faultCode.recorded')}</p>
              <Button variant="default" onClick={() => onOpen(recorded.run)}>
                {texts('faultCode.open')}
              </Button>
            </>
          ) : (
            <>
              {causes.length > 0 && <h3>{texts('faultCode.causes', { count: causes.length })}</h3>}
              {causes.map((cause, index) => (
                <details key={decoded.causes[index]} className="code-cause" open={causes.length === 1}>
                  <summary>{cause.cause}</summary>
                  <CauseView cause={{ ...cause, cause: '' }} />
                </details>
              ))}
              <p className="muted">{t('terms:faultCode.next')}</p>
            </>
          )}
        </div>
        <div className="code-says">
          <h3>{texts('faultCode.says')}</h3>
          <p className="code-text">{decoded.code}</p>
          <dl className="facts">
            {lines.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {why !== null && <p className="muted">{labelled(t('terms:faultCode.why'), why)}</p>}
        </div>
      </div>
    </>
  );
}

function CauseView({ cause: { cause, teacher, engineer } }: { readonly cause: WordedCause }) {
  const t = useTexts('records');
  const steps = [
    ['teacher', teacher],
    ['engineer', engineer],
  ] as const;
  return (
    <>
      {cause !== '' && <p className="problem-cause">{cause}</p>}
      {steps.map(
        ([who, those]) =>
          those.length > 0 && (
            <div key={who}>
              <h4>{t(`faultCode.${who}`)}</h4>
              <ol>
                {those.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </div>
          ),
      )}
    </>
  );
}
