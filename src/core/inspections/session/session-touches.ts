import { createHash } from 'node:crypto';
import { ulid } from 'ulid';
import { succeed } from '../../../shared/domain/result.ts';
import type { InspectionSessions } from '../inspections.ts';
import { fileToKeep } from '../../platform/file-to-keep.ts';
import { readApart } from '../../platform/untrusted/read-apart.ts';
import { photoReader } from '../untrusted-readers.ts';
import { createLabTouches } from './lab-touches.ts';
import type { SessionKit } from './session-kit.ts';
import { addingPhoto, answering, answeringOpen, deciding, removingPhoto } from './touches.ts';

type TouchCalls =
  | 'answer'
  | 'answerOpen'
  | 'addPhoto'
  | 'photo'
  | 'removePhoto'
  | 'saveNotes'
  | 'decideProblem'
  | 'addSeat'
  | 'removeSeat';

/** What an inspector does by touch; each is on the disk when it answers. */
export function createSessionTouches({
  parts,
  store,
  now,
  renew,
  touch,
}: SessionKit): Pick<InspectionSessions, TouchCalls> {
  const labTouches = createLabTouches(parts);
  return {
    answer: (id, item, subject, answer) => touch(id, answering(item, subject, answer, now())),
    answerOpen: (id, of, answer) => touch(id, answeringOpen(of, answer, now())),
    async addPhoto(id, item, subject, jpeg) {
      const accepted = await readApart(photoReader, { file: 'JPEG', jpeg });
      if (!accepted.ok) return accepted;
      const { width, height } = accepted.value;
      const sha256 = createHash('sha256').update(jpeg).digest('hex');
      const facts = { id: ulid(), item, subject, width, height, bytes: jpeg.length, sha256, takenAt: now() };
      return await touch(id, addingPhoto(facts, subject, jpeg));
    },
    async photo(id, photo) {
      const found = await store.photo(id, photo);
      return found.ok ? succeed(fileToKeep(`${photo}.jpg`, 'image/jpeg', found.value)) : found;
    },
    removePhoto: (id, photo) => touch(id, removingPhoto(photo)),
    async saveNotes(id, notes) {
      const inspectors = [...new Set(notes.inspectors.filter((name) => name !== ''))];
      const changed = await store.change(id, now(), () => succeed({ notes: { ...notes, inspectors } }));
      return changed.ok ? succeed(changed.value.notes) : changed;
    },
    decideProblem: (id, decision) => touch(id, deciding(decision)),
    addSeat: (id, seat) => renew(id, labTouches.addingSeat(seat)),
    removeSeat: (id, seat) => renew(id, labTouches.removingSeat(seat)),
  };
}
