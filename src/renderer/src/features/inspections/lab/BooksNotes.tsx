import { List } from '@mantine/core';
import type { Books } from '../../../../../shared/domain/inspection/lab-equipment.ts';
import { keyFromData } from '../../../../../shared/locales/text-keys.ts';
import { useWording } from '../../../language/wording-context.ts';
import { useTell } from '../words.ts';

/** Lines named one by one. */
const NAMED_LINES = 12;

/** Lines that are not in the list; those with a damaged number are. */
export const leftOut = ({ skipped }: Books): Books['skipped'] =>
  skipped.filter(({ code }) => !code.endsWith('-damaged-by-excel'));

/** What of the books was not taken as it stands, by reason. */
export function BooksNotes({ books }: { readonly books: Books }) {
  const tell = useTell();
  const { list } = useWording();
  const byReason = Map.groupBy(books.skipped, ({ code }) => code);
  if (byReason.size === 0 && books.otherSheets === undefined) return null;
  return (
    <List size="sm">
      {[...byReason].map(([code, lines]) => (
        <List.Item key={code}>
          {tell(keyFromData(`books.told.${code}`), {
            lines: tell(lines.length > NAMED_LINES ? 'books.manyLines' : 'books.lines', {
              lines: list(lines.slice(0, NAMED_LINES).map(({ line }) => String(line))),
              count: lines.length,
            }),
          })}
        </List.Item>
      ))}
      {books.otherSheets !== undefined && (
        <List.Item>{tell('books.otherSheets', { sheets: list(books.otherSheets) })}</List.Item>
      )}
    </List>
  );
}
