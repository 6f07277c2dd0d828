const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri Aug 29 18:35:34 2025`, as C writes an instant in local time. */
const C_TIME = /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})\b/;
const ISO_TIME = /\b(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:[.,]\d+)?(Z|[+-]\d{2}:?\d{2})?/;

/**
 * The instant a line of a log names, in ISO 8601; null where it names none with its year. Where the line gives no zone the time is
 * taken for that of the schools, UTC+8.
 */
export function instantOf(line: string): string | null {
  const [, date, time, zone] = ISO_TIME.exec(line) ?? [];
  if (date !== undefined) return valid(`${date}T${time}${zone === undefined ? '+08:00' : withColon(zone)}`);
  const [, month, day, clock, year] = C_TIME.exec(line) ?? [];
  const number = MONTHS.indexOf(month ?? '') + 1;
  if (number === 0) return null;
  return valid(`${year}-${String(number).padStart(2, '0')}-${day!.padStart(2, '0')}T${clock}+08:00`);
}

const withColon = (zone: string): string => zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
const valid = (text: string): string | null => (Number.isNaN(Date.parse(text)) ? null : text);
