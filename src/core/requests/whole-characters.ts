/** The first characters of a text, none of them cut in the middle (a flag or a family emoji is one), with `…` where more was. */
export function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (short.length + segment.length > most - 1) break;
    short += segment;
  }
  return `${short}…`;
}
