/**
 * Fonts by family name. None is ours to ship: the names of Windows come first, then those of macOS and Linux; the last ones
 * hold the rare characters of names (CJK extensions B to G) and emoji.
 */
const LAST_RESORT = ['SimSun-ExtB', 'SimSun-ExtG', 'Noto Serif CJK SC', 'Noto Sans CJK SC'];
const PICTURES = ['Segoe UI Emoji', 'Noto Color Emoji'];
const LATIN = ['Times New Roman', 'Liberation Serif'];
const SONG = ['SimSun', 'NSimSun', 'STSong', 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC'];

const family = (...names: readonly string[]): string =>
  [...new Set([...names, ...LAST_RESORT, ...PICTURES])].map((name) => `"${name}"`).join(', ') + ', serif';

/** CSS `font-family` by role. */
export const FONTS = {
  /** 仿宋: the body of official papers. */
  body: family('FangSong', 'FangSong_GB2312', 'STFangsong', ...SONG, 'KaiTi'),
  /** The same with Latin letters of their own, for English papers. */
  latinBody: family(...LATIN, 'FangSong', 'STFangsong', ...SONG),
  /** 黑体: labels and headings. */
  label: family('SimHei', 'STHeiti', 'Heiti SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei'),
  /** 小标宋: titles. */
  title: family('FZXiaoBiaoSong-B05S', 'STZhongsong', ...SONG),
  /** 宋体: page numbers. */
  number: family(...SONG),
} as const;
