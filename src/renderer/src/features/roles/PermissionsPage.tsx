import './roles.css';
import { Button, TextInput, Radio, Select, Stack } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { type PinChoice, type RoleState, USUAL_IDLE_MINUTES } from '../../../../shared/domain/pins.ts';
import { PIN_ROLES, type PinRole } from '../../../../shared/domain/role.ts';
import { type Problem, problemParam } from '../../../../shared/domain/problem.ts';
import { answerLost } from '../../connection/settle-call.ts';
import { useClient } from '../../connection/use-connection.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import { ChangeableFields } from '../settings/ChangeableFields.tsx';
import { focusField } from '../settings/FieldErrors.tsx';
import { SaveBar } from '../settings/SaveBar.tsx';
import { useUnsaved } from '../settings/use-unsaved.tsx';
import { AuditLog } from './AuditLog.tsx';
import { PinRecoveryButton } from './PinRecovery.tsx';

/** The compulsory one first. */
const LISTED = PIN_ROLES.toSorted((a, b) => Number(b === 'administrator') - Number(a === 'administrator'));
const pinField = (role: PinRole): string => `pin-of-${role}`;

/** The role whose PIN a problem is about; null: none. */
function roleOf(problem: Problem | null): PinRole | null {
  if (problem === null) return null;
  if (problem.code === 'pin-administrator-missing') return 'administrator';
  if (!problem.code.startsWith('pin-')) return null;
  return PIN_ROLES.find((role) => role === problemParam(problem, 'role')) ?? null;
}

const IDLE_MINUTES = [1, 2, 5, 10, 15, 30, 60];
type Mode = 'pins' | 'none';

/** What is typed and not saved yet; a PIN of null takes it away. */
interface Choice {
  readonly mode: Mode | null;
  readonly pins: Partial<Record<PinRole, string | null>>;
  readonly idleMinutes: number;
}
const asStored = (state: RoleState | null): Choice => ({
  mode: state === null || state.mode === 'unset' ? null : state.mode,
  pins: {},
  idleMinutes: state?.idleMinutes ?? USUAL_IDLE_MINUTES,
});

/** Which roles sign in with a PIN, when the program locks, and what was done. */
export default function PermissionsPage() {
  const client = useClient();
  const t = useTexts('roles');
  const [stored, setStored] = useState<RoleState | null>(null);
  const [choice, setChoice] = useState<Choice>(asStored(null));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSaved, setSaved] = useState(false);
  /** Whose field gets the focus, once it is there; anew each time. */
  const [entering, setEntering] = useState<{ readonly role: PinRole } | null>(null);
  useEffect(() => {
    if (entering !== null) focusField(pinField(entering.role));
  }, [entering]);
  useEffect(() => {
    const load = async () => {
      const read = await client.roles.state();
      setProblem(read.ok ? null : read.problem);
      if (!read.ok) return;
      setStored(read.value);
      setChoice(asStored(read.value));
    };
    void load();
  }, [client]);

  const before = asStored(stored);
  const isChanged = JSON.stringify(choice) !== JSON.stringify(before);
  const { mode, pins, idleMinutes } = choice;
  const wrong = roleOf(problem);
  const isModeKept = mode === before.mode;
  const change = (fields: Partial<Choice>) => {
    setChoice({ ...choice, ...fields });
    setSaved(false);
    setProblem(null);
  };
  const save = async (): Promise<boolean> => {
    if (mode === null) return true;
    const wanted: PinChoice = mode === 'none' ? { mode } : { mode, pins, idleMinutes };
    const done = await client.roles.set(wanted).catch(answerLost);
    setProblem(done.ok ? null : done.problem);
    setSaved(done.ok);
    const refused = done.ok ? null : roleOf(done.problem);
    if (refused !== null) {
      // Its field may have to be opened first.
      setChoice((now) => ({ ...now, pins: { ...now.pins, [refused]: now.pins[refused] ?? '' } }));
      setEntering({ role: refused });
    }
    if (!done.ok) return false;
    setStored(done.value);
    setChoice(asStored(done.value));
    return true;
  };
  const question = useUnsaved(isChanged, save);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <Stack>
      <form className="settings-form" onSubmit={submit} noValidate>
        <section className="card settings-card" aria-labelledby="permissions-heading">
          <h2 id="permissions-heading">{t('page.heading')}</h2>
          <p className="muted">{t('page.intro')}</p>
          <ChangeableFields>
            <Radio.Group
              label={t('page.mode')}
              description={isModeKept ? stored?.mode === 'unset' && t('page.unset') : t('page.onceSaved')}
              size="md"
              value={mode}
              onChange={(value) => change({ mode: value })}
            >
              <Radio value="pins" size="md" py="sm" label={t('page.pins')} />
              <Radio value="none" size="md" py="sm" label={t('page.none')} />
            </Radio.Group>
            {mode === 'none' && stored?.mode !== 'none' && <p className="field-error">{t('page.noneWarning')}</p>}
            {mode === 'pins' && (
              <>
                <ul className="permissions-roles">
                  {LISTED.map((role) => (
                    <RoleRow
                      key={role}
                      role={role}
                      isSet={stored?.withPin.includes(role) === true}
                      typed={pins[role]}
                      problem={wrong === role ? problem : null}
                      onOpen={() => {
                        change({ pins: { ...pins, [role]: '' } });
                        setEntering({ role });
                      }}
                      onTyped={(typed) => {
                        const { [role]: _was, ...others } = pins;
                        change({ pins: typed === undefined ? others : { ...others, [role]: typed } });
                      }}
                    />
                  ))}
                </ul>
                <Select
                  className="permissions-idle"
                  label={t('page.idle')}
                  data={IDLE_MINUTES.map((minutes) => ({
                    value: String(minutes),
                    label: t('page.minutes', { count: minutes }),
                  }))}
                  allowDeselect={false}
                  value={String(idleMinutes)}
                  onChange={(value) => change({ idleMinutes: Number(value) })}
                />
              </>
            )}
          </ChangeableFields>
        </section>
        <SaveBar
          label={t('page.save')}
          isChanged={isChanged}
          saved={isSaved ? t('page.saved') : null}
          problem={wrong === null ? problem : null}
        />
        {question}
      </form>
      {stored?.mode === 'pins' && <PinRecoveryButton onRecovered={setStored} />}
      <AuditLog />
    </Stack>
  );
}

interface RoleRowProps {
  readonly role: PinRole;
  readonly isSet: boolean;
  /** Undefined: it stays as it is. */
  readonly typed: string | null | undefined;
  /** Why its PIN was refused. */
  readonly problem: Problem | null;
  /** A PIN is to be typed. */
  readonly onOpen: () => void;
  readonly onTyped: (typed: string | null | undefined) => void;
}

function RoleRow({ role, isSet, typed, problem, onOpen, onTyped }: RoleRowProps) {
  const t = useTexts('roles');
  const worded = useWording().problem;
  const why = problem === null ? null : worded(problem);

  const name = t(`role.${role}`);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p className="muted">{t(`page.roleAllows.${role}`)}</p>
      </div>
      <div className="permissions-pin">
        {typeof typed === 'string' ? (
          <>
            <TextInput
              id={pinField(role)}
              aria-label={`${name} · ${t('page.typed')}`}
              error={why === null ? null : t('page.refused', { ...why })}
              placeholder={t('page.typed')}
              value={typed}
              maxLength={12}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => onTyped(event.currentTarget.value.replaceAll(/\D/g, ''))}
            />
            <Button variant="subtle" onClick={() => onTyped(undefined)}>
              {t(isSet ? 'page.keep' : 'page.leave')}
            </Button>
          </>
        ) : (
          <>
            <span>{t(typed === null ? 'page.removing' : isSet ? 'page.set' : 'page.notSet')}</span>
            {typed === null && (
              <Button variant="subtle" aria-label={`${name} · ${t('page.keep')}`} onClick={() => onTyped(undefined)}>
                {t('page.keep')}
              </Button>
            )}
            <Button
              variant="default"
              aria-label={`${name} · ${t(isSet ? 'page.change' : 'page.new')}`}
              onClick={onOpen}
            >
              {t(isSet ? 'page.change' : 'page.new')}
            </Button>
            {isSet && role !== 'administrator' && typed === undefined && (
              <Button variant="subtle" aria-label={`${name} · ${t('page.remove')}`} onClick={() => onTyped(null)}>
                {t('page.remove')}
              </Button>
            )}
          </>
        )}
      </div>
    </li>
  );
}
