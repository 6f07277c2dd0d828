/**
 * Text of people and other programs as a terminal may show it: without escape sequences and other control characters, and without
 * marks that turn the direction of what follows. Line breaks stay.
 */
export const plainText = (text: string): string => text.replaceAll(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu, '');
