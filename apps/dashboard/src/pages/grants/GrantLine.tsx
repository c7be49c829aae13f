import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { GrantView } from '@lenglian/console-contract';
import type { Instant } from '@lenglian/quantities';
import { GRANT_KIND_WORDS, GRANT_TEXT, type Words } from '@lenglian/wording';
import { lotQuery } from '../../api/goods-queries.ts';
import { runQuery } from '../../api/queries.ts';
import { request } from '../../api/request.ts';
import { useLive } from '../../live/live-context.ts';
import { nameIn, useWording } from '../../preferences/preferences-context.ts';
import { Form } from '../../ui/form/Form.tsx';
import { useForm } from '../../ui/form/use-form.ts';
import type { Look } from '../../ui/looks.ts';
import { OpenButton } from '../../ui/OpenButton.tsx';

/** One grant: what of, why, to or from whom, from when to when, and whether it holds. */
export function GrantLine(props: { grant: GrantView; side: 'given' | 'received' }) {
  const { grant, side } = props;
  const { t, dateTime } = useWording();
  const { clock } = useLive();
  const [isAsking, setAsking] = useState(false);
  const standing = standingOf(grant, clock.now());
  const isGiven = side === 'given';
  return (
    <li>
      <div className="line line-grant">
        <span>
          <span className="badge" data-look={standing.look}>
            {t(standing.words)}
          </span>
        </span>
        <span>
          <span className="label">{t(GRANT_KIND_WORDS[grant.kind])}</span>
          <GrantedSubject grant={grant} isOurs={isGiven} />
        </span>
        <span>
          <span className="label">{t(isGiven ? GRANT_TEXT.to : GRANT_TEXT.from)}</span>
          <b>{isGiven ? grant.granteeOrganisationId : grant.organisationId}</b>
        </span>
        <span>
          {dateTime(grant.validFrom)} →{' '}
          {grant.validUntil === null ? t(GRANT_TEXT.open) : dateTime(grant.validUntil)}
        </span>
        <span className="line-number">
          {isGiven && standing.canBeRevoked && (
            <OpenButton
              isOpen={isAsking}
              label={`${t(GRANT_TEXT.revoke)} ${grant.granteeOrganisationId}`}
              onOpen={() => setAsking(true)}
            >
              {t(GRANT_TEXT.revoke)}
            </OpenButton>
          )}
        </span>
      </div>
      {isAsking && <RevokeForm grant={grant} onClose={() => setAsking(false)} />}
    </li>
  );
}

function standingOf(
  { revokedAt, validFrom, validUntil }: GrantView,
  now: Instant,
): { words: Words; look: Look; canBeRevoked: boolean } {
  if (revokedAt !== null)
    return { words: GRANT_TEXT.revoked, look: 'resting', canBeRevoked: false };
  if (validUntil !== null && validUntil <= now)
    return { words: GRANT_TEXT.over, look: 'resting', canBeRevoked: false };
  if (validFrom > now) return { words: GRANT_TEXT.toCome, look: 'info', canBeRevoked: true };
  return { words: GRANT_TEXT.holds, look: 'ok', canBeRevoked: true };
}

/** The name of what is seen; what is another's, and not to be seen now, has none here. */
function GrantedSubject(props: { grant: GrantView; isOurs: boolean }) {
  const { kind, subjectId, legOrdinal } = props.grant;
  const { t, language } = useWording();
  const run = useQuery({ ...runQuery(subjectId), enabled: kind === 'custody' }).data;
  const lot = useQuery({
    ...lotQuery(subjectId),
    enabled: kind === 'consignee' && props.isOurs,
  }).data;
  if (kind === 'lessor') return subjectId;
  if (kind === 'consignee')
    return lot === undefined ? (
      t(GRANT_TEXT.lot)
    ) : (
      <Link to={`/lots/${lot.id}`}>
        {nameIn(language, lot.commodityNameZh, lot.commodityNameEn)} {lot.code}
      </Link>
    );
  if (run === undefined) return t(GRANT_TEXT.run);
  const leg = legOrdinal === null || !props.isOurs ? undefined : run.legs[legOrdinal];
  return (
    <>
      <Link to={`/runs/${run.id}`}>
        {nameIn(language, run.nameZh, run.nameEn)} {run.code}
      </Link>{' '}
      {leg !== undefined &&
        `${nameIn(language, leg.fromNameZh, leg.fromNameEn)} → ${nameIn(language, leg.toNameZh, leg.toNameEn)}`}
    </>
  );
}

/** Nothing is asked; it is a question of being sure. */
const NOTHING = {
  safeParse: () => ({ success: true as const, data: {} }),
};

function RevokeForm(props: { grant: GrantView; onClose: () => void }) {
  const { grant, onClose } = props;
  const { t } = useWording();
  const client = useQueryClient();
  const state = useForm({
    schema: NOTHING,
    read: () => ({}),
    send: (body) => request<unknown>(`/grants/${encodeURIComponent(grant.id)}/revoke`, body),
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['grants'] });
      onClose();
    },
  });
  return (
    <Form
      state={state}
      label={`${t(GRANT_TEXT.revoke)} ${grant.granteeOrganisationId}`}
      action={GRANT_TEXT.revoke}
      onCancel={onClose}
    >
      <p className="hint">{t(GRANT_TEXT.revokeExplained)}</p>
    </Form>
  );
}
