/** Narrows an entry of a list to those that can be read. */
export const isReadable = <Entry extends object>(
  entry: Entry,
): entry is Exclude<Entry, { readonly problem: unknown }> => !('problem' in entry);
