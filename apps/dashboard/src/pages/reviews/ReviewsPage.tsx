import { useState } from 'react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { DISPOSITIONS } from '@lenglian/alerts';
import {
  reviewResolutionSchema,
  type AlertView,
  type ReviewView,
} from '@lenglian/console-contract';
import {
  ALERT_LIFE_TEXT,
  ALERT_TEXT,
  DISPOSITION_WORDS,
  formatCelsius,
  RULE_WORDS,
  SEVERITY_WORDS,
  type Words,
} from '@lenglian/wording';
import { reviewsQuery } from '../../api/alert-life-queries.ts';
import { request } from '../../api/request.ts';
import { useWording } from '../../preferences/preferences-context.ts';
import { useMayDo } from '../../shell/session-context.ts';
import { Choice } from '../../ui/Choice.tsx';
import { LongTextField, SelectField } from '../../ui/form/Field.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { textOf } from '../../ui/form/read-form.ts';
import { useForm } from '../../ui/form/use-form.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';
import { Corrections } from './Corrections.tsx';
import { PagedList } from './PagedList.tsx';

const TABS = ['OPEN', 'RESOLVED', 'CORRECTIONS'] as const;

/** 复核 and 更正: verdicts that changed after people had acted on them: `/reviews?state=RESOLVED`. */
export default function ReviewsPage() {
  const { t } = useWording();
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('state')) ?? 'OPEN';
  const words = {
    OPEN: ALERT_LIFE_TEXT.open,
    RESOLVED: ALERT_LIFE_TEXT.resolved,
    CORRECTIONS: ALERT_LIFE_TEXT.corrections,
  };
  return (
    <div className="page page-narrow">
      <header className="page-heading">
        <h1>{t(ALERT_LIFE_TEXT.reviews)}</h1>
        <Choice
          label={t(ALERT_TEXT.filter)}
          isLabelHidden
          values={TABS.map((value) => ({ value, text: t(words[value]) }))}
          chosen={tab}
          onChoose={(value) => setSearch(value === 'OPEN' ? {} : { state: value })}
        />
      </header>
      <section className="pane" aria-label={t(words[tab])}>
        {tab === 'CORRECTIONS' ? <Corrections /> : <Reviews state={tab} />}
      </section>
    </div>
  );
}

function Reviews(props: { state: 'OPEN' | 'RESOLVED' }) {
  const none = { OPEN: ALERT_LIFE_TEXT.noReviews, RESOLVED: ALERT_LIFE_TEXT.noneResolved };
  return (
    <PagedList
      pages={useInfiniteQuery(reviewsQuery(props.state))}
      hint={ALERT_LIFE_TEXT.reviewsExplained}
      none={none[props.state]}
    >
      {(review) => <Review key={review.id} review={review} />}
    </PagedList>
  );
}

function Review(props: { review: ReviewView }) {
  const { review } = props;
  const { after, before } = review;
  const { t, dateTime } = useWording();
  const mayResolve = useMayDo('alerts.dispose') && review.resolvedAt === null;
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="review">
      <h2>
        <Link to={`/alerts/${review.alertId}`}>{t(RULE_WORDS[after.rule])}</Link>{' '}
        <small>
          {after.unitCode}
          {after.lotId !== null && (
            <>
              {' · '}
              <Link to={`/lots/${after.lotId}`}>{after.lotCode}</Link>
            </>
          )}
          {after.disposition !== null && ` · ${t(DISPOSITION_WORDS[after.disposition])}`}
        </small>
      </h2>
      <div className="versions">
        <Version name={ALERT_LIFE_TEXT.before} alert={before} other={after} />
        <Version name={ALERT_LIFE_TEXT.after} alert={after} other={before} />
      </div>
      {review.resolvedAt !== null && (
        <p>
          {review.note} <span className="dim">{review.resolvedBy}</span>{' '}
          <span className="dim">{dateTime(review.resolvedAt)}</span>
        </p>
      )}
      {mayResolve && (
        <OpenButton isOpen={isOpen} onOpen={() => setOpen(true)}>
          {t(ALERT_LIFE_TEXT.resolve)}
        </OpenButton>
      )}
      {isOpen && mayResolve && <ResolveForm review={review} onDone={() => setOpen(false)} />}
    </li>
  );
}

/** One of both versions; what differs stands out. */
function Version(props: { name: Words; alert: AlertView | null; other: AlertView | null }) {
  const { alert, other } = props;
  const { t, dateTime } = useWording();
  const of = (one: AlertView | null): Array<[Words, string]> =>
    one === null
      ? []
      : [
          [ALERT_TEXT.startedAt, dateTime(one.startedAt)],
          [
            ALERT_TEXT.endedAt,
            one.endedAt === null ? t(ALERT_TEXT.ongoing) : dateTime(one.endedAt),
          ],
          [
            ALERT_TEXT.peak,
            one.peakCelsius === null ? '—' : `${formatCelsius(one.peakCelsius)} °C`,
          ],
          [
            ALERT_TEXT.severity,
            one.isAnnulled ? t(ALERT_TEXT.annulled) : t(SEVERITY_WORDS[one.severity]),
          ],
        ];
  const others = of(other);
  return (
    <section aria-label={t(props.name)}>
      <h3 className="label">{t(props.name)}</h3>
      {alert === null && <p className="dim">{t(ALERT_LIFE_TEXT.newAlert)}</p>}
      <dl className="facts">
        {of(alert).map(([name, text], place) => (
          <div key={name.en}>
            <dt>{t(name)}</dt>
            <dd data-differs={others[place] !== undefined && others[place][1] !== text}>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function ResolveForm(props: { review: ReviewView; onDone: () => void }) {
  const { review, onDone } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const reload = () => {
    void client.invalidateQueries({ queryKey: ['reviews'] });
    void client.invalidateQueries({ queryKey: ['alerts'] });
  };
  const state = useForm({
    schema: reviewResolutionSchema,
    read: (data) => ({
      note: textOf(data, 'note'),
      disposition: textOf(data, 'disposition') ?? undefined,
    }),
    send: (body) =>
      request<ReviewView>(
        `/reviews/${encodeURIComponent(review.id)}/resolve`,
        body,
        'POST',
        review.revision,
      ),
    onDone: () => {
      reload();
      onDone();
    },
    onStale: reload,
  });
  return (
    <Form
      state={state}
      label={t(ALERT_LIFE_TEXT.resolve)}
      action={ALERT_LIFE_TEXT.resolve}
      onCancel={onDone}
    >
      <SelectField
        name="disposition"
        label={ALERT_LIFE_TEXT.disposition}
        isOptional
        defaultValue=""
        options={[
          { value: '', text: t(ALERT_LIFE_TEXT.keepDisposition) },
          ...DISPOSITIONS.map((value) => ({ value, text: t(DISPOSITION_WORDS[value]) })),
        ]}
      />
      <LongTextField name="note" label={ALERT_LIFE_TEXT.note} />
    </Form>
  );
}
