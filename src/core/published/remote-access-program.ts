import { z } from 'zod';

const text = z.string().min(1).max(260);

/** How a program is found through which a PC can be worked on from outside. Published: new ones come every year. */
export const remoteAccessProgramSchema = z.strictObject({
  id: z.string(),
  /** Brand, as people know it. */
  name: text,
  /** Beginnings of the name under which Windows lists it as installed; upper and lower case count as the same. */
  installedAs: z.array(text),
  /** Programs that run while it can be reached, with their ending on Windows: `ToDesk.exe`. */
  processes: z.array(text),
  /** Files or folders that are there where it is installed on Linux, from the root. */
  paths: z.array(text.regex(/^\/[^/]/)),
  /** On Windows: present or switched on where this REG_DWORD has this value. */
  switch: z.strictObject({ registry: text.regex(/^HK(LM|CU)\\/), value: text, is: z.int() }).optional(),
});
export type RemoteAccessProgram = z.infer<typeof remoteAccessProgramSchema>;
