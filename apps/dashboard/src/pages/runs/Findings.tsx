import type { FindingView } from '@lenglian/console-contract';
import { RUN_TEXT, whereInPlan } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';

/** What there is to mend or to mind, by line and field; what must be mended comes first. */
export function Findings(props: { findings: readonly FindingView[] }) {
  const { t } = useWording();
  const ordered = [...props.findings].sort(
    (a, b) =>
      Number(a.severity === 'WARN') - Number(b.severity === 'WARN') ||
      (a.line ?? 0) - (b.line ?? 0),
  );
  return (
    <ul className="findings">
      {ordered.map((finding, index) => {
        const { code, severity, line, field, zh, en } = finding;
        return (
          <li
            key={`${code} ${line} ${field} ${index}`}
            data-look={severity === 'WARN' ? 'warn' : 'critical'}
          >
            <b>{t(severity === 'WARN' ? RUN_TEXT.warning : RUN_TEXT.mustMend)}</b>{' '}
            <span className="dim">{t(whereInPlan(line, field))}</span> {t({ zh, en })}
          </li>
        );
      })}
    </ul>
  );
}
