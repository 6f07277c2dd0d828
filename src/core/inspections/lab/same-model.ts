import { CLASS_OF_KIND, type EquipmentClass, FAMILIES, MAKERS, NOISE, NOUNS, QUALIFIER } from './equipment-words.ts';
import type { FoundDevice } from './found-equipment.ts';

/** `no`: something else. `maybe`: the words do not decide. */
export type Likeness = 'same' | 'maybe' | 'no';

/** What a line of the books is about, in its own words. */
export interface LineWords {
  /** Null: the words do not say. */
  readonly about: EquipmentClass | null;
  readonly text: string;
  /** The same for lines that say the same. */
  readonly key: string;
}

/** One way to write it: width, case and punctuation aside. A dot stays only within a number. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('+', ' plus ')
    .replaceAll(/(?<!\d)\.|\.(?!\d)|[^\p{L}\p{N}.]+/gu, ' ')
    .trim();

const withoutBrackets = (text: string): string => text.normalize('NFKC').replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ');

function lastNoun(text: string): EquipmentClass | null {
  const nouns = NOUNS.flatMap(([about, words]) =>
    [...text.matchAll(words)].map((match) => ({ about, end: match.index + match[0].length })),
  );
  return nouns.toSorted((a, b) => b.end - a.end)[0]?.about ?? null;
}

/** The model's own noun counts more than the category it is filed under: 虚拟现实设备 holds cables as well. */
export function wordsOfLine(category: string, model: string): LineWords {
  const [inModel, inCategory] = [model, category].map((text) => plainWords(withoutBrackets(text)));
  const text = plainWords(model === '' ? category : model);
  const named = lastNoun(inModel!) ?? lastNoun(inCategory!);
  const about = named ?? (FAMILIES.test(`${inModel} ${inCategory}`) ? 'worn' : null);
  return { about, text, key: `${about} ${text}` };
}

/** How surely a line means a device, as far as words go. */
export function likeness({ about, text }: LineWords, device: FoundDevice): Likeness {
  const classOfDevice = CLASS_OF_KIND[device.kind];
  if (about !== null && about !== classOfDevice) return 'no';
  const named = modelWords(text);
  // Only the kind is written: 头显 20 台.
  if (named.length === 0) return about === null ? 'no' : 'same';
  const makers = makersIn(text);
  const itsMakers = makersIn(plainWords(`${device.vendor ?? ''} ${device.called.join(' ')}`));
  if (makers.length > 0 && itsMakers.length > 0 && !makers.some((maker) => itsMakers.includes(maker))) return 'no';
  const told = device.called.flatMap(alternatives).map((name) => nameIn(name, text));
  if (told.includes('same')) return device.open ? 'maybe' : 'same';
  if (told.includes('maybe') || device.called.length === 0) return about === null ? 'no' : 'maybe';
  const known = new Set(plainWords(device.called.join(' ')).split(/(?<=\D)(?=\d)|(?<=\d)(?=\D)|\s+/u));
  const within = named.every((word) => known.has(word) || MAKERS[word] !== undefined);
  if (within) return 'maybe';
  return about !== null && about !== 'worn' ? 'maybe' : 'no';
}

/** Words and numbers that may name a model. */
const modelWords = (text: string): string[] =>
  (NOUNS.reduce((rest, [, words]) => rest.replaceAll(words, ' '), text).match(/[a-z]+|\d+(?:\.\d+)?/g) ?? []).filter(
    (word) => !NOISE.has(word),
  );

const makersIn = (text: string): string[] =>
  Object.entries(MAKERS).flatMap(([word, maker]) => (text.includes(word) ? [maker] : []));

interface Name {
  readonly words: string;
  /** Something in brackets tells it from its like, e.g. a year: the words alone do not. */
  readonly partial: boolean;
}

/** `VIVE Focus 3 / XR Elite` is either. */
function alternatives(called: string): Name[] {
  const bare = withoutBrackets(called);
  return bare
    .split(/\/|\bor newer\b/)
    .map((part) => ({ words: coreOf(plainWords(part)), partial: bare.trim() !== called.trim() }))
    .filter(({ words }) => words !== '');
}

/** Without maker and noun, unless too little would be left: of PICO 4 not 4. */
function coreOf(name: string): string {
  const bare = NOUNS.reduce((rest, [, words]) => rest.replaceAll(words, ' '), name).trim();
  const core = bare
    .split(/\s+/)
    .filter((word) => MAKERS[word] === undefined)
    .join(' ');
  return /[a-z]{3}/.test(core) ? core : bare;
}

function nameIn({ words, partial }: Name, text: string): Likeness {
  const parts = words.match(/[\p{L}]+|\d+(?:\.\d+)?/gu) ?? [];
  const left = words.length < 4 ? '(?<![a-z0-9])' : '';
  const match = new RegExp(left + parts.join(String.raw`\s*`), 'u').exec(text);
  if (match === null) return 'no';
  const behind = text.slice(match.index + match[0].length);
  // `Pro 2.0` is the second kit of the Pro, `Pro 2` another headset: people write both for either.
  if (/^\s*\d\.\d/.test(behind)) return 'maybe';
  if (QUALIFIER.test(behind)) return partial ? 'maybe' : 'no';
  return /^[a-z]/.test(behind) ? 'no' : 'same';
}
