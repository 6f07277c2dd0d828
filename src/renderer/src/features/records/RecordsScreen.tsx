import './records.css';
import { useCallback, useState } from 'react';
import { EVERY_RUN, type RunFilter } from '../../../../shared/domain/run-filter.ts';
import { PageTabs } from '../../components/PageTabs.tsx';
import { useTexts } from '../../language/use-texts.ts';
import { type GoTo, type Place, TABS } from '../../shell/place.ts';
import { FaultCodeTab } from './FaultCodeTab.tsx';
import { RunRecord } from './RunRecord.tsx';
import { RunsTab } from './RunsTab.tsx';
import { VersionsTab } from './VersionsTab.tsx';

interface RecordsScreenProps {
  readonly place: Place;
  readonly onPlace: GoTo;
}

/** Stored checks, versions of what is installed, and what a fault code says. */
export default function RecordsScreen({ place, onPlace }: RecordsScreenProps) {
  const t = useTexts('screen');
  /** Kept while a record is open. */
  const [filter, setFilter] = useState<RunFilter>(EVERY_RUN);
  /** Typed where records are looked for. */
  const [code, setCode] = useState('');
  const back = useCallback(() => onPlace({ opened: null }), [onPlace]);
  const showCode = (typed: string) => {
    setCode(typed);
    onPlace({ tab: 'fault-codes' });
  };
  const tab = TABS.records.find((name) => name === place.tab) ?? 'runs';
  if (place.opened !== null) return <RunRecord key={place.opened} id={place.opened} onBack={back} />;
  return (
    <div className="page">
      <PageTabs
        label={t('nav.records')}
        tabs={TABS.records}
        current={tab}
        nameOf={(name) => t(`records.${name}`)}
        onTab={(name) => {
          setCode('');
          onPlace({ tab: name });
        }}
      />
      {tab === 'runs' && <RunsTab filter={filter} onFilter={setFilter} onPlace={onPlace} onFaultCode={showCode} />}
      {tab === 'versions' && <VersionsTab onPlace={onPlace} />}
      {tab === 'fault-codes' && <FaultCodeTab typed={code} onPlace={onPlace} />}
    </div>
  );
}
