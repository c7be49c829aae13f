import { Link } from 'react-router';
import type { UnitView } from '@lenglian/console-contract';
import { CONTACTS_TEXT } from '@lenglian/wording';
import { useRuns } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import Contacts from '../contacts/Contacts.tsx';

/** Whom to call about a box, and the way to those who are called about all boxes of its run. */
export default function ContactsOfUnit(props: { unit: UnitView }) {
  const { unit } = props;
  const { t, language } = useWording();
  const run = useRuns().find(({ id }) => id === unit.runId);
  return (
    <Contacts subjectKind="unit" subjectId={unit.id} alertId={unit.liveAlertIds[0]}>
      {run !== undefined && (
        <p className="hint">
          {t(CONTACTS_TEXT.ofRun)}{' '}
          <Link to={`/runs/${run.id}#contacts`}>
            {nameIn(language, run.nameZh, run.nameEn)} {run.code}
          </Link>
        </p>
      )}
    </Contacts>
  );
}
