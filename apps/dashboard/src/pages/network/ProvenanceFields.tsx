import { CONFIDENCE_WORDS, NETWORK_TEXT } from '@lenglian/wording';
import { useWording } from '../../preferences/preferences-context.ts';
import { SelectField, TextField } from '../../ui/form/Field.tsx';

/** Where what is filled in comes from, and how sure that is. */
export function ProvenanceFields(props: {
  before: { source?: string | undefined; confidence?: string | undefined } | undefined;
}) {
  const { source = '', confidence = 'C' } = props.before ?? {};
  const { t } = useWording();
  return (
    <div className="fields">
      <TextField
        name="source"
        label={NETWORK_TEXT.source}
        hint={NETWORK_TEXT.sourceExplained}
        defaultValue={source}
      />
      <SelectField
        name="confidence"
        label={NETWORK_TEXT.confidence}
        defaultValue={confidence}
        options={Object.entries(CONFIDENCE_WORDS).map(([value, words]) => ({
          value,
          text: t(words),
        }))}
      />
    </div>
  );
}
