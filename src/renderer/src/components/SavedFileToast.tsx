import { useEffect, useState } from 'react';
import { inElectron } from '../connection/connect.ts';
import { watchSavedFiles } from '../connection/files.ts';
import { useTexts } from '../language/use-texts.ts';
import './undo-toast.css';

const SHOWN_MS = 8000;
/** The desktop program asks where to, and the page does not hear whether it was saved there; a browser downloads at once. */
const asksWhere = inElectron();

/** Says for a while which file was made for a person. */
export default function SavedFileToast() {
  const t = useTexts('screen');
  const [saved, setSaved] = useState<{ readonly fileName: string } | null>(null);
  useEffect(() => watchSavedFiles((fileName) => setSaved({ fileName })), []);
  useEffect(() => {
    if (saved === null) return undefined;
    const timer = setTimeout(() => setSaved(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [saved]);
  return (
    <output className="toast-place" data-toast="saved">
      {saved !== null && (
        <div className="toast">
          <span>{t(asksWhere ? 'savedFile.ready' : 'savedFile.downloaded', { file: saved.fileName })}</span>
        </div>
      )}
    </output>
  );
}
