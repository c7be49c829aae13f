import { useState } from 'react';
import type { HandOverView } from '@lenglian/console-contract';
import { HAND_OVER_TEXT, SIDE_WORDS } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { useSession } from '../../shell/session-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';
import { FieldGroup } from '../../ui/form/FieldGroup.tsx';

/** Who gives and who takes; one's own side is confirmed by recording it. */
export function PartyFields(props: { custodian: string | null; supersedes: HandOverView | null }) {
  const { custodian, supersedes } = props;
  const { t } = useWording();
  const { organisationId } = useSession();
  const [ourSide, setOurSide] = useState<string>(() => {
    if (supersedes === null || supersedes.from.organisationId === organisationId) return 'FROM';
    return supersedes.to.organisationId === organisationId ? 'TO' : '';
  });
  return (
    <FieldGroup label={HAND_OVER_TEXT.parties}>
      <SelectField
        name="ourSide"
        label={HAND_OVER_TEXT.ourSide}
        defaultValue={ourSide}
        onChange={setOurSide}
        options={[
          { value: 'FROM', text: t(SIDE_WORDS.FROM) },
          { value: 'TO', text: t(SIDE_WORDS.TO) },
          { value: '', text: t(HAND_OVER_TEXT.neither) },
        ]}
      />
      <Party
        side="from"
        isOurs={ourSide === 'FROM'}
        party={
          supersedes?.from ?? { name: custodian ?? '', organisationId: null, personName: null }
        }
      />
      <Party side="to" isOurs={ourSide === 'TO'} party={supersedes?.to ?? null} />
    </FieldGroup>
  );
}

function Party(props: {
  side: 'from' | 'to';
  isOurs: boolean;
  party: HandOverView['from'] | null;
}) {
  const { side, isOurs, party } = props;
  const words = HAND_OVER_TEXT[side];
  const { organisationId } = useSession();
  const known = party?.organisationId ?? null;
  return (
    <div className="fields">
      <TextField name={`${side}.name`} label={words} defaultValue={party?.name ?? ''} />
      <TextField
        name={`${side}.personName`}
        label={{
          zh: `${words.zh}${HAND_OVER_TEXT.person.zh}`,
          en: `${words.en}: ${HAND_OVER_TEXT.person.en.toLowerCase()}`,
        }}
        isOptional
        defaultValue={party?.personName ?? ''}
      />
      {!isOurs && (
        <TextField
          name={`${side}.organisationId`}
          label={{
            zh: `${words.zh}${HAND_OVER_TEXT.organisation.zh}`,
            en: `${words.en}: ${HAND_OVER_TEXT.organisation.en.toLowerCase()}`,
          }}
          hint={HAND_OVER_TEXT.otherOrganisationExplained}
          isOptional
          defaultValue={known === organisationId ? '' : (known ?? '')}
        />
      )}
    </div>
  );
}
