import type { FindingView } from '@lenglian/console-contract';
import { FORM_TEXT } from '@lenglian/wording';
import { useWording } from '../preferences/preferences-context.ts';

/** It was recorded; what is odd about it is said once. */
export function Warnings(props: { warnings: readonly FindingView[]; onClose: () => void }) {
  const { t } = useWording();
  const { warnings, onClose } = props;
  return (
    <div className="said" role="status">
      <p>{t(warnings.length === 0 ? FORM_TEXT.done : FORM_TEXT.warnings)}</p>
      <ul className="findings">
        {warnings.map(({ code, field, zh, en }) => (
          <li key={`${code} ${field} ${en}`} data-look="warn">
            {t({ zh, en })}
          </li>
        ))}
      </ul>
      <button type="button" onClick={onClose}>
        {t(FORM_TEXT.close)}
      </button>
    </div>
  );
}
