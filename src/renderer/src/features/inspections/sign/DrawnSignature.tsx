import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import SignaturePad from 'signature_pad';
import { useTell } from '../words.ts';
import { BOX, strokesOf } from './strokes.ts';

interface DrawnSignatureProps {
  readonly label: string;
  /** Path data; null when nothing is drawn. */
  readonly onDrawn: (strokes: string | null) => void;
}

/** A field to sign in with finger, pen or mouse. What is drawn is a picture. */
export function DrawnSignature({ label, onDrawn }: DrawnSignatureProps) {
  const tell = useTell();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const told = useRef(onDrawn);
  useEffect(() => {
    told.current = onDrawn;
  });
  const width = useRef<number>(BOX.width);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    const own = new SignaturePad(target, { minWidth: 1.2, maxWidth: 3, penColor: '#10204a' });
    pad.current = own;
    /** The drawing keeps its shape when the field becomes narrower or wider, by turning a tablet for example. */
    const fit = () => {
      const dots = Math.max(globalThis.devicePixelRatio, 1);
      const now = target.clientWidth;
      if (now === 0) return;
      const scale = now / width.current;
      const kept = own.toData().map((group) => ({
        ...group,
        points: group.points.map((point) => ({ ...point, x: point.x * scale, y: point.y * scale })),
      }));
      width.current = now;
      target.width = now * dots;
      target.height = (now / BOX.width) * BOX.height * dots;
      target.getContext('2d')?.scale(dots, dots);
      own.fromData(kept);
    };
    width.current = target.clientWidth || BOX.width;
    fit();
    const tellDrawn = () => told.current(strokesOf(own.toData(), width.current));
    own.addEventListener('endStroke', tellDrawn);
    const watching = new ResizeObserver(fit);
    watching.observe(target);
    return () => {
      watching.disconnect();
      own.removeEventListener('endStroke', tellDrawn);
      own.off();
    };
  }, []);

  const keep = (strokes: ReturnType<SignaturePad['toData']>) => {
    pad.current?.fromData(strokes);
    told.current(strokes.length === 0 ? null : strokesOf(strokes, width.current));
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
        <Button variant="default" onClick={() => keep(pad.current?.toData().slice(0, -1) ?? [])}>
          {tell('sign.undo')}
        </Button>
        <Button variant="default" onClick={() => keep([])}>
          {tell('sign.clear')}
        </Button>
      </Group>
      <Text fz="sm" c="#44506a">
        {tell('sign.isPicture')}
      </Text>
    </div>
  );
}
