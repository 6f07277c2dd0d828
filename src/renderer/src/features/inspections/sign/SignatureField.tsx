import { Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import SignaturePad from 'signature_pad';
import type { Signature } from '../../../../../shared/domain/inspection/inspection-record.ts';
import { useTerms, useTexts } from '../../../language/use-texts.ts';
import { BOX, buildStrokePath } from './strokes.ts';

interface SignatureFieldProps {
  readonly signature: Signature;
  /** The name is masked: it has to be shown before it can be changed. */
  readonly masked: boolean;
  readonly onChange: (fields: Partial<Signature>) => void;
}

/** One signature of the report: drawn here, or left for the paper. */
export function SignatureField({ signature: { role, name, method }, masked, onChange }: SignatureFieldProps) {
  const t = useTexts('inspections');
  const term = useTerms();
  return (
    <Paper withBorder p="md" component="section" aria-label={term(`role.${role}`)}>
      <Stack gap="sm">
        <Title order={4}>
          {t(role === 'inspector' ? 'sign.needed' : 'sign.optional', { role: term(`role.${role}`) })}
        </Title>
        <TextInput
          label={t('sign.name', { role: term(`role.${role}`) })}
          maxLength={40}
          maw={420}
          autoComplete="off"
          value={name}
          readOnly={masked}
          description={masked ? t('screen:personal.masked') : undefined}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Radio.Group
          label={t('sign.how', { role: term(`role.${role}`) })}
          size="lg"
          value={method}
          onChange={(value) => onChange({ method: value === 'drawn' ? 'drawn' : 'paper', strokes: null })}
        >
          <Group gap="0 2rem" pt="xs">
            {(['paper', 'drawn'] as const).map((one) => (
              <Radio key={one} value={one} label={t(`sign.${one}`)} size="lg" py="xs" />
            ))}
          </Group>
        </Radio.Group>
        {method === 'drawn' && (
          <DrawnSignature
            label={t('sign.field', { role: term(`role.${role}`) })}
            onDrawn={(strokes) => onChange({ strokes })}
          />
        )}
      </Stack>
    </Paper>
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
      <Group gap="xs">
        <Button variant="default" onClick={() => redraw(pad.current?.toData().slice(0, -1) ?? [])}>
          {t('sign.undo')}
        </Button>
        <Button variant="default" onClick={() => redraw([])}>
          {t('sign.clear')}
        </Button>
      </Group>
      <Text fz="sm" c="var(--color-text-secondary)">
        {t('sign.isPicture')}
      </Text>
    </div>
  );
}
