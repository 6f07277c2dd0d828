import { Text } from '@mantine/core';
import type { UsbSpeed } from '../../../../shared/domain/usb-id.ts';
import { useTexts, useWording } from '../../language/use-texts.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { type PictureNode, type PictureRow, type Tone, buildPicture } from './picture.ts';

const PC_WIDTH = 70;
const CABLE = 60;
const NODE = 108;
const ROW = 116;
const BOX_HEIGHT = 76;

const STROKE: Readonly<Record<Tone, string>> = {
  fine: 'var(--color-ready)',
  warn: 'var(--color-usable)',
  fail: 'var(--color-failed)',
  missing: 'var(--color-failed)',
};
const FILL: Readonly<Record<Tone, string>> = {
  fine: 'var(--color-surface)',
  warn: 'var(--color-usable-soft)',
  fail: 'var(--color-failed-soft)',
  missing: 'var(--color-surface)',
};
/** A symbol as well as a colour. */
const MARK: Readonly<Record<Exclude<Tone, 'fine'>, string>> = { warn: '!', fail: '✗', missing: '✗' };
const DASHED = '7 5';

/** What is connected where: a picture, and one sentence for screen readers; the list below has every detail. */
export function TopologyPicture({ assessment }: { readonly assessment: Assessment }) {
  const t = useTexts('screen');
  const wording = useWording();
  const { list } = wording;
  if (assessment.usb === null) return <Text>{t('topology.unavailable')}</Text>;
  const { rows, others } = buildPicture(assessment, wording);
  const summary = list(rows.flatMap((row) => row.nodes.map((node) => `${labelOf(node)}${toneWord(node.tone)}`)));
  const columns = Math.max(1, ...rows.map((row) => row.nodes.length));
  const width = PC_WIDTH + columns * (CABLE + NODE) + 8;
  const height = Math.max(1, rows.length + (others > 0 ? 1 : 0)) * ROW;

  function labelOf(node: PictureNode): string {
    if (node.kind === 'link-box') return t('devices:piece.link-box');
    if (node.kind === 'hub') return `${t('topology.hub')} ${node.label ?? ''}`.trim();
    return node.label ?? t('devices:kind.headset');
  }
  function toneWord(tone: Tone): string {
    return tone === 'fine' ? '' : ` ${MARK[tone]} ${t(`topology.${tone}`)}`;
  }

  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an inline SVG is a picture only by its role
      role="img"
      aria-label={t('topology.label', { summary: summary || t('topology.empty') })}
    >
      <rect
        x={2}
        y={8}
        width={PC_WIDTH}
        height={height - 16}
        rx={10}
        fill="var(--color-sunken)"
        stroke="var(--color-text-secondary)"
        strokeWidth={2}
      />
      <Label x={2} y={height / 2 - 20} width={PC_WIDTH} height={40} text={t('topology.pc')} bold />
      {rows.map((row, index) => (
        <Row
          key={row.id}
          row={row}
          top={index * ROW}
          labelOf={labelOf}
          toneWord={toneWord}
          speedWord={(speed) => t(`devices:speedShort.${speed}`)}
        />
      ))}
      {others > 0 && (
        <g>
          <line
            x1={PC_WIDTH + 2}
            x2={PC_WIDTH + CABLE}
            y1={height - ROW / 2}
            y2={height - ROW / 2}
            stroke="var(--color-text-muted)"
            strokeWidth={2}
          />
          <Label
            x={PC_WIDTH + CABLE}
            y={height - ROW / 2 - 20}
            width={columns === 1 ? NODE + 8 : NODE + CABLE}
            height={40}
            text={t('topology.others', { count: others })}
          />
        </g>
      )}
      {rows.length === 0 && others === 0 && (
        <Label x={PC_WIDTH} y={height / 2 - 20} width={width - PC_WIDTH} height={40} text={t('topology.empty')} />
      )}
    </svg>
  );
}

interface RowProps {
  readonly row: PictureRow;
  readonly top: number;
  readonly labelOf: (node: PictureNode) => string;
  readonly toneWord: (tone: Tone) => string;
  readonly speedWord: (speed: UsbSpeed) => string;
}

function Row({ row, top, labelOf, toneWord, speedWord }: RowProps) {
  const middle = top + ROW / 2;
  return (
    <g>
      {row.nodes.map((node, index) => {
        const left = PC_WIDTH + 2 + index * (CABLE + NODE);
        const { cable, tone } = node;
        return (
          <g key={`${row.id} ${index}`}>
            <line
              x1={left}
              x2={left + CABLE}
              y1={middle}
              y2={middle}
              stroke={cable.tone === 'fine' ? 'var(--color-text-secondary)' : STROKE[cable.tone]}
              strokeWidth={cable.speed?.startsWith('super') ? 6 : 3}
              strokeDasharray={cable.tone === 'fine' ? undefined : DASHED}
            />
            {index === 0 && row.port !== null && (
              <text x={left + 6} y={middle + 20} fontSize={14} fill="var(--color-text-secondary)">
                {row.port}
              </text>
            )}
            {cable.speed !== null && (
              <text
                x={left + CABLE / 2}
                y={middle - 10}
                fontSize={15}
                fontWeight={700}
                textAnchor="middle"
                fill={cable.tone === 'fine' ? 'var(--color-text-secondary)' : STROKE[cable.tone]}
              >
                {speedWord(cable.speed)}
              </text>
            )}
            <rect
              x={left + CABLE}
              y={middle - BOX_HEIGHT / 2}
              width={NODE}
              height={BOX_HEIGHT}
              rx={node.kind === 'device' ? 22 : 8}
              fill={FILL[tone]}
              stroke={STROKE[tone]}
              strokeWidth={3}
              strokeDasharray={tone === 'missing' ? DASHED : undefined}
            />
            <Label
              x={left + CABLE + 4}
              y={middle - BOX_HEIGHT / 2}
              width={NODE - 8}
              height={BOX_HEIGHT}
              text={labelOf(node)}
              bold={node.kind === 'device'}
            />
            {tone !== 'fine' && (
              <text
                x={left + CABLE + NODE / 2}
                y={middle + BOX_HEIGHT / 2 + 17}
                fontSize={15}
                fontWeight={700}
                textAnchor="middle"
                fill={STROKE[tone]}
              >
                {toneWord(tone).trim()}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
  readonly bold?: boolean;
}

/** Font sizes in px, largest first; a name that does not fit the last one ends in an ellipsis. */
const FONT_SIZES = [15, 13, 11];
const LINE_HEIGHT = 1.2;
/** Width of a Latin character relative to the font size; Chinese characters are square. */
const LATIN_WIDTH = 0.6;

const lengthOf = (text: string): number =>
  text.length * LATIN_WIDTH + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0) * (1 - LATIN_WIDTH);

/** Lines are not filled to the end, so a quarter of the space is left out. */
const fits = (text: string, size: number, width: number, height: number): boolean =>
  lengthOf(text) * size <= width * Math.floor(height / (size * LINE_HEIGHT)) * 0.75;

/** SVG text does not wrap, so this is a small HTML box. A long name gets a smaller font; its tooltip has the full name. */
export function Label({ x, y, width, height, text, bold = false }: LabelProps) {
  const size = FONT_SIZES.find((it) => fits(text, it, width, height)) ?? FONT_SIZES.at(-1)!;
  return (
    <g>
      {size < FONT_SIZES[0]! && <title>{text}</title>}
      <foreignObject x={x} y={y} width={width} height={height}>
        <div style={{ height: '100%', display: 'flex', alignItems: 'center', justifyContent: 'center' }}>
          <div
            className="picture-label"
            style={{
              fontSize: size,
              lineHeight: LINE_HEIGHT,
              fontWeight: bold ? 700 : 400,
              WebkitLineClamp: Math.floor(height / (size * LINE_HEIGHT)),
            }}
          >
            {text}
          </div>
        </div>
      </foreignObject>
    </g>
  );
}
