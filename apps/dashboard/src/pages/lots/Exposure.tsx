import { useQuery } from '@tanstack/react-query';
import { MINUTE } from '@lenglian/quantities';
import { formatDuration, LOT_TEXT, MISSING, unseenFor, wordsOfRule } from '@lenglian/wording';
import { lotExposureQuery } from '../../api/goods-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { Failed, Loading } from '../../ui/Notice.tsx';

/** How long its goods were outside their limits, also as the lots that they were before. */
export function Exposure(props: { lotId: string }) {
  const { t } = useWording();
  const exposure = useQuery(lotExposureQuery(props.lotId));
  return (
    <section className="pane" aria-label={t(LOT_TEXT.exposure)}>
      <h2>{t(LOT_TEXT.exposure)}</h2>
      {exposure.isPending && <Loading />}
      {exposure.isError && (
        <Failed error={exposure.error} onRetry={() => void exposure.refetch()} />
      )}
      {exposure.data !== undefined && <Minutes {...exposure.data} />}
    </section>
  );
}

function Minutes(props: Parameters<typeof Table>[0] & { unseenMinutes: number | null }) {
  const { t } = useWording();
  const { unseenMinutes } = props;
  return (
    <>
      <Table {...props} />
      {unseenMinutes !== null && unseenMinutes > 0 && (
        <p className="hint">{t(unseenFor(t(formatDuration(unseenMinutes * MINUTE))))}</p>
      )}
    </>
  );
}

function Table(props: {
  ownMinutes: Readonly<Record<string, number>>;
  inheritedMinutes: Readonly<Record<string, number>>;
  totalMinutes: Readonly<Record<string, number>>;
}) {
  const { t } = useWording();
  const { ownMinutes, inheritedMinutes, totalMinutes } = props;
  const rules = Object.keys(totalMinutes).filter((rule) => (totalMinutes[rule] ?? 0) > 0);
  const said = (minutes: number | undefined) =>
    minutes === undefined || minutes === 0 ? MISSING : t(formatDuration(minutes * MINUTE));
  if (rules.length === 0) return <p className="dim">{t(LOT_TEXT.noExposure)}</p>;
  return (
    <table className="table">
      <thead>
        <tr>
          <td />
          <th scope="col">{t(LOT_TEXT.exposureOwn)}</th>
          <th scope="col">{t(LOT_TEXT.exposureInherited)}</th>
          <th scope="col">{t(LOT_TEXT.exposureTotal)}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule}>
            <th scope="row">{t(wordsOfRule(rule))}</th>
            <td>{said(ownMinutes[rule])}</td>
            <td>{said(inheritedMinutes[rule])}</td>
            <td>
              <b>{said(totalMinutes[rule])}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
