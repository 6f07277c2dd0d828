import { Button, TextInput, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import SignaturePad from 'signature_pad';
import type { Signature } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { Segmented } from '../../../components/Segmented.tsx';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { BOX, buildStrokePath } from './strokes.ts';

interface SignatureFieldProps {
  readonly signature: Signature;
  /** The name is masked: it has to be shown before it can be changed. */
  readonly masked: boolean;
  readonly onChange: (fields: Partial<Signature>) => void;
  readonly onLeave: () => void;
}

/** One signature of the report: drawn here, or left for the paper. */
export function SignatureField({ signature: { role, name, method }, masked, onChange, onLeave }: SignatureFieldProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  return (
    <section className="card sign-field" aria-label={term(`role.${role}`)}>
      <Title order={4}>
        {t(role === 'inspector' ? 'sign.needed' : 'sign.optional', { role: term(`role.${role}`) })}
      </Title>
      <TextInput
        label={t('sign.name', { role: term(`role.${role}`) })}
        maxLength={40}
        autoComplete="off"
        value={name}
        readOnly={masked}
        description={masked ? t('screen:personal.maskedNames') : undefined}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        onBlur={onLeave}
      />
      <Segmented
        label={<span className="only-heard">{t('sign.how', { role: term(`role.${role}`) })}</span>}
        options={(['paper', 'drawn'] as const).map((value) => ({ value, label: t(`sign.${value}`) }))}
        value={method}
        onChange={(value) => onChange({ method: value, strokes: null })}
      />
      {method === 'drawn' && (
        <DrawnSignature
          label={t('sign.field', { role: term(`role.${role}`) })}
          onDrawn={(strokes) => onChange({ strokes })}
        />
      )}
    </section>
  );
}

interface DrawnSignatureProps {
  readonly label: string;
  /** Path data; null when nothing is drawn. */
  readonly onDrawn: (strokes: string | null) => void;
}

/** A field to sign in with finger, pen or mouse. The result is a picture, not an electronic signature. */
function DrawnSignature({ label, onDrawn }: DrawnSignatureProps) {
  const t = useTexts('inspections');
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const notify = useRef(onDrawn);
  useEffect(() => {
    notify.current = onDrawn;
  });
  const width = useRef<number>(BOX.width);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    const created = new SignaturePad(target, { minWidth: 1.2, maxWidth: 3, penColor: getComputedStyle(target).color });
    pad.current = created;
    /** Keeps the shape of the drawing when the width of the field changes, when a tablet is turned for example. */
    const fit = () => {
      const dots = Math.max(globalThis.devicePixelRatio, 1);
      const now = target.clientWidth;
      if (now === 0) return;
      const scale = now / width.current;
      const scaled = created.toData().map((group) => ({
        ...group,
        points: group.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
      }));
      width.current = now;
      target.width = now * dots;
      target.height = (now / BOX.width) * BOX.height * dots;
      target.getContext('2d')?.scale(dots, dots);
      created.fromData(scaled);
    };
    width.current = target.clientWidth || BOX.width;
    fit();
    const reportStrokes = () => notify.current(buildStrokePath(created.toData(), width.current));
    created.addEventListener('endStroke', reportStrokes);
    const watching = new ResizeObserver(fit);
    watching.observe(target);
    return () => {
      watching.disconnect();
      created.removeEventListener('endStroke', reportStrokes);
      created.off();
    };
  }, []);

  const redraw = (strokes: ReturnType<SignaturePad['toData']>) => {
    pad.current?.fromData(strokes);
    notify.current(strokes.length === 0 ? null : buildStrokePath(strokes, width.current));
  };
  return (
    <div>
      <canvas
        ref={canvas}
        className="signature-field"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- what is drawn on it is a picture
        role="img"
        aria-label={label}
      />
      <div className="sign-tools">
        <Button variant="default" onClick={() => redraw(pad.current?.toData().slice(0, -1) ?? [])}>
          {t('sign.undo')}
        </Button>
        <Button variant="default" onClick={() => redraw([])}>
          {t('sign.clear')}
        </Button>
        <small>{t('sign.isPicture')}</small>
      </div>
    </div>
  );
}
