import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { CorrectionView } from '@lenglian/console-contract';
import { ALERT_LIFE_TEXT, TELLING_WORDS, wordsOfRule } from '@lenglian/wording';
import { correctionsQuery } from '../../api/alert-life-queries.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { PagedList } from './PagedList.tsx';

/** 更正: alerts that later data took back, and everybody who had been told of them. */
export function Corrections() {
  return (
    <PagedList
      pages={useInfiniteQuery(correctionsQuery())}
      hint={ALERT_LIFE_TEXT.correctionsExplained}
      none={ALERT_LIFE_TEXT.noCorrections}
    >
      {(correction) => <Correction key={correction.id} correction={correction} />}
    </PagedList>
  );
}

function Correction(props: { correction: CorrectionView }) {
  const { alert, at, how, mergedIntoId, toldAt, user } = props.correction;
  const { t, dateTime } = useWording();
  return (
    <li className="review">
      <h2>
        <Link to={`/alerts/${alert.id}`}>{t(wordsOfRule(alert.rule))}</Link>{' '}
        <small>
          {alert.unitCode}
          {alert.lotId !== null && (
            <>
              {' · '}
              <Link to={`/lots/${alert.lotId}`}>{alert.lotCode}</Link>
            </>
          )}
        </small>
      </h2>
      <dl className="facts">
        <div>
          <dt>{t(ALERT_LIFE_TEXT.told)}</dt>
          <dd>
            {user} {t(TELLING_WORDS[how])} {dateTime(toldAt)}
          </dd>
        </div>
        <div>
          <dt>{t(ALERT_LIFE_TEXT.takenBack)}</dt>
          <dd>
            {dateTime(at)}
            {mergedIntoId !== null && (
              <>
                {' · '}
                <Link to={`/alerts/${mergedIntoId}`}>{t(ALERT_LIFE_TEXT.mergedInto)}</Link>
              </>
            )}
          </dd>
        </div>
      </dl>
    </li>
  );
}
