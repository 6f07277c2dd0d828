/** What people write between digits, and before an extension. */
const BETWEEN = /[\s()（）.·-]/g;
/** A mobile or landline number, an internal one of a school, each with an extension if need be. */
const NUMBER = /^\+?\d{3,15}(?:(?:转|ext|[,#x*])\d{1,6})?$/i;
/** Stands for digits that were masked on their way to the screen. */
const MASK = /[＊*]{2}/;

/** Whether it can be dialled; nothing at all is fine, and so is what came masked and goes back as it came. */
export const isPhone = (text: string): boolean =>
  text.trim() === '' || MASK.test(text) || NUMBER.test(text.replaceAll(BETWEEN, ''));
