import { lazy, Suspense, useState } from 'react';
import type { AlertView, DangerView } from '@lenglian/console-contract';
import { DANGER_TEXT, FIRST_STEPS } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';

/** With the check of what the server answers, which comes when somebody wants to call. */
const CallList = lazy(() => import('../contacts/CallList.tsx'));

/** 第一步 + 打电话: what to do first about goods in danger, and whom to call about it. */
export function FirstStep(props: { alert: AlertView; cause: DangerView['cause'] }) {
  const { alert, cause } = props;
  const { t } = useWording();
  const mayDial = useMayDo('contacts.dial');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="first-step">
      <p>
        <span className="label">{t(DANGER_TEXT.firstStep)}</span> {t(FIRST_STEPS[cause])}
      </p>
      {mayDial && (
        <button
          type="button"
          className="plain"
          aria-expanded={isOpen}
          aria-label={`${t(DANGER_TEXT.call)} ${alert.unitCode}`}
          onClick={() => setOpen(!isOpen)}
        >
          {t(DANGER_TEXT.call)}
        </button>
      )}
      {isOpen && (
        <Suspense>
          <CallList alert={alert} />
        </Suspense>
      )}
    </div>
  );
}
